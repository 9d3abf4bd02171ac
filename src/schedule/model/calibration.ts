import { logisticRegression } from '#stats/logistic-regression.js';
import type { Observation } from '#stats/logistic-regression.js';

/**
 * Turns the model's log odds into ones that come true: `offset + slope * level + contrast * (distance of the slot from the level)`, the
 * level being the mean log odds over the week. The contrast is below one because the best slot of an estimate looks better than it is.
 */
export interface Calibration {
  readonly offset: number;
  readonly slope: number;
  readonly contrast: number;
  /** Later messages that it was measured on; 0: not measured, the shipped one. */
  readonly messages: number;
}

/** Where too little can be measured: what fits on simulated populations agree on. ../README.md, "Calibration". */
export const DEFAULT_CALIBRATION: Calibration = { offset: -0.1, slope: 1, contrast: 0.4, messages: 0 };

/** Fewer messages or engagements than these, or a less certain contrast, and the shipped calibration is used. */
const ENOUGH = { messages: 5000, engagements: 300, contrastError: 0.15 };

/** Messages to one person in one slot: what a model fitted before them said, and what happened. */
export interface Outcome {
  /** Mean log odds over the person's week. */
  readonly level: number;
  /** Log odds of the slot, less the level. */
  readonly distance: number;
  readonly messages: number;
  readonly engaged: number;
}

/**
 * Measures how far the model's log odds came true. The contrast is measured on slots that the sender chose; the planner takes the best of
 * 168, which looks better still, so the contrast is never taken to be higher than the shipped one.
 */
export function fitCalibration(outcomes: readonly Outcome[]): Calibration {
  const messages = outcomes.reduce((sum, outcome) => sum + outcome.messages, 0);
  const engagements = outcomes.reduce((sum, { engaged }) => sum + engaged, 0);
  if (messages < ENOUGH.messages || engagements < ENOUGH.engagements) return DEFAULT_CALIBRATION;
  const measured = logisticRegression(outcomes.map(({ level, distance, ...counts }) => observation([1, level, distance], 0, counts)));
  const contrastError = measured?.standardErrors[2] ?? Infinity;
  const contrast = contrastError <= ENOUGH.contrastError ? Math.max(0, Math.min(DEFAULT_CALIBRATION.contrast, measured!.coefficients[2]!)) : DEFAULT_CALIBRATION.contrast;
  const fit = logisticRegression(outcomes.map(({ level, distance, ...counts }) => observation([1, level], contrast * distance, counts)));
  if (fit === undefined) return DEFAULT_CALIBRATION;
  return { offset: fit.coefficients[0]!, slope: fit.coefficients[1]!, contrast, messages };
}

function observation(features: readonly number[], offset: number, { messages, engaged }: Pick<Outcome, 'messages' | 'engaged'>): Observation {
  return { features, offset, trials: messages, successes: engaged };
}
