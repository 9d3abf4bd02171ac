import { expit } from './logit.js';
import { solveSymmetric } from './solve-symmetric.js';
import type { LogisticFit } from './logistic-regression.js';

/** Trials under the same features (put a 1 first for an intercept). */
export interface GroupedObservation {
  readonly features: readonly number[];
  readonly trials: number;
  readonly successes: number;
  /** What shares an effect of its own: all mail of one day, say. */
  readonly group: number;
  /** What hangs together besides: all mail of one person, say. */
  readonly cluster: number;
}

const ROUNDS = 50;
const PRECISION = 1e-8;
/** One over the variance of the groups' effects, which are normal around zero. */
const GROUP_PRECISION = 4;
/** Keeps the curvature invertible when features hardly vary. */
const RIDGE = 1e-6;

/** Observations side by side: feature f of observation i stands at `i * size + f`; groups and clusters are numbered as they come up. */
interface Columns {
  readonly size: number;
  readonly features: Float64Array;
  readonly trials: Float64Array;
  readonly successes: Float64Array;
  readonly groups: Uint32Array;
  readonly clusters: Uint32Array;
  readonly clusterCount: number;
}

/** One round's sums of each group: of the weights, of weights times features, of the residuals. */
interface GroupSums {
  readonly effects: Float64Array;
  readonly weights: Float64Array;
  readonly features: Float64Array;
  readonly residuals: Float64Array;
}

/**
 * Logistic regression with a random intercept per group, at the mode (penalised quasi-likelihood: Breslow & Clayton, 1993), groups
 * partialled out. Each standard error is the larger of the model's and the one clustered by `cluster` (Liang & Zeger, 1986).
 * Undefined when it does not settle.
 */
export function groupedLogisticRegression(observations: readonly GroupedObservation[]): LogisticFit | undefined {
  const size = observations[0]?.features.length ?? 0;
  const { columns, sums } = sideBySide(observations, size);
  let coefficients = new Float64Array(size);
  for (let round = 0; round < ROUNDS; round++) {
    const { gradient, curvature } = derivatives(columns, coefficients, sums);
    const step = solveSymmetric(curvature, gradient)?.map((value) => Math.max(-5, Math.min(5, value)));
    if (step === undefined) return undefined;
    if (Math.max(...step.map(Math.abs)) < PRECISION) return { coefficients: [...coefficients], standardErrors: standardErrors(columns, coefficients, sums, curvature) };
    coefficients = coefficients.map((value, index) => value + step[index]!);
    for (let group = 0; group < sums.effects.length; group++) sums.effects[group]! += (sums.residuals[group]! - dot(sums.features, group * size, step)) / sums.weights[group]!;
  }
  return undefined;
}

function sideBySide(observations: readonly GroupedObservation[], size: number): { readonly columns: Columns; readonly sums: GroupSums } {
  const groups = numbered(observations.map(({ group }) => group));
  const clusters = numbered(observations.map(({ cluster }) => cluster));
  const features = new Float64Array(observations.length * size);
  observations.forEach((observation, index) => { features.set(observation.features, index * size); });
  return {
    columns: {
      size, features, groups: groups.places, clusters: clusters.places, clusterCount: clusters.count,
      trials: Float64Array.from(observations, ({ trials }) => trials), successes: Float64Array.from(observations, ({ successes }) => successes),
    },
    sums: { effects: new Float64Array(groups.count), weights: new Float64Array(groups.count), features: new Float64Array(groups.count * size), residuals: new Float64Array(groups.count) },
  };
}

function numbered(names: readonly number[]): { readonly places: Uint32Array; readonly count: number } {
  const numbers = new Map<number, number>();
  for (const name of names) if (!numbers.has(name)) numbers.set(name, numbers.size);
  return { places: Uint32Array.from(names, (name) => numbers.get(name)!), count: numbers.size };
}

/** Of the profile likelihood: what the groups' effects explain is taken off. Fills in the sums of the groups. */
function derivatives(columns: Columns, coefficients: Float64Array, sums: GroupSums): { gradient: number[]; curvature: number[][] } {
  const { size, features, trials } = columns;
  const gradient = Float64Array.from(coefficients, (value) => -RIDGE * value);
  const curvature = Float64Array.from({ length: size * size }, (_, index) => (index % (size + 1) === 0 ? RIDGE : 0));
  sums.weights.fill(GROUP_PRECISION);
  sums.features.fill(0);
  for (let group = 0; group < sums.effects.length; group++) sums.residuals[group] = -GROUP_PRECISION * sums.effects[group]!;
  for (let index = 0, at = 0; index < trials.length; index++, at += size) {
    const group = columns.groups[index]!;
    const p = expit(sums.effects[group]! + dot(features, at, coefficients));
    const weight = trials[index]! * p * (1 - p);
    const residual = columns.successes[index]! - trials[index]! * p;
    sums.weights[group]! += weight;
    sums.residuals[group]! += residual;
    for (let row = 0; row < size; row++) {
      const weighted = weight * features[at + row]!;
      sums.features[group * size + row]! += weighted;
      gradient[row]! += features[at + row]! * residual;
      for (let column = 0; column < size; column++) curvature[row * size + column]! += weighted * features[at + column]!;
    }
  }
  takeOffGroups(sums, gradient, curvature);
  return { gradient: [...gradient], curvature: Array.from({ length: size }, (_, row) => [...curvature.subarray(row * size, (row + 1) * size)]) };
}

function takeOffGroups({ weights, features, residuals }: GroupSums, gradient: Float64Array, curvature: Float64Array): void {
  const size = gradient.length;
  for (let group = 0, at = 0; group < weights.length; group++, at += size) {
    for (let row = 0; row < size; row++) {
      gradient[row]! -= (features[at + row]! * residuals[group]!) / weights[group]!;
      for (let column = 0; column < size; column++) curvature[row * size + column]! -= (features[at + row]! * features[at + column]!) / weights[group]!;
    }
  }
}

function standardErrors(columns: Columns, coefficients: Float64Array, sums: GroupSums, curvature: readonly (readonly number[])[]): number[] {
  const { size } = columns;
  const scores = clusterScores(columns, coefficients, sums);
  return curvature.map((_, row) => {
    const column = solveSymmetric(curvature, curvature.map((__, index) => (index === row ? 1 : 0)));
    if (column === undefined) return Number.NaN;
    let clustered = 0;
    for (let at = 0; at < scores.length; at += size) clustered += dot(scores, at, column) ** 2;
    return Math.sqrt(Math.max(column[row]!, clustered));
  });
}

/** Each cluster's sum of residuals times features, less what the groups explain. */
function clusterScores(columns: Columns, coefficients: Float64Array, sums: GroupSums): Float64Array {
  const { size, features, trials } = columns;
  const scores = new Float64Array(columns.clusterCount * size);
  for (let index = 0, at = 0; index < trials.length; index++, at += size) {
    const group = columns.groups[index]!;
    const residual = columns.successes[index]! - trials[index]! * expit(sums.effects[group]! + dot(features, at, coefficients));
    for (let row = 0; row < size; row++) scores[columns.clusters[index]! * size + row]! += (features[at + row]! - sums.features[group * size + row]! / sums.weights[group]!) * residual;
  }
  return scores;
}

/** Of the vector that begins at `from` in `vectors` and another one. */
function dot(vectors: Float64Array, from: number, other: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < other.length; index++) sum += vectors[from + index]! * other[index]!;
  return sum;
}
