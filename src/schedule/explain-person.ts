import type { Person } from './evidence/read-people.js';
import { calibratedRate } from './model/slot-estimates.js';
import type { PlannedPerson, PlanningContext } from './plan-person.js';
import type { Explanation } from './plan-result.js';
import { closedHours, hourName } from './slots/reasons.js';
import type { SpanHour } from './slots/span-hours.js';

const ALTERNATIVES = 3;
/** Seconds; nearer hours are the same occasion. */
const APART = 3 * 3600;

/** Why a recipient's slot is what it is. */
export function explainPerson(person: Person, planned: PlannedPerson, { calibration }: PlanningContext): Explanation {
  const { row, posterior, slots, choice, moved } = planned;
  const { engagements, exposure, arrivals } = person.statistics;
  const archetype = posterior.archetypes.indexOf(Math.max(...posterior.archetypes));
  const rated = (hour: SpanHour): { readonly local_hour: string; readonly expected_rate: number } => ({ local_hour: hourName(hour), expected_rate: rounded(rate(hour)) });
  const rate = (hour: SpanHour): number => calibratedRate(posterior, hour.hourOfWeek, calibration);
  const chosen = choice && slots.hours[choice.index]!;
  return {
    recipient_id: row.recipient_id,
    evidence: {
      basis: row.evidence, personal_events: row.personal_events, weighted_messages: rounded(sum(arrivals)), weighted_engagements: rounded(sum(engagements)),
      exposure_hours: rounded(sum(exposure)),
      opens_count: person.opensCount, archetype: archetype + 1, archetype_probability: rounded(posterior.archetypes[archetype]!),
    },
    slot: chosen === undefined ? null : rated(chosen),
    alternatives: chosen === undefined ? [] : alternatives(planned, rate).map((hour) => ({ ...rated(hour), cost: rounded(1 - rate(hour) / rate(chosen)) })),
    closed_hours: Object.fromEntries(closedHours(slots)),
    moved_from: moved === undefined ? null : { ...rated(moved.hour), closed_by: moved.closedBy },
  };
}

/** The best open hours, none within `APART` of the chosen window or of a better one; the earlier first among equals. */
function alternatives({ slots, choice }: PlannedPerson, rate: (hour: SpanHour) => number): readonly SpanHour[] {
  const window = { start: slots.hours[choice!.first]!.start, end: slots.hours[choice!.last]!.end };
  const open = slots.hours.filter((_, index) => slots.closedBy[index] === null).map((hour) => ({ hour, rate: rate(hour) })).sort((a, b) => b.rate - a.rate || a.hour.start - b.hour.start);
  const chosen: SpanHour[] = [];
  for (const { hour } of open) {
    if (chosen.length < ALTERNATIVES && [window, ...chosen].every((other) => hour.start >= other.end + APART || hour.end <= other.start - APART)) chosen.push(hour);
  }
  return chosen;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
