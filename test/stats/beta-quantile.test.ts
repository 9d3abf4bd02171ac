import { describe, expect, it } from 'vitest';
import { betaCdf, betaQuantile } from '#stats/beta-quantile.js';

describe('betaQuantile', () => {
  it('agrees with the closed forms', () => {
    expect(betaQuantile(0.3, 1, 1)).toBeCloseTo(0.3, 10);
    expect(betaQuantile(0.25, 2, 1)).toBeCloseTo(0.5, 10);
    expect(betaQuantile(0.5, 7, 7)).toBeCloseTo(0.5, 10);
    expect(betaQuantile(0.5, 0.5, 0.5)).toBeCloseTo(0.5, 10);
    expect(betaQuantile(0.1, 1, 3)).toBeCloseTo(1 - 0.9 ** (1 / 3), 10);
  });

  it('undoes betaCdf, from a handful of trials to a million', () => {
    for (const [a, b] of [[0.5, 20], [3, 97], [72, 2791], [1000, 1e6]] as const) for (const p of [0.05, 0.5, 0.95]) expect(betaCdf(betaQuantile(p, a, b), a, b)).toBeCloseTo(p, 6);
  });

  it('refuses what is no probability', () => {
    for (const [p, a, b] of [[0, 1, 1], [1, 1, 1], [0.5, 0, 1], [0.5, 1, -1], [Number.NaN, 1, 1]] as const) expect(() => betaQuantile(p, a, b)).toThrow(RangeError);
  });
});
