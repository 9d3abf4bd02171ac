import { arrivalTerm } from './arrival-term.js';
import { fitArchetypes, LEVEL_SHAPE } from './archetypes.js';
import { DEFAULT_PROFILE } from './default-profile.js';
import type { Population } from './population.js';
import { withLevels } from './population-shape.js';
import type { Sample } from './sample.js';

/** Weighted engagements from which on so many archetypes are fitted; below the last, the shipped profile is all there is. */
const ARCHETYPES = [{ engagements: 5000, count: 12 }, { engagements: 3000, count: 8 }];

/** Learns the population from a sample of it. `random` chooses the people that archetypes start from. */
export function fitPopulation(sample: Sample, random: () => number): Population {
  const engagements = sample.totals.reduce((total, value) => total + value, 0);
  const { hours, population } = arrivalTerm(sample);
  const count = ARCHETYPES.find((step) => engagements >= step.engagements)?.count;
  const facts = { arrivalTerm: hours, people: sample.people, engagements };
  if (count === undefined) {
    const { meanLevel } = withLevels(sample, DEFAULT_PROFILE, hours);
    return { shares: [1], shapes: [DEFAULT_PROFILE], prior: { shape: LEVEL_SHAPE, rate: LEVEL_SHAPE / meanLevel }, ...facts };
  }
  const { shares, shapes } = fitArchetypes(sample, population, hours, count, random);
  return { shares: [...shares], shapes, prior: { shape: LEVEL_SHAPE, rate: LEVEL_SHAPE / population.meanLevel }, ...facts };
}
