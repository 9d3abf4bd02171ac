import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asksConfig } from '#fundraising/asks-config.js';
import { proposeAmounts } from '#fundraising/propose-amounts.js';
import type { Giving } from '#fundraising/propose-amounts.js';

const config = asksConfig();
const ladder = (giving: Partial<Giving>): readonly [number, number, number] | undefined => {
  const found = proposeAmounts({ pledge: null, median: 0, last: 0, gifts: 5, lapsed: false, currency: 'EUR', ...giving }, config);
  return found && [found.low, found.preset, found.high];
};
const pledge = (amount: number, currency = 'EUR'): readonly [number, number, number] | undefined => ladder({ pledge: amount, median: amount, last: amount, currency });

describe('who gives regularly', () => {
  it('is asked for about a third more, in amounts that are round', () => {
    expect(pledge(15)).toEqual([18, 20, 20]);
    expect(pledge(10)).toEqual([12, 13, 15]);
    expect(pledge(20)).toEqual([25, 25, 30]);
    expect(pledge(30)).toEqual([35, 40, 45]);
    expect(pledge(100)).toEqual([120, 130, 150]);
    expect(pledge(1000)).toEqual([1200, 1300, 1500]);
  });

  it('in yen, forint, krónur or dinar is asked for amounts of those', () => {
    expect(pledge(1500, 'JPY')).toEqual([1800, 2000, 2000]);
    expect(pledge(5000, 'HUF')).toEqual([6000, 6500, 7500]);
    expect(pledge(2000, 'ISK')).toEqual([2500, 2500, 3000]);
    expect(pledge(4, 'KWD')).toEqual([5, 5, 6]);
  });

  it('is asked for no more than the pledge times the largest step, and no less than the smallest', () => {
    expect(proposeAmounts({ pledge: 30, median: 30, last: 30, gifts: 9, lapsed: false, currency: 'EUR' }, asksConfig({ maximumStep: 1.2 }))).toMatchObject({ low: 35, preset: 35, high: 35 });
    expect(pledge(0.2)).toBeUndefined();
  });
});

describe('who gives single gifts', () => {
  it('is offered about the base, a step above it and no double', () => {
    expect(ladder({ median: 40, last: 40 })).toEqual([40, 50, 70]);
    expect(ladder({ median: 100, last: 100 })).toEqual([100, 120, 170]);
  });

  it('is not asked for less than the last gift', () => {
    expect(ladder({ median: 40, last: 50 })).toEqual([50, 50, 70]);
  });

  it('and once gave a fortune is not held to it', () => {
    expect(ladder({ median: 40, last: 5000 })).toEqual([40, 50, 70]);
  });

  it('for the first time is asked just below that gift', () => {
    expect(ladder({ median: 50, last: 50, gifts: 1 })).toEqual([35, 45, 50]);
  });

  it('and has lapsed finds the last gift as the highest amount', () => {
    expect(ladder({ median: 20, last: 60, lapsed: true })).toEqual([30, 45, 60]);
  });

  it('of nothing, or of no number, is asked for nothing', () => {
    for (const last of [0, -5, Number.NaN, Infinity]) expect(ladder({ median: last, last })).toBeUndefined();
  });
});

it('no ladder ever leaves its bounds, in any currency', () => {
  const amount = fc.double({ min: 0.01, max: 1e7, noNaN: true });
  fc.assert(fc.property(
    fc.record({ pledge: fc.option(amount), median: amount, last: amount, gifts: fc.integer({ min: 1, max: 50 }), lapsed: fc.boolean(), currency: fc.constantFrom('EUR', 'JPY', 'HUF', 'KWD', 'ISK', 'SEK', 'USD', 'IDR') }),
    (giving) => {
      const found = proposeAmounts(giving, config);
      if (found === undefined) return;
      const { low, preset, high, base, kind } = found;
      const slack = 1 + 1e-9;
      expect(low <= preset && preset <= high && low > 0).toBe(true);
      expect(high).toBeLessThan(2 * base);
      expect(preset).toBeLessThanOrEqual(config.maximumStep * base * slack);
      if (kind === 'raise') expect(low * slack).toBeGreaterThanOrEqual(config.minimumStep * base);
      if (kind === 'raise' || kind === 'repeat') expect(preset).toBeGreaterThan(base);
      if (kind === 'first-time' || kind === 'lapsed') expect(high).toBeLessThanOrEqual(giving.last * slack);
      if (['JPY', 'ISK'].includes(giving.currency)) expect([low, preset, high].every(Number.isInteger)).toBe(true);
    }), { numRuns: 2000, seed: 7 });
});
