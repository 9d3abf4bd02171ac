import { scaleToMeanOne } from '#stats/scale-to-mean-one.js';
import { DEFAULT_PROFILE } from './default-profile.js';

/** Weighted engagements with which a list's own hours count as much as the shipped ones: the best of 1,000, 2,000 and 4,000 on simulated lists of 200, 500 and 1,000 people. bench/results/send-time.md, "Days alike". */
const HALF_BELIEVED = 2000;

/** A population's shape between the shipped profile and what was learned: their weighted geometric mean, the more of what was learned the more engagements it rests on. Mean 1. */
export function believedShape(learned: Float64Array, engagements: number): Float64Array {
  const own = engagements / (engagements + HALF_BELIEVED);
  return scaleToMeanOne(learned.map((value, hour) => value ** own * DEFAULT_PROFILE[hour]! ** (1 - own)));
}
