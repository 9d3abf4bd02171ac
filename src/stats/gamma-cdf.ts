import { logGamma } from './log-gamma.js';

const PRECISION = 1e-14;
const MAX_TERMS = 10_000;

/**
 * P(X <= x) for X ~ Gamma(shape, rate 1): the regularised lower incomplete gamma function. Series below shape + 1, continued
 * fraction (Lentz) above: Abramowitz & Stegun 6.5.29 and 6.5.31. Whoever asks for one shape more than once gives its `logGamma`.
 */
export function gammaCdf(x: number, shape: number, logNorm?: number): number {
  if (!(shape > 0)) throw new RangeError(`gammaCdf needs shape > 0, got ${String(shape)}`);
  if (x <= 0) return 0;
  const scale = Math.exp(shape * Math.log(x) - x - (logNorm ?? logGamma(shape)));
  return x < shape + 1 ? scale * series(x, shape) : 1 - scale * continuedFraction(x, shape);
}

function series(x: number, shape: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; n < MAX_TERMS && term > sum * PRECISION; n++) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum;
}

function continuedFraction(x: number, shape: number): number {
  let b = x + 1 - shape;
  let c = Number.MAX_VALUE;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < MAX_TERMS; n++) {
    const a = -n * (n - shape);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    fraction *= c * d;
    if (Math.abs(c * d - 1) < PRECISION) return fraction;
  }
  return fraction;
}
