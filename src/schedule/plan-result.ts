import type { Rejected } from '#warehouse/rejected.js';
import type { UnreadWords } from '#warehouse/unread-words.js';
import type { BadZones } from './zones/zone-tables.js';
import type { Calibration } from './model/calibration.js';
import type { ColumnTypes, RowSink } from './output/write-rows.js';
import type { Goal } from './schedule-config.js';
import type { Constraint } from './slots/person-slots.js';

/** One row of the plan, as design.md names its columns. Instants are ISO 8601; a held recipient has NULL where a slot would be. */
export interface PlannedRecipient {
  readonly recipient_id: string;
  readonly status: 'scheduled' | 'held';
  /** UTC. */
  readonly send_at: string | null;
  /** The same instant on the recipient's clock, with its offset. */
  readonly local_send_at: string | null;
  readonly timezone: string;
  readonly timezone_source: 'explicit' | 'region' | 'country' | 'inferred' | 'default';
  /** UTC; the unbroken run of equally good hours around the slot. */
  readonly window_start: string | null;
  readonly window_end: string | null;
  readonly expected_rate: number | null;
  readonly expected_rate_low: number | null;
  readonly expected_rate_high: number | null;
  readonly lift: number | null;
  readonly lift_low: number | null;
  readonly lift_high: number | null;
  readonly evidence: Evidence;
  readonly personal_events: number;
  readonly propensity: number | null;
  /** Why it is held, or what moved it from a better hour; empty otherwise. */
  readonly reason: string;
}

/** What the slot rests on: the person's own events, the archetype that a few of them point to, or the population. */
export type Evidence = 'personal' | 'archetype' | 'population';

/** Column types of a Parquet plan; instants are instants, the time on the recipient's clock is text with its offset. */
export const PLAN_TYPES = {
  recipient_id: 'VARCHAR', status: 'VARCHAR', send_at: 'TIMESTAMPTZ', local_send_at: 'VARCHAR', timezone: 'VARCHAR', timezone_source: 'VARCHAR',
  window_start: 'TIMESTAMPTZ', window_end: 'TIMESTAMPTZ', expected_rate: 'DOUBLE', expected_rate_low: 'DOUBLE', expected_rate_high: 'DOUBLE',
  lift: 'DOUBLE', lift_low: 'DOUBLE', lift_high: 'DOUBLE', evidence: 'VARCHAR', personal_events: 'INTEGER', propensity: 'DOUBLE', reason: 'VARCHAR',
} as const satisfies ColumnTypes<PlannedRecipient>;
export const PLAN_COLUMNS = Object.keys(PLAN_TYPES) as readonly (keyof PlannedRecipient)[];

/** Why a recipient's slot is what it is: one line of `--explain`. */
export interface Explanation {
  readonly recipient_id: string;
  readonly evidence: {
    readonly basis: Evidence;
    readonly personal_events: number;
    /** Weighted messages and engagements: recent ones count more. */
    readonly weighted_messages: number;
    readonly weighted_engagements: number;
    /** Weighted hours in which mail lay there unengaged, each worth what is left of its pull. */
    readonly exposure_hours: number;
    readonly opens_count: boolean;
    /** Number of the archetype that fits best, and how sure that is. */
    readonly archetype: number;
    readonly archetype_probability: number;
  };
  readonly slot: { readonly local_hour: string; readonly expected_rate: number } | null;
  /** The best other hours outside of the window, and the share of the expected rate that each would cost. */
  readonly alternatives: readonly { readonly local_hour: string; readonly expected_rate: number; readonly cost: number }[];
  /** Hours of the span that each constraint closed. */
  readonly closed_hours: Readonly<Partial<Record<Constraint, number>>>;
  /** The best hour of the span without constraints, when a constraint closed it. */
  readonly moved_from: { readonly local_hour: string; readonly closed_by: Constraint; readonly expected_rate: number } | null;
}

export type PlanSink<Row = PlannedRecipient> = RowSink<Row>;

/** What a person wants to know of a plan besides its rows. */
export interface PlanResult {
  readonly now: string;
  readonly from: string;
  readonly until: string;
  readonly seed: number;
  readonly goal: Goal;
  /** Clock hours; working hours where the goal is a reply. */
  readonly horizonHours: number;
  readonly recipients: number;
  readonly scheduled: number;
  /** Held recipients by reason. */
  readonly held: Readonly<Record<string, number>>;
  /** Scheduled recipients that a constraint moved, by constraint. */
  readonly moved: Readonly<Partial<Record<Constraint, number>>>;
  /** Scheduled recipients by what their slot rests on. */
  readonly evidence: Readonly<Record<Evidence, number>>;
  readonly timezoneSources: Readonly<Record<PlannedRecipient['timezone_source'], number>>;
  readonly badZones: BadZones;
  readonly workAddresses: number;
  /** Engagement events by what became of them: `human`, or why they do not count. */
  readonly signals: Readonly<Record<string, number>>;
  readonly messages: number;
  /** false: neither events nor a model, so that every hour is that of a usual list. */
  readonly eventsGiven: boolean;
  readonly population: { readonly people: number; readonly engagements: number; readonly archetypes: number; readonly arrivalTerm: number };
  readonly calibration: Calibration;
  /** The slot that lift is measured against. */
  readonly defaultSlot: { readonly at: string; readonly zone: string };
  readonly defaultZone: string;
  readonly expectedRate: { readonly planned: number; readonly defaultSlot: number };
  /** Scheduled recipients by local hour of the week, 0 = Monday 00:00. */
  readonly heatMap: readonly number[];
  /** Scheduled recipients by local date, in order. */
  readonly days: Readonly<Record<string, number>>;
  readonly rejected: readonly Rejected[];
  /** Words that no list knows, in rows that were read, and what they count as. */
  readonly unreadWords: readonly UnreadWords[];
}
