import { HOURS_IN_WEEK } from './hour-of-week.js';
import type { Posterior } from './person.js';
import type { ReachTable } from './reach-table.js';
import { rhythmSimilarity } from './smooth-rhythm.js';

const SIMILARITY = Float64Array.from({ length: HOURS_IN_WEEK ** 2 }, (_, index) => rhythmSimilarity(Math.floor(index / HOURS_IN_WEEK), index % HOURS_IN_WEEK));

const gradient = new Float64Array(HOURS_IN_WEEK);
/** Hours with a gradient, and the gradient of each over the root of its evidence. */
const hours = new Uint8Array(HOURS_IN_WEEK);
const scaled = new Float64Array(HOURS_IN_WEEK);

/**
 * Posterior standard deviation of the difference of two slots' log odds (delta method): attention at an hour is a gamma variable with
 * relative variance one over its evidence, and two hours are as alike as the kernel that smooths them makes them.
 */
export function contrastDeviation({ level, attention, evidence, reach }: Posterior, slot: number, otherSlot: number, table: ReachTable): number {
  if (slot === otherSlot) return 0;
  gradient.fill(0);
  const mean = level.shape / level.rate;
  addGradient(slot, 1 / reach[slot]!, mean * reach[slot]!, attention, table);
  addGradient(otherSlot, -1 / reach[otherSlot]!, mean * reach[otherSlot]!, attention, table);
  let count = 0;
  for (let hour = 0; hour < HOURS_IN_WEEK; hour++) {
    if (gradient[hour] === 0) continue;
    hours[count] = hour;
    scaled[count++] = gradient[hour]! / Math.sqrt(evidence[hour]!);
  }
  return Math.sqrt(Math.max(0, variance(count)));
}

/** Of the sum of the first `count` of `scaled`: each pair of hours counts twice. */
function variance(count: number): number {
  let sum = 0;
  for (let a = 0; a < count; a++) {
    const row = hours[a]! * HOURS_IN_WEEK;
    let pairs = 0;
    for (let b = 0; b < a; b++) pairs += scaled[b]! * SIMILARITY[row + hours[b]!]!;
    sum += scaled[a]! * (scaled[a]! + 2 * pairs);
  }
  return sum;
}

/** Change of a slot's log odds with a relative change of the attention at each hour that it reaches. */
function addGradient(slot: number, scale: number, expected: number, attention: Float64Array, { cells, weights }: ReachTable): void {
  const steepness = expected / -Math.expm1(-expected);
  for (let lag = 0; lag < cells; lag++) {
    const hour = (slot + lag) % HOURS_IN_WEEK;
    gradient[hour]! += steepness * scale * weights[slot * cells + lag]! * attention[hour]!;
  }
}
