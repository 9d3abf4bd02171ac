/** Hours of the week count from Monday 00:00, local time: 0 to 167. */
export const HOURS_IN_WEEK = 168;

/** From Thursday 1 January 1970 back to the Monday before, in hours. */
export const EPOCH_HOUR_OF_WEEK = 72;

export function isWeekend(hourOfWeek: number): boolean {
  return hourOfWeek >= 5 * 24;
}

/** Workdays from eight to six: what is usual, whatever hours a sender declares for work addresses. */
export function isOfficeHour(hourOfWeek: number): boolean {
  const hour = hourOfWeek % 24;
  return !isWeekend(hourOfWeek) && hour >= 8 && hour < 18;
}
