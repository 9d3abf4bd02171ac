import { groupedLogisticRegression } from '#stats/grouped-logistic-regression.js';
import type { Burial } from './burial.js';

/**
 * Turns the model's log odds into ones that come true: `offset + slope * level + contrast * (distance of the slot from the level)`, the
 * level being the mean log odds over the slots that the person's mail usually came in. The contrast is below one because the best slot of
 * an estimate looks better than it is.
 */
export interface Calibration {
  readonly offset: number;
  readonly slope: number;
  readonly contrast: number;
  /** Standard error of the contrast. */
  readonly contrastError: number;
  /** Later messages that it was measured on; 0: not measured. */
  readonly messages: number;
}

/** Where too little can be measured: the contrast, and its spread, of simulated worlds. ../README.md, "Calibration". */
export const DEFAULT_CALIBRATION: Calibration = { offset: 0, slope: 1, contrast: 0.37, contrastError: 0.15, messages: 0 };

/** Simulated worlds again: where mail is buried e times as fast as `hours` waking hours say, the contrast is `perLog` higher, give or take `error`. */
const BY_BURIAL = { hours: 8, perLog: 0.58, error: 0.08, least: 0.05, most: 0.8 };

/** What the contrast between slots that a sender chose may be off from that between them and the best of all, in simulated worlds. */
const SENDERS_SLOTS_ERROR = 0.12;

/** Fewer messages or engagements than these and level and slope are the shipped ones. */
const ENOUGH = { messages: 5000, engagements: 300 };

/** Messages to one person in one slot on one day: what a model fitted before them said, and what happened. */
export interface Outcome {
  readonly person: number;
  /** What went out on one day shares its appeal. */
  readonly day: number;
  /** Mean log odds over the person's usual slots. */
  readonly level: number;
  /** Log odds of the slot, less the level. */
  readonly distance: number;
  readonly messages: number;
  readonly engaged: number;
}

/**
 * Measures how far the model's log odds came true. Level and slope are those of the slots that mail went out in. The contrast weighs what those slots
 * show among each other, between people on the same days, with what goes with the speed at which mail is buried, each by its precision.
 */
export function fitCalibration(outcomes: readonly Outcome[], burial: Burial | undefined): Calibration {
  const messages = outcomes.reduce((sum, outcome) => sum + outcome.messages, 0);
  const engagements = outcomes.reduce((sum, { engaged }) => sum + engaged, 0);
  const expected = { ...DEFAULT_CALIBRATION, ...contrastBy(burial) };
  if (messages < ENOUGH.messages || engagements < ENOUGH.engagements) return expected;
  const fit = groupedLogisticRegression(outcomes.map(({ person, day, level, distance, ...counts }) => (
    { features: [1, level, distance], trials: counts.messages, successes: counts.engaged, group: day, cluster: person })));
  if (fit === undefined) return expected;
  const [offset, slope, measured] = fit.coefficients as [number, number, number];
  const [prior, precision] = [expected.contrastError ** -2, 1 / (fit.standardErrors[2]! ** 2 + SENDERS_SLOTS_ERROR ** 2)];
  return { offset, slope, contrast: Math.max(0, (prior * expected.contrast + precision * measured) / (prior + precision)), contrastError: (prior + precision) ** -0.5, messages };
}

function contrastBy(burial: Burial | undefined): Pick<Calibration, 'contrast' | 'contrastError'> {
  if (burial === undefined) return DEFAULT_CALIBRATION;
  const { hours, perLog, error, least, most } = BY_BURIAL;
  const contrast = DEFAULT_CALIBRATION.contrast - perLog * Math.log(burial.hours / hours);
  return { contrast: Math.min(most, Math.max(least, contrast)), contrastError: Math.min(DEFAULT_CALIBRATION.contrastError, Math.hypot(error, perLog * burial.error)) };
}
