/** Hours of the week count from Monday 00:00, local time: 0 to 167. */
export const HOURS_IN_WEEK = 168;

export function isWeekend(hourOfWeek: number): boolean {
  return hourOfWeek >= 5 * 24;
}
