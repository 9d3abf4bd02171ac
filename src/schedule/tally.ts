import type { Person } from './evidence/read-people.js';
import { HOURS_IN_WEEK } from './model/hour-of-week.js';
import type { PlannedPerson } from './plan-person.js';
import type { Constraint } from './slots/person-slots.js';
import { heldBy } from './slots/reasons.js';
import type { Evidence, PlannedRecipient, PlanResult } from './plan-result.js';

/** What is counted over all recipients. */
export type Tally = Pick<PlanResult, 'recipients' | 'scheduled' | 'held' | 'moved' | 'evidence' | 'timezoneSources' | 'workAddresses' | 'expectedRate' | 'heatMap' | 'days'>;

/** Counts planned recipients one by one. */
export function tally(): { add(person: Person, planned: PlannedPerson): void; total(): Tally } {
  let [recipients, scheduled, workAddresses, planned, byDefault] = [0, 0, 0, 0, 0];
  const held: Record<string, number> = {};
  const moved: Partial<Record<Constraint, number>> = {};
  const evidence: Record<Evidence, number> = { personal: 0, archetype: 0, population: 0 };
  const timezoneSources: Record<PlannedRecipient['timezone_source'], number> = { explicit: 0, region: 0, country: 0, inferred: 0, default: 0 };
  const heatMap = new Array<number>(HOURS_IN_WEEK).fill(0);
  const days: Record<string, number> = {};
  return {
    add(person, { row, choice, slots, defaultRate, moved: better }) {
      recipients++;
      evidence[row.evidence]++;
      timezoneSources[row.timezone_source]++;
      if (person.works) workAddresses++;
      if (choice === undefined) {
        const reason = heldBy(slots);
        held[reason] = (held[reason] ?? 0) + 1;
        return;
      }
      scheduled++;
      planned += row.expected_rate ?? 0;
      byDefault += defaultRate;
      heatMap[slots.hours[choice.index]!.hourOfWeek]!++;
      const day = row.local_send_at?.slice(0, 10) ?? '';
      days[day] = (days[day] ?? 0) + 1;
      if (better !== undefined) moved[better.closedBy] = (moved[better.closedBy] ?? 0) + 1;
    },
    total: () => ({
      recipients, scheduled, held, moved, evidence, timezoneSources, workAddresses, heatMap,
      days: Object.fromEntries(Object.entries(days).sort(([one], [other]) => (one < other ? -1 : 1))),
      expectedRate: { planned: planned / Math.max(1, scheduled), defaultSlot: byDefault / Math.max(1, scheduled) },
    }),
  };
}
