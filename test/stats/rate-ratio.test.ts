import { describe, expect, it } from 'vitest';
import { rateRatio } from '#stats/rate-ratio.js';

describe('rateRatio', () => {
  it('is the ratio of the rates of one stratum', () => {
    expect(rateRatio([{ events: 30, time: 100, otherEvents: 40, otherTime: 400 }], 0)).toBeCloseTo(3, 12);
  });

  it('compares within strata: that eager people get more of one kind makes it no better', () => {
    const eager = { events: 80, time: 100, otherEvents: 8, otherTime: 10 };
    const listless = { events: 1, time: 10, otherEvents: 10, otherTime: 100 };
    expect(rateRatio([eager, listless], 0)).toBeCloseTo(1, 12);
    expect((81 / 110) / (18 / 110)).toBeGreaterThan(4);
  });

  it('is one where nothing can be compared', () => {
    expect(rateRatio([], 10)).toBe(1);
    expect(rateRatio([{ events: 5, time: 20, otherEvents: 0, otherTime: 0 }, { events: 0, time: 0, otherEvents: 0, otherTime: 0 }], 10)).toBe(1);
  });

  it('moves from one as far as more is compared', () => {
    const stratum = { events: 3, time: 10, otherEvents: 1, otherTime: 10 };
    const ratios = [1, 10, 1000].map((people) => rateRatio(Array.from({ length: people }, () => stratum), 10));
    expect(ratios[0]).toBeCloseTo(11.5 / 10.5, 12);
    expect(ratios[1]!).toBeLessThan(ratios[2]!);
    expect(ratios[2]).toBeCloseTo(3, 1);
  });
});
