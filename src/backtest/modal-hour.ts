import { HOURS_IN_WEEK } from '#schedule/model/hour-of-week.js';

/** The usual rule: the weekday and the hour of the day in which somebody engaged most often, as an hour of the week; undefined for who never did. */
export function modalHour(engagements: ArrayLike<number>): number | undefined {
  const days = new Float64Array(7);
  const hours = new Float64Array(24);
  for (let hour = 0; hour < HOURS_IN_WEEK; hour++) {
    days[Math.floor(hour / 24)]! += engagements[hour]!;
    hours[hour % 24]! += engagements[hour]!;
  }
  const [day, hour] = [days.indexOf(Math.max(...days)), hours.indexOf(Math.max(...hours))];
  return days[day] === 0 ? undefined : 24 * day + hour;
}
