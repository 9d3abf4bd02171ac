import { expit } from './logit.js';
import { solveSymmetric } from './solve-symmetric.js';
import type { LogisticFit } from './logistic-regression.js';

/** Trials under the same features (put a 1 first for an intercept). */
export interface GroupedObservation {
  readonly features: readonly number[];
  /** Log odds that are known already; 0 where nothing is said. */
  readonly offset?: number;
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

/** One round's sums of a group: of the weights, of weights times features, of the residuals. */
interface Group {
  effect: number;
  weight: number;
  readonly features: number[];
  residual: number;
}

/**
 * Logistic regression with a random intercept per group, at the mode (penalised quasi-likelihood: Breslow & Clayton, 1993), groups
 * partialled out. Each standard error is the larger of the model's and the one clustered by `cluster` (Liang & Zeger, 1986).
 * Undefined when it does not settle.
 */
export function groupedLogisticRegression(observations: readonly GroupedObservation[]): LogisticFit | undefined {
  const size = observations[0]?.features.length ?? 0;
  const groups = new Map<number, Group>();
  for (const { group } of observations) groups.set(group, { effect: 0, weight: 0, features: [], residual: 0 });
  let coefficients: readonly number[] = new Array<number>(size).fill(0);
  for (let round = 0; round < ROUNDS; round++) {
    const { gradient, curvature } = derivatives(observations, coefficients, groups);
    const step = solveSymmetric(curvature, gradient)?.map((value) => Math.max(-5, Math.min(5, value)));
    if (step === undefined) return undefined;
    if (Math.max(...step.map(Math.abs)) < PRECISION) return { coefficients, standardErrors: standardErrors(observations, coefficients, groups, curvature) };
    coefficients = coefficients.map((value, index) => value + step[index]!);
    for (const group of groups.values()) group.effect += (group.residual - dot(group.features, step)) / group.weight;
  }
  return undefined;
}

/** Of the profile likelihood: what the groups' effects explain is taken off. Fills in the sums of `groups`. */
function derivatives(observations: readonly GroupedObservation[], coefficients: readonly number[], groups: ReadonlyMap<number, Group>): { gradient: number[]; curvature: number[][] } {
  const gradient = coefficients.map((value) => -RIDGE * value);
  const curvature = coefficients.map((_, row) => coefficients.map((__, column) => (row === column ? RIDGE : 0)));
  for (const group of groups.values()) Object.assign(group, { weight: GROUP_PRECISION, features: coefficients.map(() => 0), residual: -GROUP_PRECISION * group.effect });
  for (const { features, offset = 0, trials, successes, group: name } of observations) {
    const group = groups.get(name)!;
    const p = expit(offset + group.effect + dot(features, coefficients));
    const weight = trials * p * (1 - p);
    group.weight += weight;
    group.residual += successes - trials * p;
    features.forEach((a, row) => {
      group.features[row]! += weight * a;
      gradient[row]! += a * (successes - trials * p);
      features.forEach((b, column) => { curvature[row]![column]! += weight * a * b; });
    });
  }
  for (const { weight, features, residual } of groups.values()) {
    features.forEach((a, row) => {
      gradient[row]! -= (a * residual) / weight;
      features.forEach((b, column) => { curvature[row]![column]! -= (a * b) / weight; });
    });
  }
  return { gradient, curvature };
}

function standardErrors(observations: readonly GroupedObservation[], coefficients: readonly number[], groups: ReadonlyMap<number, Group>, curvature: readonly (readonly number[])[]): number[] {
  const scores = new Map<number, number[]>();
  for (const { features, offset = 0, trials, successes, group: name, cluster } of observations) {
    const group = groups.get(name)!;
    const residual = successes - trials * expit(offset + group.effect + dot(features, coefficients));
    const score = scores.get(cluster) ?? features.map(() => 0);
    features.forEach((value, index) => { score[index]! += (value - group.features[index]! / group.weight) * residual; });
    scores.set(cluster, score);
  }
  return curvature.map((_, row) => {
    const column = solveSymmetric(curvature, curvature.map((__, index) => (index === row ? 1 : 0)));
    if (column === undefined) return Number.NaN;
    let clustered = 0;
    for (const score of scores.values()) clustered += dot(column, score) ** 2;
    return Math.sqrt(Math.max(column[row]!, clustered));
  });
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
}
