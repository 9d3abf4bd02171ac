import { arrivalTerm } from './arrival-term.js';
import { fitArchetypes, LEVEL_SHAPE } from './archetypes.js';
import { believedShape } from './believed-shape.js';
import { exposedHours, shapedExposure } from './exposed-hours.js';
import type { ExposedHours } from './exposed-hours.js';
import { HOURS_IN_WEEK, isOfficeHour } from './hour-of-week.js';
import { levelPrior } from './level-prior.js';
import type { SeenLevel } from './level-prior.js';
import type { Population } from './population.js';
import { withLevels } from './population-shape.js';
import type { PopulationShape } from './population-shape.js';
import type { Sample } from './sample.js';

/** Weighted engagements from which on so many archetypes are fitted; below the last there is one for everybody. */
const ARCHETYPES = [{ engagements: 5000, count: 12 }, { engagements: 3000, count: 8 }];

/** Learns the population from a sample of it. `random` chooses the people that archetypes start from. */
export function fitPopulation(sample: Sample, random: () => number): Population {
  const engagements = sample.totals.reduce((total, value) => total + value, 0);
  const { hours, population: { shape: learned } } = arrivalTerm(sample);
  const exposed = exposedHours(sample, hours);
  const population = withLevels(sample, exposed, believedShape(learned, engagements));
  const count = ARCHETYPES.find((step) => engagements >= step.engagements)?.count;
  const { shares, shapes } = count === undefined ? { shares: [1], shapes: [population.shape] } : fitArchetypes(sample, population, hours, count, random);
  return { shares: [...shares], shapes, ...levelPriors(sample, exposed, population), inOfficeHours: inOfficeHours(learned), arrivalTerm: hours, triggeredAppeal: sample.triggeredAppeal, arrivals: pooledArrivals(sample), people: sample.people, engagements };
}

/** Of a shape of mean one. */
function inOfficeHours(shape: Float64Array): number {
  return shape.reduce((sum, attention, hour) => (isOfficeHour(hour) ? sum + attention : sum), 0) / HOURS_IN_WEEK;
}

function pooledArrivals({ mailed: { hours, arrivals } }: Sample): Float64Array {
  const pooled = new Float64Array(HOURS_IN_WEEK);
  arrivals.forEach((weight, index) => { pooled[hours[index]!]! += weight; });
  return pooled;
}

/** Apple Mail hides most opens of half of the people: one prior for all would be wrong for both halves. */
function levelPriors(sample: Sample, exposed: ExposedHours, { shape, meanLevel }: PopulationShape): Pick<Population, 'prior' | 'seenPrior' | 'hiddenPrior'> {
  const levels: readonly [SeenLevel[], SeenLevel[]] = [[], []];
  for (let person = 0; person < sample.people; person++) {
    levels[sample.opensHidden[person] === 1 ? 1 : 0].push({ engagements: sample.totals[person]!, exposure: shapedExposure(exposed, person, shape) });
  }
  return { prior: { shape: LEVEL_SHAPE, rate: LEVEL_SHAPE / meanLevel }, seenPrior: levelPrior(levels[0], meanLevel), hiddenPrior: levelPrior(levels[1], meanLevel) };
}
