import { logGamma } from '#stats/log-gamma.js';
import type { LevelPrior } from './population.js';

/** Shapes that are tried: 1 is exponential, higher ones mean people who are more alike. */
const SHAPES = [0.5, 0.7, 1, 1.4, 2, 2.8, 4];
const ROUNDS = 20;
/** Exposure at the common level, and engagements, that pull a handful of people towards all: `1 / meanLevel` hours each. */
const SHRINKAGE = 20;

/** Engagements of one person, and the hours of exposure that they came from, each worth the attention of its hour. */
export interface SeenLevel {
  readonly engagements: number;
  readonly exposure: number;
}

/**
 * How levels spread over people: the gamma distribution under which their engagements (gamma-Poisson) are likeliest. Its mean is
 * shrunk to `meanLevel`. An exponential one for everybody would believe a first engagement too readily.
 */
export function levelPrior(people: readonly SeenLevel[], meanLevel: number): LevelPrior {
  const all = [...people, { engagements: SHRINKAGE, exposure: SHRINKAGE / meanLevel }];
  let best: (LevelPrior & { readonly fit: number }) | undefined;
  for (const shape of SHAPES) {
    const rate = likeliestRate(all, shape, meanLevel);
    const fit = people.reduce((sum, { engagements, exposure }) => sum + logGamma(engagements + shape) - logGamma(shape) + shape * Math.log(rate) - (engagements + shape) * Math.log(rate + exposure), 0);
    if (best === undefined || fit > best.fit) best = { shape, rate, fit };
  }
  return { shape: best!.shape, rate: best!.rate };
}

/** Where the derivative of the likelihood is nought: rate = shape x people / sum of posterior means, found in turns. */
function likeliestRate(people: readonly SeenLevel[], shape: number, meanLevel: number): number {
  let rate = shape / meanLevel;
  for (let round = 0; round < ROUNDS; round++) rate = (shape * people.length) / people.reduce((sum, { engagements, exposure }) => sum + (engagements + shape) / (rate + exposure), 0);
  return rate;
}
