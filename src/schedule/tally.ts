import type { Person } from './evidence/read-people.js';
import { HOURS_IN_WEEK } from './model/hour-of-week.js';
import type { PlannedPerson } from './plan-person.js';
import { heldBy } from './slots/reasons.js';
import type { Evidence, PlannedRecipient, PlanResult } from './plan-result.js';

/** What is counted over all recipients. */
export type Tally = Pick<PlanResult, 'recipients' | 'scheduled' | 'held' | 'moved' | 'evidence' | 'timezoneSources' | 'workAddresses' | 'expectedRate' | 'heatMap' | 'days'>;

/** The same of a part of the recipients, with what is summed one by one: so the sum does not depend on the parts. */
export interface PartTally extends Omit<Tally, 'expectedRate'> {
  /** Of those who are scheduled, in order: the rate expected of their slot, and of the default one. */
  readonly rates: Float64Array;
}

/** Counts planned recipients one by one. */
export function partTally(): { add(person: Person, planned: PlannedPerson): void; total(): PartTally } {
  let [recipients, scheduled, workAddresses] = [0, 0, 0];
  const held: Record<string, number> = {};
  const moved: Record<string, number> = {};
  const evidence: Record<Evidence, number> = { personal: 0, archetype: 0, population: 0 };
  const timezoneSources: Record<PlannedRecipient['timezone_source'], number> = { explicit: 0, region: 0, country: 0, inferred: 0, default: 0 };
  const heatMap = new Array<number>(HOURS_IN_WEEK).fill(0);
  const days: Record<string, number> = {};
  const rates: number[] = [];
  return {
    add(person, { row, choice, slots, defaultRate, moved: better }) {
      recipients++;
      timezoneSources[row.timezone_source]++;
      if (person.works) workAddresses++;
      if (choice === undefined) {
        count(held, heldBy(slots));
        return;
      }
      scheduled++;
      evidence[row.evidence]++;
      rates.push(row.expected_rate ?? 0, defaultRate);
      const { hourOfWeek, date } = slots.hours[choice.index]!;
      heatMap[hourOfWeek]!++;
      count(days, date);
      if (better !== undefined) count(moved, better.closedBy);
    },
    total: () => ({ recipients, scheduled, held, moved, evidence, timezoneSources, workAddresses, heatMap, days, rates: Float64Array.from(rates) }),
  };
}

/** Puts parts together, in the order of the recipients. */
export function tally(): { add(part: PartTally): void; total(): Tally } {
  let [recipients, scheduled, workAddresses, planned, byDefault] = [0, 0, 0, 0, 0];
  const held: Record<string, number> = {};
  const moved: Record<string, number> = {};
  const days: Record<string, number> = {};
  const evidence: Record<Evidence, number> = { personal: 0, archetype: 0, population: 0 };
  const timezoneSources: Record<PlannedRecipient['timezone_source'], number> = { explicit: 0, region: 0, country: 0, inferred: 0, default: 0 };
  const heatMap = new Array<number>(HOURS_IN_WEEK).fill(0);
  return {
    add(part) {
      recipients += part.recipients;
      scheduled += part.scheduled;
      workAddresses += part.workAddresses;
      for (const [sums, counts] of [[held, part.held], [moved, part.moved], [days, part.days], [evidence, part.evidence], [timezoneSources, part.timezoneSources]] as const) {
        for (const [name, number] of Object.entries(counts)) count(sums, name, number);
      }
      for (const [hour, number] of part.heatMap.entries()) heatMap[hour]! += number;
      for (let at = 0; at < part.rates.length; at += 2) {
        planned += part.rates[at]!;
        byDefault += part.rates[at + 1]!;
      }
    },
    total: () => ({
      recipients, scheduled, held, moved, evidence, timezoneSources, workAddresses, heatMap,
      days: Object.fromEntries(Object.entries(days).sort(([one], [other]) => (one < other ? -1 : 1))),
      expectedRate: { planned: planned / Math.max(1, scheduled), defaultSlot: byDefault / Math.max(1, scheduled) },
    }),
  };
}

function count(counts: Record<string, number>, name: string, number = 1): void {
  counts[name] = (counts[name] ?? 0) + number;
}
