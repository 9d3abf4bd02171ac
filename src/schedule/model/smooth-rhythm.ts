import { HOURS_IN_WEEK } from './hour-of-week.js';

/** Standard deviation over the hour of day, in hours. */
const DEVIATION = 1.5;
const REACH = 4;
/** What a day says about another one: of the same group (workdays, weekend), of the other. */
const SAME_GROUP = 0.4;
const OTHER_GROUP = 0.15;
const TAPS = Float64Array.from({ length: 2 * REACH + 1 }, (_, index) => Math.exp(-0.5 * ((index - REACH) / DEVIATION) ** 2));

const withinDay = new Float64Array(HOURS_IN_WEEK);
/** A day with the hours before and after it that lie within reach on its clock. */
const aroundDay = new Float64Array(24 + 2 * REACH);

/**
 * Spreads what is known of an hour over its neighbours on the clock and, less, over the same hours of other days. Written to `out`;
 * not normalised: the result counts pieces of evidence.
 */
export function smoothRhythm(values: Float64Array, out: Float64Array): void {
  for (let day = 0; day < HOURS_IN_WEEK; day += 24) {
    for (let at = 0; at < aroundDay.length; at++) aroundDay[at] = values[day + (at < REACH ? at - REACH + 24 : at < REACH + 24 ? at - REACH : at - REACH - 24)]!;
    for (let hour = 0; hour < 24; hour++) {
      let sum = 0;
      for (let tap = 0; tap < TAPS.length; tap++) sum += TAPS[tap]! * aroundDay[hour + tap]!;
      withinDay[day + hour] = sum;
    }
  }
  for (let hour = 0; hour < 24; hour++) mixDays(hour, out);
}

function mixDays(hour: number, out: Float64Array): void {
  let workdays = 0;
  let weekend = 0;
  for (let day = 0; day < 5; day++) workdays += withinDay[day * 24 + hour]!;
  for (let day = 5; day < 7; day++) weekend += withinDay[day * 24 + hour]!;
  for (let day = 0; day < 7; day++) {
    const own = withinDay[day * 24 + hour]!;
    const group = day < 5 ? workdays : weekend;
    const other = day < 5 ? weekend : workdays;
    out[day * 24 + hour] = own + SAME_GROUP * (group - own) + OTHER_GROUP * other;
  }
}

/** How alike two hours of the week are to this kernel: 1 for the same hour, towards 0 with the distance. */
export function rhythmSimilarity(a: number, b: number): number {
  const apart = Math.abs((a % 24) - (b % 24));
  const distance = Math.min(apart, 24 - apart) / DEVIATION;
  const [dayA, dayB] = [Math.floor(a / 24), Math.floor(b / 24)];
  const days = dayA === dayB ? 1 : dayA >= 5 === dayB >= 5 ? SAME_GROUP : OTHER_GROUP;
  return days * Math.exp(-0.25 * distance ** 2);
}
