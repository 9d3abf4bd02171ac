import { HOURS_IN_WEEK } from './hour-of-week.js';

/** Standard deviation over the hour of day, in hours. */
const DEVIATION = 1.5;
const REACH = 4;
/** What a day says about another one: of the same group (workdays, weekend), of the other. */
const SAME_GROUP = 0.4;
const OTHER_GROUP = 0.15;
/** Of the hour itself and of those before and after it. */
const [HERE, ONE, TWO, THREE, FOUR] = [0, 1, 2, 3, 4].map((hours) => Math.exp(-0.5 * (hours / DEVIATION) ** 2)) as [number, number, number, number, number];

const withinDay = new Float64Array(HOURS_IN_WEEK);
/** A day with the hours before and after it that lie within reach on its clock. */
const aroundDay = new Float64Array(24 + 2 * REACH);

/**
 * Spreads what is known of an hour over its neighbours on the clock and, less, over the same hours of other days. Written to `out`;
 * not normalised: the result counts pieces of evidence.
 */
export function smoothRhythm(values: Float64Array, out: Float64Array): void {
  for (let day = 0; day < HOURS_IN_WEEK; day += 24) {
    if (isEmpty(values, day)) withinDay.fill(0, day, day + 24);
    else smoothDay(values, day);
  }
  for (let hour = 0; hour < 24; hour++) mixDays(hour, out);
}

function isEmpty(values: Float64Array, day: number): boolean {
  for (let hour = day; hour < day + 24; hour++) if (values[hour] !== 0) return false;
  return true;
}

function smoothDay(values: Float64Array, day: number): void {
  for (let hour = 0; hour < 24; hour++) aroundDay[hour + REACH] = values[day + hour]!;
  for (let at = 0; at < REACH; at++) {
    aroundDay[at] = values[day + 24 - REACH + at]!;
    aroundDay[24 + REACH + at] = values[day + at]!;
  }
  for (let hour = 0; hour < 24; hour++) {
    withinDay[day + hour] = FOUR * aroundDay[hour]! + THREE * aroundDay[hour + 1]! + TWO * aroundDay[hour + 2]! + ONE * aroundDay[hour + 3]! + HERE * aroundDay[hour + 4]!
      + ONE * aroundDay[hour + 5]! + TWO * aroundDay[hour + 6]! + THREE * aroundDay[hour + 7]! + FOUR * aroundDay[hour + 8]!;
  }
}

function mixDays(hour: number, out: Float64Array): void {
  let workdays = 0;
  let weekend = 0;
  for (let at = hour; at < 5 * 24; at += 24) workdays += withinDay[at]!;
  for (let at = hour + 5 * 24; at < HOURS_IN_WEEK; at += 24) weekend += withinDay[at]!;
  for (let at = hour; at < HOURS_IN_WEEK; at += 24) {
    const own = withinDay[at]!;
    const group = at < 5 * 24 ? workdays : weekend;
    const other = at < 5 * 24 ? weekend : workdays;
    out[at] = own + SAME_GROUP * (group - own) + OTHER_GROUP * other;
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
