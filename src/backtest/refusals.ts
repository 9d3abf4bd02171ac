import type { Overlap } from './off-policy.js';

/** Why there is no measured lift, and what would mend it. */
export interface Refusal {
  readonly reason: 'overlapping_periods' | 'no_messages' | 'missing_propensities' | 'mean_weight' | 'effective_sample' | 'matched_engagements';
  /** One sentence with the numbers. */
  readonly text: string;
}

/** Outside of these bounds the propensities are wrong, or the log never tries what the policy does. */
export const MEAN_WEIGHT = [0.9, 1.1] as const;
/** Below so many equally weighted mails the intervals do not hold what they promise: on simulated logs they did from 100 on. */
export const EFFECTIVE_SAMPLE = 100;
export const MATCHED_ENGAGEMENTS = 30;
/** Our own limit: a log that lacks more may lack them for a reason. */
const WITHOUT_PROPENSITY = 0.05;

export interface LogCoverage {
  /** Epoch milliseconds. */
  readonly trainedUntil: number;
  readonly from: number;
  /** Scheduled mail of the evaluated period, and what of it has no usable propensity. */
  readonly messages: number;
  readonly withoutPropensity: number;
}

/** What forbids any estimate, whatever the policy. */
export function logRefusals({ trainedUntil, from, messages, withoutPropensity }: LogCoverage): readonly Refusal[] {
  if (trainedUntil > from) return [{ reason: 'overlapping_periods', text: 'The model learns from mail of the period that it is judged on: end the training before the evaluation begins.' }];
  if (messages === 0) return [{ reason: 'no_messages', text: 'No scheduled mail went out in the evaluated period.' }];
  if (withoutPropensity <= WITHOUT_PROPENSITY * messages) return [];
  const share = withoutPropensity === messages ? 'None' : `Only ${plain(messages - withoutPropensity)}`;
  return [{
    reason: 'missing_propensities',
    text: `${share} of ${plain(messages)} mails ${withoutPropensity === messages ? 'has' : 'have'} a propensity, the chance with which their hour was chosen: write it to the events of type sent (presend plan puts it into its rows).`,
  }];
}

/** What forbids an estimate of one policy. */
export function overlapRefusals(name: string, { meanWeight, effectiveSample, matchedEngagements }: Omit<Overlap, 'weights'>): readonly Refusal[] {
  return [
    ...(meanWeight >= MEAN_WEIGHT[0] && meanWeight <= MEAN_WEIGHT[1] ? [] : [{
      reason: 'mean_weight' as const,
      text: `The mean importance weight of ${name} is ${meanWeight.toFixed(3)}, not 0.9 to 1.1: ${weightFault(meanWeight, effectiveSample)}.`,
    }]),
    ...(effectiveSample >= EFFECTIVE_SAMPLE ? [] : [{ reason: 'effective_sample' as const, text: `Mail at the hours of ${name} tells as much as ${effectiveSample.toFixed(0)} equally weighted mails; ${String(EFFECTIVE_SAMPLE)} are needed.` }]),
    ...(matchedEngagements >= MATCHED_ENGAGEMENTS ? [] : [{ reason: 'matched_engagements' as const, text: `${plain(matchedEngagements)} mails at the hours of ${name} were engaged with; ${String(MATCHED_ENGAGEMENTS)} are needed.` }]),
  ];
}

/** With right propensities the mean weight is 1 but for chance; its standard error is the mean over the root of the effective sample. */
function weightFault(meanWeight: number, effectiveSample: number): string {
  if (Math.abs(meanWeight - 1) <= 2 * meanWeight / Math.sqrt(effectiveSample)) return 'with so little mail that may be chance, and a longer period shows it';
  return meanWeight < MEAN_WEIGHT[0] ? 'the log hardly tried the hours that it would choose' : 'the propensities are too small to be true';
}

function plain(value: number): string {
  return value.toLocaleString('en-GB');
}
