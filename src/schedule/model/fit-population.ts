import { arrivalTerm } from './arrival-term.js';
import { fitArchetypes, LEVEL_SHAPE } from './archetypes.js';
import { DEFAULT_PROFILE } from './default-profile.js';
import type { LevelPrior, Population } from './population.js';
import { shapedExposure, withLevels } from './population-shape.js';
import type { PopulationShape } from './population-shape.js';
import type { Sample } from './sample.js';

/** Weighted engagements from which on so many archetypes are fitted; below the last, the shipped profile is all there is. */
const ARCHETYPES = [{ engagements: 5000, count: 12 }, { engagements: 3000, count: 8 }];

/** Engagements at the common level that each half is shrunk by. */
const SHRINKAGE = 20;

/** Learns the population from a sample of it. `random` chooses the people that archetypes start from. */
export function fitPopulation(sample: Sample, random: () => number): Population {
  const engagements = sample.totals.reduce((total, value) => total + value, 0);
  const { hours, population } = arrivalTerm(sample);
  const count = ARCHETYPES.find((step) => engagements >= step.engagements)?.count;
  const facts = { arrivalTerm: hours, people: sample.people, engagements };
  if (count === undefined) {
    return { shares: [1], shapes: [DEFAULT_PROFILE], ...levelPriors(sample, withLevels(sample, DEFAULT_PROFILE, hours), hours), ...facts };
  }
  const { shares, shapes } = fitArchetypes(sample, population, hours, count, random);
  return { shares: [...shares], shapes, ...levelPriors(sample, population, hours), ...facts };
}

/** Apple Mail hides most opens of half of the people: one prior for all would be wrong for both halves. */
function levelPriors(sample: Sample, { shape, meanLevel }: PopulationShape, arrivalHours: number): Pick<Population, 'prior' | 'seenPrior' | 'hiddenPrior'> {
  const seen = [0, 0] as [number, number];
  const exposed = [0, 0] as [number, number];
  for (let person = 0; person < sample.people; person++) {
    const hidden = sample.opensHidden[person] === 1 ? 1 : 0;
    seen[hidden] += sample.totals[person]!;
    exposed[hidden] += shapedExposure(sample, person, shape, arrivalHours);
  }
  const priorOf = (hidden: 0 | 1): LevelPrior => ({ shape: LEVEL_SHAPE, rate: (LEVEL_SHAPE * (exposed[hidden] + SHRINKAGE / meanLevel)) / (seen[hidden] + SHRINKAGE) });
  return { prior: { shape: LEVEL_SHAPE, rate: LEVEL_SHAPE / meanLevel }, seenPrior: priorOf(0), hiddenPrior: priorOf(1) };
}
