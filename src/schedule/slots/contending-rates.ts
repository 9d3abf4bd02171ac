import { HOURS_IN_WEEK } from '../model/hour-of-week.js';
import type { Posterior } from '../model/person.js';
import type { PersonSlots } from './person-slots.js';

/** What rounding may do to a reach. */
const ROUNDING = 1e-9;
/** Expected engagements from which on rates are so near to 1 that rounding makes different reaches the same rate. */
const SATURATED = 10;

const rates = new Float64Array(HOURS_IN_WEEK);

/**
 * `modelRates` of the hours of the week that a choice can fall on, or that can be the best of all: those that lose no more than a near tie against the best
 * open hour. The others are 0, which is less: rates rise with reach, so that one look at it spares their exponentials. Reused by the next call.
 */
export function contendingRates({ hours, closedBy }: Pick<PersonSlots, 'hours' | 'closedBy'>, { rankingLevel, reach }: Pick<Posterior, 'rankingLevel' | 'reach'>, nearTies: number): Float64Array {
  let best = 0;
  for (let index = 0; index < hours.length; index++) {
    if (closedBy[index] === null && reach[hours[index]!.hourOfWeek]! > best) best = reach[hours[index]!.hourOfWeek]!;
  }
  const least = -Math.log1p((1 - nearTies) * Math.expm1(-rankingLevel * best)) / rankingLevel;
  const floor = rankingLevel * best > SATURATED ? 0 : Math.min(best, least) * (1 - ROUNDING);
  for (let hour = 0; hour < HOURS_IN_WEEK; hour++) rates[hour] = reach[hour]! < floor ? 0 : -Math.expm1(-rankingLevel * reach[hour]!);
  return rates;
}

/** The hours that `contendingRates` gives a rate, open or not, and which of all hours they are; all, where nobody can tell them apart. */
export interface Contenders extends PersonSlots {
  readonly places: readonly number[];
}

/** What a choice, and a look at the best hour of all, need not go beyond. */
export function contenders({ hours, closedBy }: PersonSlots, rates: Float64Array): Contenders {
  const places: number[] = [];
  let anyOpen = false;
  for (let index = 0; index < hours.length; index++) {
    if (rates[hours[index]!.hourOfWeek] === 0) continue;
    places.push(index);
    anyOpen ||= closedBy[index] === null;
  }
  if (!anyOpen) return { hours, closedBy, places: Array.from(hours.keys()) };
  return { hours: places.map((index) => hours[index]!), closedBy: places.map((index) => closedBy[index]!), places };
}
