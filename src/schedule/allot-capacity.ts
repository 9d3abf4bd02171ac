import type { Person } from './evidence/read-people.js';
import { modelRates } from './model/slot-estimates.js';
import type { Allotment } from './slots/allotment.js';
import { assignSeats } from './slots/assignment.js';
import type { Seating } from './slots/assignment.js';
import { located, instantOf } from './plan-person.js';
import type { PlanningContext } from './plan-person.js';

/** People whose seats are worked out exactly; of a longer list they are a sample, which says what each hour is worth to the others. */
export const SEATED_EXACTLY = 1000;
const HOUR = 3600;

/** Draws people by a hash of their ids, of all or of one domain: as many as are asked for of so many as there are. */
export type DrawPeople = (size: (total: number) => number, domain?: string) => Promise<{ readonly people: AsyncIterable<Person>; readonly total: number }>;

/**
 * Seats people so that the list as a whole loses least. A list of up to `SEATED_EXACTLY` gets the best seating there is, and each its seat; of a
 * longer one a sample is seated with as small a share of the room, and the prices that come out lead everybody from the hours that others need more. What a domain's own limit costs
 * comes from a sample of that domain: of one of all people too few would be in it.
 */
export async function allotCapacity(draw: DrawPeople, span: { readonly from: number; readonly until: number }, context: PlanningContext): Promise<Allotment> {
  const { perHour, perDomainPerHour } = context.config.capacity;
  const clock = clockHours(span);
  const domains = Object.keys(perDomainPerHour).sort();
  const seat = ({ wanted, share }: Sample, value: (wish: Wish) => Float64Array = ({ values }) => values): Seating => {
    const scaled = (limit: number): number => (limit === Infinity ? Infinity : Math.max(1, Math.round(limit * share)));
    return assignSeats({
      values: wanted.map(value), groups: wanted.map(({ domain }) => (domain === null ? 0 : domains.indexOf(domain) + 1)),
      perHour: scaled(perHour), perGroup: [Infinity, ...domains.map((domain) => scaled(perDomainPerHour[domain]!))],
    });
  };
  const all = await sampleOf(await draw(wholeShare(perHour)), clock, context);
  if (all.share === 1) return ownSeats(all.wanted, seat(all).seats, context);
  const common = perHour === Infinity ? new Float64Array(clock.count) : seat(all).prices.slice(0, clock.count);
  const ofDomains = new Map<string, Float64Array>();
  for (const [group, domain] of domains.entries()) {
    const sample = await sampleOf(await draw(wholeShare(perDomainPerHour[domain]!), domain), clock, context);
    // Where an hour costs somebody else a seat, so do the others that are left: a price above any rate would leave the sample unseated.
    const { prices } = seat(sample, ({ values }) => values.map((value, hour) => value - Math.min(1, common[hour]!)));
    ofDomains.set(domain, prices.subarray((group + 1) * clock.count, (group + 2) * clock.count));
  }
  return {
    seatOf: () => undefined,
    priceOf(second, domain) {
      const hour = Math.floor(second / HOUR) - clock.first;
      return common[hour]! + (ofDomains.get(domain ?? '')?.[hour] ?? 0);
    },
  };
}

/** As large a sample as can be seated of which the share of a limit is a whole number of seats: a rounded one would sell seats that are not there, or keep some back. */
function wholeShare(limit: number): (total: number) => number {
  return (total) => {
    const seats = Math.floor((SEATED_EXACTLY * limit) / Math.max(1, total));
    return total <= SEATED_EXACTLY || seats === 0 || limit === Infinity ? SEATED_EXACTLY : Math.round((seats * total) / limit);
  };
}

function ownSeats(wanted: readonly Wish[], seats: Int32Array, { capacity }: PlanningContext): Allotment {
  const own = new Map(wanted.flatMap(({ recipientId, instants }, index) => (seats[index]! < 0 ? [] : [[recipientId, instants[seats[index]!]!] as const])));
  for (const { recipientId, domain } of wanted) if (own.has(recipientId)) capacity.take(own.get(recipientId)!, domain);
  return { seatOf: (recipientId) => own.get(recipientId), priceOf: () => 0 };
}

/** Clock hours in UTC, counted from the first one of the span. */
interface Clock {
  readonly first: number;
  readonly count: number;
}

function clockHours({ from, until }: { readonly from: number; readonly until: number }): Clock {
  const first = Math.floor(from / HOUR);
  return { first, count: Math.floor((until - 1) / HOUR) - first + 1 };
}

interface Sample {
  readonly wanted: readonly Wish[];
  /** Of those there are. */
  readonly share: number;
}

interface Wish {
  readonly recipientId: string;
  readonly domain: string | null;
  /** By clock hour in UTC. */
  readonly values: Float64Array;
  readonly instants: Float64Array;
}

async function sampleOf({ people, total }: Awaited<ReturnType<DrawPeople>>, { first, count }: Clock, context: PlanningContext): Promise<Sample> {
  const wanted: Wish[] = [];
  for await (const found of people) {
    const { person, posterior } = located(found, context);
    const rates = modelRates(posterior);
    const instantWithin = instantOf(person, context.seed);
    const slots = context.slotsOf(person, instantWithin);
    const wish = { recipientId: person.recipientId, domain: person.domain, values: new Float64Array(count).fill(-Infinity), instants: new Float64Array(count) };
    slots.hours.forEach((hour, index) => {
      if (slots.closedBy[index] !== null) return;
      const at = Math.floor(instantWithin(hour) / HOUR) - first;
      if (rates[hour.hourOfWeek]! <= wish.values[at]!) return;
      wish.values[at] = rates[hour.hourOfWeek]!;
      wish.instants[at] = instantWithin(hour);
    });
    wanted.push(wish);
  }
  return { wanted, share: Math.min(1, wanted.length / Math.max(1, total)) };
}
