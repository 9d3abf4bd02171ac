import { describe, expect, it } from 'vitest';
import { levelPrior } from '#schedule/model/level-prior.js';
import { seededRandom } from '#stats/seeded-random.js';

/** People whose levels are gamma with a whole shape; engagements are Poisson over 60 hours of exposure. */
function people(shape: number, mean: number): { engagements: number; exposure: number }[] {
  const random = seededRandom(11, `shape ${String(shape)}`);
  const exponential = (): number => -Math.log(1 - random());
  return Array.from({ length: 2000 }, () => {
    let level = 0;
    for (let part = 0; part < shape; part++) level += (exponential() * mean) / shape;
    let engagements = 0;
    for (let at = exponential(); at < level * 60; at += exponential()) engagements++;
    return { engagements, exposure: 60 };
  });
}

describe('levelPrior', () => {
  it.each([1, 2, 4])('finds that levels are as alike as a gamma of shape %i, and their mean', (shape) => {
    const prior = levelPrior(people(shape, 0.05), 0.05);
    expect(Math.abs(Math.log(prior.shape / shape))).toBeLessThan(0.4);
    expect(prior.shape / prior.rate).toBeCloseTo(0.05, 2);
  });

  it('has the mean of everybody where nobody is known', () => {
    const { shape, rate } = levelPrior([], 0.04);
    expect(shape / rate).toBeCloseTo(0.04, 3);
  });
});
