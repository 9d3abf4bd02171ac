import { describe, expect, it } from 'vitest';
import { expit, logit } from '#stats/logit.js';
import { logisticRegression } from '#stats/logistic-regression.js';
import { seededRandom } from '#stats/seeded-random.js';
import { solveSymmetric } from '#stats/solve-symmetric.js';

describe('logisticRegression', () => {
  it('with an intercept alone gives the log odds of the share', () => {
    const fit = logisticRegression([{ features: [1], offset: 0, trials: 200, successes: 30 }]);
    expect(fit!.coefficients[0]).toBeCloseTo(logit(0.15), 6);
    expect(fit!.standardErrors[0]).toBeCloseTo(1 / Math.sqrt(200 * 0.15 * 0.85), 6);
  });

  it('finds the coefficients that data were drawn with', () => {
    const random = seededRandom(3);
    const rows = Array.from({ length: 20_000 }, () => {
      const [x, y] = [2 * random() - 1, 4 * random() - 2];
      return { features: [1, x, y], offset: 0, trials: 1, successes: random() < expit(-0.5 + 1.5 * x - 0.4 * y) ? 1 : 0 };
    });
    const { coefficients, standardErrors } = logisticRegression(rows)!;
    [-0.5, 1.5, -0.4].forEach((truth, index) => expect(Math.abs(coefficients[index]! - truth)).toBeLessThan(4 * standardErrors[index]!));
  });

  it('takes log odds that are known already as they are', () => {
    const fit = logisticRegression([{ features: [1], offset: 2, trials: 100, successes: 50 }]);
    expect(fit!.coefficients[0]).toBeCloseTo(-2, 6);
  });
});

describe('solveSymmetric', () => {
  it('solves a system', () => expect(solveSymmetric([[4, 2], [2, 3]], [10, 8])!.map((x) => Math.round(x * 1e9) / 1e9)).toEqual([1.75, 1.5]));
  it('gives up when the matrix is not positive definite', () => expect(solveSymmetric([[1, 2], [2, 1]], [1, 1])).toBeUndefined());
});
