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

/** Rows of pairs that are summed up side by side, as their sums do not wait for each other. */
const LANES = 4;
const pairs = new Float64Array(LANES);

/** Of the sum of the first `count` of `scaled`: each pair of hours counts twice. */
function variance(count: number): number {
  let sum = 0;
  for (let a = 0; a < count; a += LANES) {
    sumPairs(a);
    for (let lane = 0; lane < LANES && a + lane < count; lane++) {
      for (let b = a; b < a + lane; b++) pairs[lane]! += scaled[b]! * SIMILARITY[hours[a + lane]! * HOURS_IN_WEEK + hours[b]!]!;
      sum += scaled[a + lane]! * (scaled[a + lane]! + 2 * pairs[lane]!);
    }
  }
  return sum;
}

/** Of rows `a` to `a + 3`, with all hours before `a`. */
function sumPairs(a: number): void {
  const row = hours[a]! * HOURS_IN_WEEK;
  const nextRow = hours[a + 1]! * HOURS_IN_WEEK;
  const thirdRow = hours[a + 2]! * HOURS_IN_WEEK;
  const fourthRow = hours[a + 3]! * HOURS_IN_WEEK;
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let b = 0; b < a; b++) {
    const value = scaled[b]!;
    const hour = hours[b]!;
    first += value * SIMILARITY[row + hour]!;
    second += value * SIMILARITY[nextRow + hour]!;
    third += value * SIMILARITY[thirdRow + hour]!;
    fourth += value * SIMILARITY[fourthRow + hour]!;
  }
  pairs[0] = first;
  pairs[1] = second;
  pairs[2] = third;
  pairs[3] = fourth;
}

/** Change of a slot's log odds with a relative change of the attention at each hour that it reaches. */
function addGradient(slot: number, scale: number, expected: number, attention: Float64Array, { cells, weights }: ReachTable): void {
  const steepness = expected / -Math.expm1(-expected);
  for (let lag = 0; lag < cells; lag++) {
    const hour = (slot + lag) % HOURS_IN_WEEK;
    gradient[hour]! += steepness * scale * weights[slot * cells + lag]! * attention[hour]!;
  }
}
