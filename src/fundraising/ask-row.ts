import type { Rejected } from '#warehouse/rejected.js';
import type { UnreadWords } from '#warehouse/unread-words.js';

/** One row of `presend asks`. Money is in `currency`; what is not known, or not proposed, is NULL. */
export interface AskRow {
  readonly recipient_id: string;
  readonly eligible: 'yes' | 'no';
  /** Why not: an id of `BARS` or `RESTS`, or `no_amount_fits`; empty for who is eligible. */
  readonly reason: string;
  readonly programme: string | null;
  readonly programme_evidence: string;
  /** What the recipient gives now: the pledge, else the base of single gifts. */
  readonly current_amount: number | null;
  readonly frequency: Frequency | null;
  /** ISO 4217. */
  readonly currency: string | null;
  readonly ask_low: number | null;
  readonly ask_preset: number | null;
  readonly ask_high: number | null;
  /** UTC; the instant at which the last rest ends. NULL: no rest is known of, or time alone does not mend it. */
  readonly ask_not_before: string | null;
  /** Of a raised pledge: more money in the year after the ask. Of a single gift: what the ask brings. NULL without past asks to learn from. */
  readonly expected_gain: number | null;
  readonly expected_gain_low: number | null;
  readonly expected_gain_high: number | null;
  readonly evidence: string;
}

export type Frequency = 'single' | 'weekly' | 'fortnightly' | 'monthly' | 'quarterly' | 'half-yearly' | 'yearly';

/** Columns of the output, in order, with their types in Parquet. */
export const ASK_TYPES = {
  recipient_id: 'VARCHAR', eligible: 'VARCHAR', reason: 'VARCHAR', programme: 'VARCHAR', programme_evidence: 'VARCHAR', current_amount: 'DOUBLE', frequency: 'VARCHAR',
  currency: 'VARCHAR', ask_low: 'DOUBLE', ask_preset: 'DOUBLE', ask_high: 'DOUBLE', ask_not_before: 'TIMESTAMPTZ', expected_gain: 'DOUBLE', expected_gain_low: 'DOUBLE',
  expected_gain_high: 'DOUBLE', evidence: 'VARCHAR',
} as const satisfies Readonly<Record<keyof AskRow, string>>;

/** What a person wants to know of a run besides its rows. */
export interface AsksResult {
  /** The instant at which eligibility was judged. */
  readonly at: string;
  readonly recipients: number;
  readonly eligible: number;
  /** Recipients who are not to be asked, by reason. */
  readonly held: Readonly<Record<string, number>>;
  /** Proposed asks by currency: how many, and what the preset amounts come to. */
  readonly proposed: Readonly<Record<string, { readonly asks: number; readonly preset: number }>>;
  /** Rests and bars that nobody could be held to, and what is missing. */
  readonly unchecked: readonly { readonly reason: string; readonly missing: string }[];
  /** Past asks that acceptance was learned from, and how many were answered. */
  readonly pastAsks: { readonly asks: number; readonly accepted: number; readonly enough: boolean };
  readonly withoutProgramme: number;
  readonly rejected: readonly Rejected[];
  /** Words that no list knows, in rows that were read, and what they count as. */
  readonly unreadWords: readonly UnreadWords[];
}
