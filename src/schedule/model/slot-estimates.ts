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
  const at = (level: number): number => {
    const logit = (value: number): number => modelLogit(level, value);
    return expit(calibratedLogit(logit(reach[slot]!), usualLogit(logit, posterior), calibration));
  };
  const logit = (value: number): number => expectedLogit(posterior.level, value);
  const middle = usualLogit(logit, posterior);
  const other = calibratedLogit(logit(reach[otherSlot]!), middle, calibration);
  const gain = calibratedLogit(logit(reach[slot]!), middle, calibration) - other;
  const apart = logit(reach[slot]!) - logit(reach[otherSlot]!);
  const spread = Z * Math.hypot(Math.sqrt(calibration.contrast) * contrastDeviation(posterior, slot, otherSlot, table), calibration.contrastError * apart);
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
export function calibratedRate(posterior: Posterior, slot: number, calibration: Calibration): number {
  const logit = (value: number): number => expectedLogit(posterior.level, value);
  return expit(calibratedLogit(logit(posterior.reach[slot]!), usualLogit(logit, posterior), calibration));
}

/** Log odds of P = 1 - exp(-level * reach). */
export function modelLogit(level: number, reach: number): number {
  const expected = level * reach;
  return expected > 30 ? expected : Math.log(Math.expm1(expected));
}

/** Log odds of the mean of P over the gamma posterior of the level, 1 - (1 + reach / rate)^-shape: P at the mean level would be higher, most so where little is known. */
export function expectedLogit({ shape, rate }: Posterior['level'], reach: number): number {
  const expected = shape * Math.log1p(reach / rate);
  return expected > 30 ? expected : Math.log(Math.expm1(expected));
}

/** The mean of log odds over the slots that the person's mail usually comes in; over the week where there never was any mail. */
export function usualLogit(logitOf: (reach: number) => number, { reach, usual }: Pick<Posterior, 'reach' | 'usual'>): number {
  let sum = 0;
  let weights = 0;
  for (let hour = 0; hour < HOURS_IN_WEEK; hour++) {
    if (usual[hour] === 0) continue;
    sum += usual[hour]! * logitOf(reach[hour]!);
    weights += usual[hour]!;
  }
  return weights > 0 ? sum / weights : reach.reduce((total, value) => total + logitOf(value), 0) / HOURS_IN_WEEK;
}

function calibratedLogit(logit: number, usual: number, { offset, slope, contrast }: Calibration): number {
  return offset + slope * usual + contrast * (logit - usual);
}
