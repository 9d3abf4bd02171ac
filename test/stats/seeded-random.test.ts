import { describe, expect, it } from 'vitest';
import { hash32, seededRandom } from '#stats/seeded-random.js';

describe('seededRandom', () => {
  it('gives the same numbers for the same seed and label', () => {
    const [a, b] = [seededRandom(7, 'x'), seededRandom(7, 'x')];
    expect(Array.from({ length: 5 }, a)).toEqual(Array.from({ length: 5 }, b));
  });

  it('gives others for another seed or label', () => {
    expect(new Set([seededRandom(7)(), seededRandom(8)(), seededRandom(7, 'x')()]).size).toBe(3);
  });

  it('is uniform', () => {
    const random = seededRandom(1);
    const tenths = new Array<number>(10).fill(0);
    for (let draw = 0; draw < 100_000; draw++) tenths[Math.floor(random() * 10)]!++;
    const chiSquare = tenths.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(27.9);
  });
});

describe('hash32', () => {
  it('spreads ids that differ in one digit', () => {
    const buckets = new Array<number>(16).fill(0);
    for (let id = 0; id < 16_000; id++) buckets[Math.floor((hash32(`1 slot r${String(id)}`) / 2 ** 32) * 16)]!++;
    expect(Math.max(...buckets)).toBeLessThan(1150);
    expect(Math.min(...buckets)).toBeGreaterThan(850);
  });
});
