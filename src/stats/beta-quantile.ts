import { logGamma } from './log-gamma.js';

const STEPS = 60;
const TERMS = 400;
const PRECISION = 1e-12;
const TINY = 1e-300;

/** x with P(X <= x) = p for X ~ Beta(a, b), by halving the interval; 1e-12 exact. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p > 0 && p < 1 && a > 0 && b > 0)) throw new RangeError(`betaQuantile needs 0 < p < 1, a > 0 and b > 0, got ${String(p)}, ${String(a)}, ${String(b)}`);
  let [low, high] = [0, 1];
  for (let step = 0; step < STEPS && high - low > PRECISION; step++) {
    const middle = (low + high) / 2;
    if (betaCdf(middle, a, b) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The regularised incomplete beta function: NIST DLMF 8.17.22 where its continued fraction converges fast, else by symmetry. */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaCdf(1 - x, b, a);
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a;
  return front * fraction(x, a, b);
}

/** Lentz's method. */
function fraction(x: number, a: number, b: number): number {
  let [c, d] = [1, 1 / nonZero(1 - ((a + b) * x) / (a + 1))];
  let value = d;
  for (let m = 1; m <= TERMS; m++) {
    for (const term of [(m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)), (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))]) {
      d = 1 / nonZero(1 + term * d);
      c = nonZero(1 + term / c);
      value *= c * d;
    }
    if (Math.abs(c * d - 1) < PRECISION) break;
  }
  return value;
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
