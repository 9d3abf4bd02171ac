import type { Person } from './evidence/read-people.js';
import { modelRates } from './model/slot-estimates.js';
import type { Allotment } from './slots/allotment.js';
import { assignSeats } from './slots/assignment.js';
import { located, instantOf } from './plan-person.js';
import type { PlanningContext } from './plan-person.js';

/** People whose seats are worked out exactly; of a longer list they are a sample, which says what each hour is worth to the others. */
export const SEATED_EXACTLY = 1000;
const HOUR = 3600;

/**
 * Seats people so that the list as a whole loses least. A list of up to `SEATED_EXACTLY` gets the best seating there is, and each its seat; of a
 * longer one the people given are a sample of `total`, seated with as small a share of the room, and the prices that come out lead everybody
 * from the hours that others need more.
 */
export async function allotCapacity(people: AsyncIterable<Person>, total: number, span: { readonly from: number; readonly until: number }, context: PlanningContext): Promise<Allotment> {
  const { perHour, perDomainPerHour } = context.config.capacity;
  const domains = Object.keys(perDomainPerHour).sort();
  const groupOf = (domain: string | null): number => (domain === null ? 0 : domains.indexOf(domain) + 1);
  const firstHour = Math.floor(span.from / HOUR);
  const hours = Math.floor((span.until - 1) / HOUR) - firstHour + 1;
  const wanted = await wishes(people, firstHour, hours, context);
  const share = Math.min(1, wanted.length / Math.max(1, total));
  const scaled = (limit: number): number => (limit === Infinity ? Infinity : Math.round(limit * share));
  const { seats, prices } = assignSeats({
    values: wanted.map(({ values }) => values), groups: wanted.map(({ domain }) => groupOf(domain)),
    perHour: scaled(perHour), perGroup: [Infinity, ...domains.map((domain) => scaled(perDomainPerHour[domain]!))],
  });
  const own = new Map<string, number>(share < 1 ? [] : wanted.flatMap(({ recipientId, instants }, index) => (seats[index]! < 0 ? [] : [[recipientId, instants[seats[index]!]!] as const])));
  for (const { recipientId, domain } of wanted) if (own.has(recipientId)) context.capacity.take(own.get(recipientId)!, domain);
  return {
    seatOf: (recipientId) => own.get(recipientId),
    priceOf: (second, domain) => (share < 1 ? prices[groupOf(domain) * hours + Math.floor(second / HOUR) - firstHour]! : 0),
  };
}

interface Wish {
  readonly recipientId: string;
  readonly domain: string | null;
  /** By clock hour in UTC. */
  readonly values: Float64Array;
  readonly instants: Float64Array;
}

async function wishes(people: AsyncIterable<Person>, firstHour: number, hours: number, context: PlanningContext): Promise<readonly Wish[]> {
  const wanted: Wish[] = [];
  for await (const found of people) {
    const { person, posterior } = located(found, context);
    const rates = modelRates(posterior);
    const instantWithin = instantOf(person, context.seed);
    const slots = context.slotsOf(person, instantWithin);
    const wish = { recipientId: person.recipientId, domain: person.domain, values: new Float64Array(hours).fill(-Infinity), instants: new Float64Array(hours) };
    slots.hours.forEach((hour, index) => {
      if (slots.closedBy[index] !== null) return;
      const at = Math.floor(instantWithin(hour) / HOUR) - firstHour;
      if (rates[hour.hourOfWeek]! <= wish.values[at]!) return;
      wish.values[at] = rates[hour.hourOfWeek]!;
      wish.instants[at] = instantWithin(hour);
    });
    wanted.push(wish);
  }
  return wanted;
}
