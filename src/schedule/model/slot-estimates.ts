import { expit } from '#stats/logit.js';
import { gammaQuantile } from '#stats/gamma-quantile.js';
import type { Calibration } from './calibration.js';
import { contrastDeviation } from './contrast-deviation.js';
import { HOURS_IN_WEEK } from './hour-of-week.js';
import type { Posterior } from './person.js';
import type { ReachTable } from './reach-table.js';

/** An estimate with the bounds of its 90 % credible interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface SlotEstimates {
  /** How likely the person engages within the horizon; the interval is that of the person's level. */
  readonly rate: Estimate;
  /** The same in the slot that it is compared with. */
  readonly otherRate: number;
  /** Rate over the other slot's, minus one; the interval is that of the person's rhythm. */
  readonly lift: Estimate;
}

const TAIL = 0.05;
/** The normal quantile that leaves `TAIL` above it. */
const Z = 1.6448536269514722;

/** What may be expected of hour `slot` of the week, and what it gains over `otherSlot`. */
export function slotEstimates(posterior: Posterior, slot: number, otherSlot: number, table: ReachTable, calibration: Calibration): SlotEstimates {
  const { level: { shape, rate }, reach } = posterior;
  const mean = shape / rate;
  const at = (level: number): number => expit(calibratedLogit(level, meanLogit(level, reach), reach[slot]!, calibration));
  const middle = meanLogit(mean, reach);
  const other = calibratedLogit(mean, middle, reach[otherSlot]!, calibration);
  const gain = calibratedLogit(mean, middle, reach[slot]!, calibration) - other;
  const spread = Z * Math.sqrt(calibration.contrast) * contrastDeviation(posterior, slot, otherSlot, table);
  const lift = (difference: number): number => expit(other + difference) / expit(other) - 1;
  return {
    rate: { value: expit(other + gain), low: at(gammaQuantile(TAIL, shape) / rate), high: at(gammaQuantile(1 - TAIL, shape) / rate) },
    otherRate: expit(other),
    lift: { value: lift(gain), low: lift(gain - spread), high: lift(gain + spread) },
  };
}

/** What the model by itself says of every hour of the week: P = 1 - exp(-level * reach). Slots are ranked by it. */
export function modelRates({ rankingLevel, reach }: Posterior): Float64Array {
  return reach.map((value) => -Math.expm1(-rankingLevel * value));
}

/** Expected rate in one slot, after calibration. */
export function calibratedRate({ level, reach }: Posterior, slot: number, calibration: Calibration): number {
  const mean = level.shape / level.rate;
  return expit(calibratedLogit(mean, meanLogit(mean, reach), reach[slot]!, calibration));
}

/** Log odds of P = 1 - exp(-level * reach). */
export function modelLogit(level: number, reach: number): number {
  const expected = level * reach;
  return expected > 30 ? expected : Math.log(Math.expm1(expected));
}

/** The mean of the log odds over the week. */
export function meanLogit(level: number, reach: Float64Array): number {
  let sum = 0;
  for (let hour = 0; hour < HOURS_IN_WEEK; hour++) sum += modelLogit(level, reach[hour]!);
  return sum / HOURS_IN_WEEK;
}

function calibratedLogit(level: number, mean: number, reach: number, { offset, slope, contrast }: Calibration): number {
  return offset + slope * mean + contrast * (modelLogit(level, reach) - mean);
}
