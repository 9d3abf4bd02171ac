import { clusteredTotals } from '#stats/clustered-totals.js';
import type { ClusteredTotals, LiftEstimate } from '#stats/clustered-totals.js';
import type { PolicyHours } from './block-policy.js';
import { weightBands } from './weight-bands.js';
import type { WeightBand, WeightBands } from './weight-bands.js';

/** A mail of the log: when it went out, how likely that was, and what came of it. */
export interface LoggedMail {
  /** Local hour of the week. */
  readonly slot: number;
  /** Probability, in (0, 1], with which the sender's policy chose this hour. */
  readonly propensity: number;
  readonly engaged: boolean;
}

/** One person's mails, what each policy would have done, and what a model that never saw these mails expects of every hour. */
export interface LoggedPerson {
  readonly mails: readonly LoggedMail[];
  readonly plan: PolicyHours;
  readonly modal: PolicyHours;
  readonly expected: (slot: number) => number;
}

/** How far the log holds what a policy would have done. */
export interface Overlap {
  /** One, if the propensities are right and every hour of the policy was possible. */
  readonly meanWeight: number;
  /** Kish: mails with equal weights that would tell as much, (sum w)^2 / sum w^2. */
  readonly effectiveSample: number;
  /** Mails at the hours of the policy that were engaged with. */
  readonly matchedEngagements: number;
  readonly weights: readonly WeightBand[];
}

/** Lift of one policy over another, by each estimator; undefined where the estimate is no positive rate. */
export interface LiftEstimates {
  readonly ips: LiftEstimate | undefined;
  readonly snips: LiftEstimate | undefined;
  readonly doublyRobust: LiftEstimate | undefined;
}

export interface OffPolicy {
  add(person: LoggedPerson): void;
  readonly mails: () => number;
  readonly engaged: () => number;
  overlap(policy: 'plan' | 'modal'): Overlap;
  /** Of the plan. */
  liftOver(policy: 'logged' | 'modal'): LiftEstimates;
}

const MAILS = 0;
const ENGAGED = 1;
/** Weights, weighted engagements, doubly robust terms, squared weights, matched engagements: of each policy. */
const MEASURES = 5;
const FIRST = { plan: 2, modal: 2 + MEASURES } as const;

/**
 * Off-policy estimates with confidence intervals between people. IPS: Horvitz and Thompson 1952; SNIPS: Swaminathan and Joachims 2015;
 * doubly robust: Dudik, Langford and Li 2011.
 */
export function offPolicy(): OffPolicy {
  const totals = clusteredTotals(2 + 2 * MEASURES);
  const sums = new Float64Array(2 + 2 * MEASURES);
  const bands = { plan: weightBands(), modal: weightBands() };
  return {
    add({ mails, plan, modal, expected }) {
      sums.fill(0);
      sums[MAILS] = mails.length;
      sums[ENGAGED] = mails.reduce((sum, { engaged }) => sum + Number(engaged), 0);
      addPolicy(sums, FIRST.plan, mails, plan, expected, bands.plan);
      addPolicy(sums, FIRST.modal, mails, modal, expected, bands.modal);
      totals.add(sums);
    },
    mails: () => totals.total(MAILS),
    engaged: () => totals.total(ENGAGED),
    overlap: (policy) => ({ ...overlapOf(totals, FIRST[policy]), weights: bands[policy].bands() }),
    liftOver: (policy) => (policy === 'logged' ? overLogged(totals) : overModal(totals)),
  };
}

function addPolicy(sums: Float64Array, first: number, mails: readonly LoggedMail[], hours: PolicyHours, expected: (slot: number) => number, bands: WeightBands): void {
  if (mails.length === 0) return;
  const value = hours.reduce((sum, hour) => sum + expected(hour), 0) / Math.max(1, hours.length);
  for (const { slot, propensity, engaged } of mails) {
    sums[first + 2]! += value;
    const weight = hours.includes(slot) ? 1 / (hours.length * propensity) : 0;
    bands.add(weight);
    if (weight === 0) continue;
    sums[first]! += weight;
    sums[first + 1]! += weight * Number(engaged);
    sums[first + 2]! += weight * (Number(engaged) - expected(slot));
    sums[first + 3]! += weight * weight;
    sums[first + 4]! += Number(engaged);
  }
}

function overlapOf(totals: ClusteredTotals, first: number): Omit<Overlap, 'weights'> {
  const weights = totals.total(first);
  const squares = totals.total(first + 3);
  return {
    meanWeight: totals.total(MAILS) === 0 ? 0 : weights / totals.total(MAILS),
    effectiveSample: squares === 0 ? 0 : weights ** 2 / squares, matchedEngagements: totals.total(first + 4),
  };
}

function overLogged(totals: ClusteredTotals): LiftEstimates {
  const plan = FIRST.plan;
  return {
    ips: totals.lift([[plan + 1, 1], [ENGAGED, -1]]), doublyRobust: totals.lift([[plan + 2, 1], [ENGAGED, -1]]),
    snips: totals.lift([[plan + 1, 1], [plan, -1], [MAILS, 1], [ENGAGED, -1]]),
  };
}

function overModal(totals: ClusteredTotals): LiftEstimates {
  const { plan, modal } = FIRST;
  return {
    ips: totals.lift([[plan + 1, 1], [modal + 1, -1]]), doublyRobust: totals.lift([[plan + 2, 1], [modal + 2, -1]]),
    snips: totals.lift([[plan + 1, 1], [plan, -1], [modal, 1], [modal + 1, -1]]),
  };
}
