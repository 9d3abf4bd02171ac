import { gammaCdf } from './gamma-cdf.js';
import { logGamma } from './log-gamma.js';
import { normalQuantile } from './normal-quantile.js';

const PRECISION = 1e-9;
const MAX_STEPS = 60;

/** x with P(X <= x) = p for X ~ Gamma(shape, rate 1): Newton's method from the start of Wilson and Hilferty (1931). */
export function gammaQuantile(p: number, shape: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`gammaQuantile needs 0 < p < 1, got ${String(p)}`);
  const logNorm = logGamma(shape);
  let x = wilsonHilferty(p, shape);
  for (let step = 0; step < MAX_STEPS; step++) {
    const density = Math.exp((shape - 1) * Math.log(x) - x - logNorm);
    const next = x - (gammaCdf(x, shape, logNorm) - p) / density;
    const guarded = next > 0 ? Math.min(next, 4 * x + 1) : x / 4;
    if (Math.abs(guarded - x) <= PRECISION * x) return guarded;
    x = guarded;
  }
  return x;
}

/** The cube of a normal variable; where that fails (small shapes, low tails) the first term of the distribution's series. */
function wilsonHilferty(p: number, shape: number): number {
  const cube = 1 - 1 / (9 * shape) + normalQuantile(p) / (3 * Math.sqrt(shape));
  return cube > 0.3 ? shape * cube ** 3 : Math.exp((Math.log(p) + logGamma(shape + 1)) / shape);
}
