import { HOURS_IN_WEEK, isWeekend } from './hour-of-week.js';

/**
 * What another workday says of a workday's hour, and Saturday of Sunday's. A day of the week has as many mails as it has, whoever gets them, and what its mails please more or less than those
 * of other days would be taken for the day's own: of ten mails with an appeal that spreads by .3 the mean is off by .1, be the list as long as it may. bench/results/send-time.md, "Days alike".
 */
const SHARED = 0.3;
const HOURS_IN_DAY = 24;
const FIRST_OF_WEEKEND = 5 * HOURS_IN_DAY;

/** Adds to each hour of the week the same hour of the other days of its group (workdays, weekend), at `SHARED` of its value: partial pooling of days. */
export function poolDays(values: Float64Array): Float64Array {
  return values.map((value, hour) => value + SHARED * (sumOverGroup(values, hour) - value));
}

function sumOverGroup(values: Float64Array, hour: number): number {
  const [from, until] = isWeekend(hour) ? [FIRST_OF_WEEKEND, HOURS_IN_WEEK] : [0, FIRST_OF_WEEKEND];
  let sum = 0;
  for (let at = from + (hour % HOURS_IN_DAY); at < until; at += HOURS_IN_DAY) sum += values[at]!;
  return sum;
}
