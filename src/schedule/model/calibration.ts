import { groupedLogisticRegression } from '#stats/grouped-logistic-regression.js';
import type { GroupedObservation } from '#stats/grouped-logistic-regression.js';
import { logisticRegression } from '#stats/logistic-regression.js';
import { expit } from '#stats/logit.js';
import type { Burial } from './burial.js';
import { DAYS_APART } from './day-appeals.js';
import { HALF_LIVES, halfLifeShares } from './half-life-shares.js';
import type { MailDay } from './half-life-shares.js';
import type { Population } from './population.js';

/**
 * Turns the model's rates into log odds that come true: `offset + slope * level + contrast * distance`. The level is the log odds of the person's usual
 * rate, the geometric mean over the slots that their mail usually came in; the distance is the logarithm of the slot's rate over the usual one. The contrast is
 * below one because the best slot of an estimate looks better than it is.
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
export const DEFAULT_CALIBRATION: Calibration = { offset: 0, slope: 1, contrast: 0.7, contrastError: 0.25, messages: 0 };

/** Simulated worlds again: the contrast where mail is buried within `hours` waking hours, the power of the speed that it goes with, the contrast of the fastest world, and what single logs are off by. */
const BY_BURIAL = { hours: 8, contrast: 0.8, power: 1.5, most: 1.4, error: 0.1 };

/** And again: where one shape stands for everybody, slots look more alike than they are, so that the contrast is so many times as high. */
const ONE_SHAPE = 1.45;

/** And again: readers who keep office hours look often and when most mail comes, so that hours differ less than the model says. Per share of attention beyond that of mixed lists the logarithm of the contrast is lower by this. */
const OFFICE_HOURS = { share: 0.4, perShare: 3.5 };

/** What the contrast between slots that a sender chose may be off from that between them and the best of all, in simulated worlds. */
const SENDERS_SLOTS_ERROR = 0.2;

/** Fewer messages or engagements than these and level and slope are the shipped ones. */
const ENOUGH = { messages: 5000, engagements: 300 };

/** Messages to one person in one slot on one day: what a model that did not know them said, and what happened. */
export interface Outcome {
  readonly person: number;
  /** What went out on one day shares its appeal. */
  readonly day: number;
  /** Log odds of the person's usual rate. */
  readonly level: number;
  /** Logarithm of the slot's rate over the usual one. */
  readonly distance: number;
  readonly messages: number;
  readonly engaged: number;
}

/** What the contrast goes with besides. */
type Readers = Pick<Population, 'shapes' | 'inOfficeHours'>;

/**
 * Measures how far the model's rates came true. The slope is that of `later` mail, which a model from before it is held against. The contrast weighs what the
 * slots of that mail show among each other, between people on the same days, with what goes with the speed at which mail is buried and with the `population`, each by its precision. The
 * offset is that of `usual` mail, each message under the present model less that message: the mails of a few months please more or less than those of a year, by chance, unless the log shows that this moves.
 */
export function fitCalibration(later: readonly Outcome[], usual: readonly Outcome[], burial: Burial | undefined, population: Readers): Calibration {
  const expected = { ...DEFAULT_CALIBRATION, ...contrastBy(burial, population) };
  const messages = sum(later, 'messages');
  if (messages < ENOUGH.messages || sum(later, 'engaged') < ENOUGH.engagements) return expected;
  const fit = groupedLogisticRegression(later.map(observed));
  if (fit === undefined) return expected;
  const [, slope, measured] = fit.coefficients as [number, number, number];
  const [prior, precision] = [expected.contrastError ** -2, 1 / (fit.standardErrors[2]! ** 2 + SENDERS_SLOTS_ERROR ** 2)];
  const contrast = Math.max(0, (prior * expected.contrast + precision * measured) / (prior + precision));
  return { offset: offsetOf(usual, slope, contrast), slope, contrast, contrastError: (prior + precision) ** -0.5, messages };
}

/**
 * As many engagements are expected of a day as there were, on the mean of days (calibration in the large): the planned mail is one more mail, and the mean message is one of the last
 * months, when there were most recipients. An effect of days by logarithm would give the rate of a middling mail, while a few that please very much bring much. Days of long ago say less, as far as
 * what mail pleases is seen to move, and so do days with few engagements.
 */
function offsetOf(usual: readonly Outcome[], slope: number, contrast: number): number {
  const known = ({ level, distance }: Outcome): number => slope * level + contrast * distance;
  const weights = dayWeights(mailDays(usual, known));
  const fit = logisticRegression(usual.map((outcome) => {
    const weight = weights.get(outcome.day)!;
    return { features: [1], offset: known(outcome), trials: weight * outcome.messages, successes: weight * outcome.engaged };
  }));
  return fit?.coefficients[0] ?? DEFAULT_CALIBRATION.offset;
}

function mailDays(usual: readonly Outcome[], known: (outcome: Outcome) => number): readonly MailDay[] {
  const days = new Map<number, { day: number; expected: number; engaged: number }>();
  for (const outcome of usual) {
    const of = days.get(outcome.day) ?? { day: outcome.day, expected: 0, engaged: 0 };
    of.expected += outcome.messages * expit(known(outcome));
    of.engaged += outcome.engaged;
    days.set(outcome.day, of);
  }
  return [...days.values()].sort((a, b) => a.day - b.day);
}

/** Of each day's messages: those under each half-life, in the sum of what is expected of all days alike, each by its share. */
function dayWeights(days: readonly MailDay[]): ReadonlyMap<number, number> {
  const shares = halfLifeShares(days);
  const weights = new Map(days.map(({ day }) => [day, 0]));
  HALF_LIVES.forEach((halfLife, index) => {
    const under = days.map(({ day, expected }) => 0.5 ** ((days.at(-1)!.day - day) / halfLife) / (expected + DAYS_APART));
    const total = under.reduce((all, weight, at) => all + weight * days[at]!.expected, 0);
    days.forEach(({ day }, at) => weights.set(day, weights.get(day)! + (shares[index]! * under[at]!) / total));
  });
  return weights;
}

function observed({ person, day, level, distance, messages, engaged }: Outcome): GroupedObservation {
  return { features: [1, level, distance], trials: messages, successes: engaged, group: day, cluster: person };
}

function sum(outcomes: readonly Outcome[], count: 'messages' | 'engaged'): number {
  return outcomes.reduce((total, outcome) => total + outcome[count], 0);
}

function contrastBy(burial: Burial | undefined, { shapes, inOfficeHours }: Readers): Pick<Calibration, 'contrast' | 'contrastError'> {
  if (burial === undefined) return DEFAULT_CALIBRATION;
  const { hours, power, most, error } = BY_BURIAL;
  const shape = shapes.length === 1 ? ONE_SHAPE : 1;
  const contrast = Math.min(most, BY_BURIAL.contrast * (hours / burial.hours) ** power) * Math.exp(-OFFICE_HOURS.perShare * Math.max(0, inOfficeHours - OFFICE_HOURS.share));
  return { contrast: shape * contrast, contrastError: shape * Math.min(DEFAULT_CALIBRATION.contrastError, Math.hypot(error, power * contrast * burial.error)) };
}
