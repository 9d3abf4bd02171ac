import type { Rejected } from '#warehouse/rejected.js';
import type { UnreadWords } from '#warehouse/unread-words.js';
import type { HoldoutDesign } from './holdout-design.js';
import type { ArmOutcome, HoldoutRefusal } from './holdout-outcome.js';
import type { LiftEstimates, Overlap } from './off-policy.js';
import type { Refusal } from './refusals.js';
import type { TimingTest } from './timing-test.js';
import type { LiftEstimate } from '#stats/clustered-totals.js';

/** The plan held against another policy on the log. */
export interface Comparison {
  readonly over: 'logged' | 'modal';
  /** Empty: the estimates may be quoted. */
  readonly refusals: readonly Refusal[];
  /** null when refused. */
  readonly lift: LiftEstimates | null;
}

/** What a log says about what the plan would have gained. */
export interface LogBacktest {
  readonly kind: 'log';
  readonly trainedUntil: string;
  /** The evaluated sends; `until` is exclusive. */
  readonly from: string;
  readonly until: string;
  readonly horizonHours: number;
  /** Hours over which the plan's choice is spread, so that the log holds enough of it. */
  readonly windowHours: number;
  readonly seed: number;
  readonly recipients: number;
  /** Recipients that were evaluated: a sample of a very long list. */
  readonly evaluated: number;
  /** Scheduled mail of the evaluated period; mail without a usable propensity is left out of the estimates. */
  readonly messages: number;
  readonly withoutPropensity: number;
  readonly engaged: number;
  readonly overlap: { readonly plan: Overlap; readonly modal: Overlap };
  readonly comparisons: readonly Comparison[];
  /** null: fewer than two engagements of anybody. */
  readonly timing: TimingTest | null;
  readonly holdout: HoldoutDesign | null;
  readonly rejected: readonly Rejected[];
  readonly unreadWords: readonly UnreadWords[];
}

/** What a random holdout says about what the plan gained. */
export interface HoldoutBacktest {
  readonly kind: 'holdout';
  readonly from: string;
  readonly until: string;
  readonly horizonHours: number;
  readonly arms: { readonly plan: ArmOutcome; readonly control: ArmOutcome };
  readonly refusals: readonly HoldoutRefusal[];
  /** null when refused. */
  readonly lift: LiftEstimate | null;
  readonly holdout: HoldoutDesign | null;
  readonly rejected: readonly Rejected[];
  readonly unreadWords: readonly UnreadWords[];
}

/** What the log says of planned hours, or what a holdout measured. */
export type BacktestResult = LogBacktest | HoldoutBacktest;
