import { describe, expect, it } from 'vitest';
import { gammaCdf } from '#stats/gamma-cdf.js';
import { gammaQuantile } from '#stats/gamma-quantile.js';
import { logGamma } from '#stats/log-gamma.js';

// Reference values: SciPy 1.17, special.gammaincinv and special.gammaln.
describe('gammaQuantile', () => {
  it.each([
    [0.05, 1, 0.05129329438755053], [0.95, 1, 2.9957322735539895], [0.05, 1.5, 0.17592315887463572], [0.95, 10, 15.705216422115457],
    [0.05, 300, 272.0900371932846], [0.01, 0.3, 1.5022226552360407e-7],
  ])('has P(X <= x) = %d for shape %d', (p, shape, x) => {
    expect(gammaQuantile(p, shape) / x).toBeCloseTo(1, 9);
  });

  it('inverts the distribution function', () => {
    for (const shape of [0.2, 1, 1.01, 2.5, 17, 400, 5000]) for (const p of [0.001, 0.05, 0.5, 0.95, 0.999]) expect(gammaCdf(gammaQuantile(p, shape), shape)).toBeCloseTo(p, 7);
  });

  it.each([0, 1, -0.1, Number.NaN])('refuses p = %d', (p) => {
    expect(() => gammaQuantile(p, 2)).toThrow(RangeError);
  });
});

describe('gammaCdf', () => {
  it('is the exponential distribution for shape 1', () => {
    for (const x of [0.01, 1, 3, 20]) expect(gammaCdf(x, 1)).toBeCloseTo(1 - Math.exp(-x), 12);
  });

  it('is 0 below 0', () => expect(gammaCdf(-1, 2)).toBe(0));
});

describe('logGamma', () => {
  it('is the logarithm of a factorial', () => expect(logGamma(11)).toBeCloseTo(Math.log(3628800), 10));
  it('is the logarithm of the root of pi at one half', () => expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12));
  it('refuses 0', () => expect(() => logGamma(0)).toThrow(RangeError));
});
