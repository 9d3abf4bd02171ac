import { populationShape } from './population-shape.js';
import type { PopulationShape } from './population-shape.js';
import type { Sample } from './sample.js';

const ROUNDS = 4;
/** Hours, seen between 0.3 and 0.6 where phones stay silent (2 where they do not), worth this many expected engagements. */
export const FIRST_GUESS = { hours: 0.4, weight: 20 };

/**
 * How many hours' worth of attention the arrival of a mail itself triggers: engagements within minutes of a scheduled send over what an
 * hour at the send's slot would bring. Learned together with the population's shape, since each explains the other.
 */
export function arrivalTerm(sample: Sample): { readonly hours: number; readonly population: PopulationShape } {
  let hours = 0;
  let population = populationShape(sample, hours);
  for (let round = 0; round < ROUNDS; round++) {
    hours = (sample.atOnce + FIRST_GUESS.hours * FIRST_GUESS.weight) / (expectedAtArrival(sample, population) + FIRST_GUESS.weight);
    population = populationShape(sample, hours);
  }
  return { hours, population };
}

function expectedAtArrival({ people, mailed: { starts, hours, arrivals } }: Sample, { shape, levels }: PopulationShape): number {
  let expected = 0;
  for (let person = 0; person < people; person++) {
    for (let index = starts[person]!; index < starts[person + 1]!; index++) expected += levels[person]! * arrivals[index]! * shape[hours[index]!]!;
  }
  return expected;
}
