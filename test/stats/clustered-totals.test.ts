import { describe, expect, it } from 'vitest';
import { clusteredTotals } from '#stats/clustered-totals.js';
import { seededRandom } from '#stats/seeded-random.js';

describe('clustered totals', () => {
  it('gives the ratio of two totals less one', () => {
    const totals = clusteredTotals(2);
    for (const sums of [[3, 2], [6, 2], [3, 4]]) totals.add(sums);
    expect(totals.lift([[0, 1], [1, -1]])!.value).toBeCloseTo(0.5, 12);
  });

  it('has no width when every cluster has the same ratio', () => {
    const totals = clusteredTotals(2);
    for (const size of [1, 5, 20]) totals.add([2 * size, size]);
    const { low, high } = totals.lift([[0, 1], [1, -1]])!;
    expect([low, high]).toEqual([expect.closeTo(1, 6), expect.closeTo(1, 6)]);
  });

  it('does not take repeated rows of one cluster for more evidence', () => {
    const [apart, repeated] = [clusteredTotals(2), clusteredTotals(2)];
    const random = seededRandom(1, 'clusters');
    for (let cluster = 0; cluster < 200; cluster++) {
      const sums = [random(), random()];
      apart.add(sums);
      repeated.add(sums.map((value) => 10 * value));
    }
    expect(repeated.lift([[0, 1], [1, -1]])!.high).toBeCloseTo(apart.lift([[0, 1], [1, -1]])!.high, 10);
  });

  it('gives nothing for a total that is not positive, or one cluster', () => {
    const totals = clusteredTotals(2);
    totals.add([1, 1]);
    expect(totals.lift([[0, 1], [1, -1]])).toBeUndefined();
    totals.add([-1, 1]);
    expect(totals.lift([[0, 1], [1, -1]])).toBeUndefined();
  });
});
