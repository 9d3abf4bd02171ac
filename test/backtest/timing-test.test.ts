import { describe, expect, it } from 'vitest';
import { timingTest } from '#backtest/timing-test.js';
import type { TimedEngagement } from '#backtest/timing-test.js';
import { seededRandom } from '#stats/seeded-random.js';

const people = (hourOf: (person: number, random: () => number) => number, seed: number): TimedEngagement[] => {
  const random = seededRandom(seed, 'timing');
  return Array.from({ length: 600 }, (_, index) => ({ person: index % 100, hour: hourOf(index % 100, random), stratum: 0 }));
};

describe('the test for hours of one\'s own', () => {
  it('sees people who keep to an hour, across midnight too', () => {
    const test = timingTest(people((person, random) => (23 + (person % 5) * 5 + Math.floor(2 * random())) % 24, 1), 1)!;
    expect(test.pValue).toBe(1 / 200);
    expect(test.agreement).toBe(1);
    expect(test.byChance).toBeLessThan(0.4);
  });

  it('rejects in few lists of people who are all alike', () => {
    const rejected = Array.from({ length: 60 }, (_, seed) => timingTest(people((_person, random) => 8 + Math.floor(12 * random() ** 2), seed), seed, 99)!).filter(({ pValue }) => pValue < 0.05);
    expect(rejected.length).toBeLessThanOrEqual(8);
  });

  it('does not take the hours of a schedule for the hours of people', () => {
    const scheduled = people((person) => (person < 50 ? 9 : 20), 1).map((engagement) => ({ ...engagement, stratum: engagement.person < 50 ? 0 : 1 }));
    expect(timingTest(scheduled, 1)!.pValue).toBe(1);
  });

  it('says nothing of people who engaged once', () => {
    expect(timingTest([{ person: 0, hour: 9, stratum: 0 }, { person: 1, hour: 9, stratum: 0 }], 1)).toBeUndefined();
    expect(timingTest([], 1)).toBeUndefined();
  });
});
