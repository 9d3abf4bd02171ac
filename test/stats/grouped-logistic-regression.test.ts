import { describe, expect, it } from 'vitest';
import { expit, logit } from '#stats/logit.js';
import { groupedLogisticRegression } from '#stats/grouped-logistic-regression.js';
import type { GroupedObservation } from '#stats/grouped-logistic-regression.js';
import { logisticRegression } from '#stats/logistic-regression.js';
import { seededRandom } from '#stats/seeded-random.js';

/** Groups with effects of their own, in which a feature has its effect within and another one, by accident, between groups. */
function rows({ slope, confounding, groups = 40, each = 200 }: { slope: number; confounding: number; groups?: number; each?: number }): GroupedObservation[] {
  const random = seededRandom(3);
  return Array.from({ length: groups * each }, (_, index) => {
    const group = index % groups;
    const middle = group / groups - 0.5;
    const x = middle + 0.6 * (random() - 0.5);
    return { features: [1, x], trials: 20, successes: Math.round(20 * expit(-1 + slope * x + confounding * middle) + random() - 0.5), group, cluster: Math.floor(index / groups) };
  });
}

describe('groupedLogisticRegression', () => {
  it('finds the effect within groups where what differs between groups misleads', () => {
    const confounded = rows({ slope: 0.5, confounding: 3 });
    const naive = logisticRegression(confounded.map(({ features, trials, successes }) => ({ features, trials, successes, offset: 0 })))!;
    expect(naive.coefficients[1]).toBeGreaterThan(2);
    const within = groupedLogisticRegression(confounded)!;
    expect(Math.abs(within.coefficients[1]! - 0.5)).toBeLessThan(3 * within.standardErrors[1]!);
    expect(within.standardErrors[1]).toBeLessThan(0.2);
  });

  it('is a plain logistic regression when there is one group, but for the pull of its effect to zero', () => {
    const { coefficients } = groupedLogisticRegression([{ features: [1], trials: 1_000_000, successes: 200_000, group: 7, cluster: 1 }])!;
    expect(coefficients[0]).toBeCloseTo(logit(0.2), 3);
  });

  it('is less sure of an effect that differs from cluster to cluster', () => {
    const differing = rows({ slope: 0, confounding: 0, each: 30 }).map((row) => ({ ...row, successes: Math.round(20 * expit(-1 + (row.cluster % 2 === 0 ? 3 : -3) * row.features[1]!)) }));
    const byItself = differing.map((row, index) => ({ ...row, cluster: index }));
    expect(groupedLogisticRegression(differing)!.standardErrors[1]).toBeGreaterThan(1.5 * groupedLogisticRegression(byItself)!.standardErrors[1]!);
  });

  it('says that nothing is known of a feature that hardly varies within groups', () => {
    const flat = rows({ slope: 0.5, confounding: 0 }).map((row) => ({ ...row, features: [1, row.group === 0 ? 1e-3 : 0] }));
    expect(groupedLogisticRegression(flat)!.standardErrors[1]).toBeGreaterThan(100);
  });
});
