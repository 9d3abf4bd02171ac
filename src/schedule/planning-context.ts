import type { EvidenceQuery, Judging } from './evidence/judge-block.js';
import { goalModelOf } from './goal-model-of.js';
import type { Calibration } from './model/calibration.js';
import { personScorer } from './model/person.js';
import type { Population } from './model/population.js';
import { reachTable } from './model/reach-table.js';
import type { PlanningContext } from './plan-person.js';
import type { ScheduleConfig } from './schedule-config.js';
import { UNLIMITED } from './slots/allotment.js';
import { capacityBook } from './slots/capacity.js';
import { defaultSlot } from './slots/default-slot.js';
import { personSlots } from './slots/person-slots.js';
import { spanHours } from './slots/span-hours.js';
import { zoneCandidates } from './zones/zone-candidates.js';
import { zoneOffsets } from './zones/zone-offsets.js';

export interface Span {
  /** Epoch seconds; `until` is exclusive. */
  readonly from: number;
  readonly until: number;
}

/** What a run plans by: plain values, so that they can be sent to a thread. */
export interface PlanningFacts {
  readonly population: Population;
  readonly calibration: Calibration;
  /** What each person's log is judged by. */
  readonly judging: Judging;
  readonly query: EvidenceQuery;
  /** Recipients by zone, of those whose zone is known. */
  readonly knownZones: ReadonlyMap<string, number>;
  readonly defaultZone: string;
  readonly span: Span;
  readonly config: ScheduleConfig;
  readonly seed: number;
  /** Whether this is a step of a series. */
  readonly inSeries: boolean;
}

const DAY = 86_400_000;

export function planningContext({ population, calibration, judging: { zones }, knownZones, defaultZone, span, config, seed, inSeries }: PlanningFacts): PlanningContext {
  const goal = { ...goalModelOf(config), triggeredAppeal: population.triggeredAppeal };
  const table = reachTable(goal, population.arrivalTerm);
  const capacity = capacityBook(config.capacity);
  const senderClock = zoneOffsets(defaultZone, span.from * 1000 - DAY, span.until * 1000 + 2 * DAY);
  const open = { ...config, quietHours: null, blackouts: [], latest: Infinity };
  return {
    score: personScorer(population, table), archetypes: population.shapes.length, goal, table, calibration, defaultZone,
    candidatesFor: zoneCandidates({ defaultZone, zones, known: knownZones, at: span.from }),
    slotsOf: personSlots({ zones, span, config, capacity, inSeries }), capacity, allotment: UNLIMITED, zones, config, seed,
    defaultSecond: defaultSlot(spanHours(senderClock, { ...span, config: open, works: false, holidays: [], daysEarlier: 0 }))?.start ?? span.from,
  };
}
