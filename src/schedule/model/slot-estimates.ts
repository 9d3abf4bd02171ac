import { expit } from '#stats/logit.js';
import { gammaQuantile } from '#stats/gamma-quantile.js';
import type { Calibration } from './calibration.js';
import { contrastDeviation } from './contrast-deviation.js';
import { HOURS_IN_WEEK } from './hour-of-week.js';
import type { Posterior } from './person.js';
import type { ReachTable } from './reach-table.js';
import { rhythmSimilarity } from './smooth-rhythm.js';

/** An estimate with the bounds of its 90 % credible interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface SlotEstimates {
  /** How likely the person engages within the horizon; the interval is that of the person's level and of what is the person's own besides. */
  readonly rate: Estimate;
  /** The same in the slot that it is compared with. */
  readonly otherRate: number;
  /** Rate over the other slot's, minus one; the interval is that of the person's rhythm. */
  readonly lift: Estimate;
}

const TAIL = 0.05;
/** The normal quantile that leaves `TAIL` above it. */
const Z = 1.6448536269514722;
/** What the rate of an hour, and the difference of two hours that are nothing alike, is off by (standard deviation of the log odds) besides what the model says of itself: moods, changes of life. Simulated worlds. */
const PERSONS_OWN = { rate: 0.3, difference: 0.17 };
/** Normal quantiles that leave as much outside of the lift's interval on either side as `TAIL` says: few gain very much more than others. Simulated worlds. */
const LIFT_Z = { below: 1.3, above: 1.9 };
/** Beyond it exp(-x) is nought. */
const LARGEST = 700;

/** What may be expected of hour `slot` of the week, and what it gains over `otherSlot`. */
export function slotEstimates(posterior: Posterior, slot: number, otherSlot: number, table: ReachTable, calibration: Calibration): SlotEstimates {
  const { level, level: { shape, rate }, reach } = posterior;
  const usual = usualReaches(posterior);
  const at = (likely: number): number => calibratedLogit(logRate(likely, reach[slot]!), meanOver(usual, logRate, likely), calibration);
  const middle = meanOver(usual, expectedLogRate, level);
  const [own, others] = [expectedLogRate(level, reach[slot]!), expectedLogRate(level, reach[otherSlot]!)];
  const other = calibratedLogit(others, middle, calibration);
  const gain = calibratedLogit(own, middle, calibration) - other;
  const oddsContrast = calibration.contrast * -Math.expm1(middle);
  const deviation = Math.hypot(
    Math.sqrt(oddsContrast) * contrastDeviation(posterior, slot, otherSlot, table), calibration.contrastError * (own - others), PERSONS_OWN.difference * Math.sqrt(1 - rhythmSimilarity(slot, otherSlot)),
  );
  const lift = (difference: number): number => expit(other + difference) / expit(other) - 1;
  return {
    rate: rateWithOwn({ value: other + gain, low: at(gammaQuantile(TAIL, shape) / rate), high: at(gammaQuantile(1 - TAIL, shape) / rate) }),
    otherRate: expit(other),
    lift: { value: lift(gain), low: lift(gain - LIFT_Z.below * deviation), high: lift(gain + LIFT_Z.above * deviation) },
  };
}

/** Of log odds: adds what is the person's own to both sides of their interval. */
function rateWithOwn({ value, low, high }: Estimate): Estimate {
  return { value: expit(value), low: expit(value - Math.hypot(value - low, Z * PERSONS_OWN.rate)), high: expit(value + Math.hypot(high - value, Z * PERSONS_OWN.rate)) };
}

/** What the model by itself says of every hour of the week: P = 1 - exp(-level * reach). Slots are ranked by it. */
export function modelRates({ rankingLevel, reach }: Posterior): Float64Array {
  return reach.map((value) => -Math.expm1(-rankingLevel * value));
}

/** Expected rate in one slot, after calibration. */
export function calibratedRate(posterior: Posterior, slot: number, calibration: Calibration): number {
  return expit(calibratedLogit(expectedLogRate(posterior.level, posterior.reach[slot]!), usualLogRate(posterior), calibration));
}

/** Logarithm of P = 1 - exp(-level * reach). */
function logRate(level: number, reach: number): number {
  return log1mexp(level * reach);
}

/** Logarithm of the mean of P over the gamma posterior of the level, 1 - (1 + reach / rate)^-shape: P at the mean level would be higher, most so where little is known. */
export function expectedLogRate({ shape, rate }: Posterior['level'], reach: number): number {
  return log1mexp(shape * Math.log1p(reach / rate));
}

/** The mean of it over the slots that the person's mail usually comes in; over the week where there never was any mail. */
export function usualLogRate(posterior: Pick<Posterior, 'reach' | 'usual' | 'level'>): number {
  return meanOver(usualReaches(posterior), expectedLogRate, posterior.level);
}

/** Log odds of a rate that is given by its logarithm. */
export function logOdds(logOfRate: number): number {
  return logOfRate - log1mexp(-logOfRate);
}

/** log(1 - exp(-x)) without loss of precision at either end (Maechler 2012). */
function log1mexp(x: number): number {
  return x < Math.LN2 ? Math.log(-Math.expm1(-x)) : Math.log1p(-Math.exp(-Math.min(x, LARGEST)));
}

/** Reaches with their weights; the first `count` of each. */
interface UsualReaches {
  count: number;
  readonly reaches: Float64Array;
  readonly weights: Float64Array;
}

const found: UsualReaches = { count: 0, reaches: new Float64Array(HOURS_IN_WEEK), weights: new Float64Array(HOURS_IN_WEEK) };

/** Those of the slots that the person's mail usually comes in. Reused by the next call. */
function usualReaches({ reach, usual }: Pick<Posterior, 'reach' | 'usual'>): UsualReaches {
  const { reaches, weights } = found;
  found.count = 0;
  for (let hour = 0; hour < HOURS_IN_WEEK; hour++) {
    if (usual[hour] === 0) continue;
    reaches[found.count] = reach[hour]!;
    weights[found.count++] = usual[hour]!;
  }
  if (found.count === 0) {
    reaches.set(reach);
    weights.fill(1);
    found.count = HOURS_IN_WEEK;
  }
  return found;
}

function meanOver<Level>({ count, reaches, weights }: UsualReaches, logOf: (level: Level, reach: number) => number, level: Level): number {
  let sum = 0;
  let total = 0;
  for (let index = 0; index < count; index++) {
    sum += weights[index]! * logOf(level, reaches[index]!);
    total += weights[index]!;
  }
  return sum / total;
}

/** Of logarithms of rates: the slot's and the usual one. */
function calibratedLogit(own: number, usual: number, { offset, slope, contrast }: Calibration): number {
  return offset + slope * logOdds(usual) + contrast * (own - usual);
}
