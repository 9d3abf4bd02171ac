import { describe, expect, it } from 'vitest';
import { circularGaussian } from '#stats/circular-gaussian.js';
import { scaleToMeanOne } from '#stats/scale-to-mean-one.js';

const spike = (size: number, at: number): number[] => Array.from({ length: size }, (_, index) => (index === at ? 1 : 0));

describe('circularGaussian', () => {
  it('keeps the sum', () => expect(circularGaussian(spike(168, 3), 1.5).reduce((a, b) => a + b)).toBeCloseTo(1, 12));

  it('goes round: what is near the end is near the beginning', () => {
    const smooth = circularGaussian(spike(24, 0), 2);
    expect(smooth[23]).toBeCloseTo(smooth[1]!, 12);
    expect(smooth[1]).toBeGreaterThan(smooth[2]!);
  });

  it('leaves a constant as it is', () => expect([...circularGaussian(new Array<number>(24).fill(3), 0.5)].every((value) => Math.abs(value - 3) < 1e-12)).toBe(true));
});

describe('scaleToMeanOne', () => {
  it('scales', () => expect([...scaleToMeanOne([1, 3])]).toEqual([0.5, 1.5]));
  it('refuses a profile of zeros', () => expect(() => scaleToMeanOne([0, 0])).toThrow(RangeError));
});
