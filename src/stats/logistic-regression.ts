import { expit } from './logit.js';
import { solveSymmetric } from './solve-symmetric.js';

/** A binomial observation: features (put a 1 first for an intercept), log odds that are known already, trials, successes among them. */
export interface Observation {
  readonly features: readonly number[];
  readonly offset: number;
  readonly trials: number;
  readonly successes: number;
}

export interface LogisticFit {
  readonly coefficients: readonly number[];
  readonly standardErrors: readonly number[];
}

const ROUNDS = 50;
const PRECISION = 1e-9;
/** Keeps the curvature invertible when features hardly vary. */
const RIDGE = 1e-6;

/** Maximum likelihood by iteratively reweighted least squares (McCullagh & Nelder, 1989, section 4.4); undefined when it does not settle. */
export function logisticRegression(observations: readonly Observation[]): LogisticFit | undefined {
  const size = observations[0]?.features.length ?? 0;
  let coefficients: readonly number[] = new Array<number>(size).fill(0);
  for (let round = 0; round < ROUNDS; round++) {
    const { gradient, curvature } = derivatives(observations, coefficients);
    const step = solveSymmetric(curvature, gradient);
    if (step === undefined) return undefined;
    coefficients = coefficients.map((value, index) => value + Math.max(-5, Math.min(5, step[index]!)));
    if (Math.max(...step.map(Math.abs)) < PRECISION) return { coefficients, standardErrors: standardErrors(curvature) };
  }
  return undefined;
}

function derivatives(observations: readonly Observation[], coefficients: readonly number[]): { gradient: number[]; curvature: number[][] } {
  const gradient = coefficients.map((value) => -RIDGE * value);
  const curvature = coefficients.map((_, row) => coefficients.map((__, column) => (row === column ? RIDGE : 0)));
  for (const { features, offset, trials, successes } of observations) {
    const p = expit(features.reduce((sum, feature, index) => sum + feature * coefficients[index]!, offset));
    features.forEach((a, row) => {
      gradient[row]! += a * (successes - trials * p);
      features.forEach((b, column) => { curvature[row]![column]! += a * b * trials * p * (1 - p); });
    });
  }
  return { gradient, curvature };
}

/** Square roots of the diagonal of the inverse. */
function standardErrors(curvature: readonly (readonly number[])[]): number[] {
  return curvature.map((_, row) => {
    const column = solveSymmetric(curvature, curvature.map((__, index) => (index === row ? 1 : 0)));
    return Math.sqrt(column?.[row] ?? Number.NaN);
  });
}
