import { arrivalTerm } from './arrival-term.js';
import { LEVEL_SHAPE } from './archetypes.js';
import { BURIAL_HOURS, DECAY, decayTable } from './decay-table.js';
import { exposedHours, shapedExposure } from './exposed-hours.js';
import { sampleBuilder } from './sample.js';
import type { Sample } from './sample.js';
import type { Statistics } from './statistics.js';

/** How fast this list's mail is buried. */
export interface Burial {
  /** Waking hours after which newer mail has pushed a mail down to 1/e. */
  readonly hours: number;
  /** Standard error of the logarithm of the hours. */
  readonly error: number;
}

/** Waking hours that are tried; between them the peak of a parabola through the three best is taken. */
const TRIED = [4, 5.5, BURIAL_HOURS, 11, 16];
/** Standard error of the logarithm where the likelihood has no peak among them, or there is too little for one. */
const UNSURE = 0.3;
const TABLES = TRIED.map((hours) => (hours === BURIAL_HOURS ? DECAY : decayTable(hours)));
/** Fewer weighted engagements than these say nothing: the shipped hours. */
const ENOUGH_ENGAGEMENTS = 300;

/**
 * Learns from up to `capacity` people how fast mail is buried, by maximum likelihood: delays of engagements tell, once people's levels (gamma,
 * integrated out) and hours (the population's shape) are accounted for. A person's archetype is not: it changes little and costs much.
 */
export function burialFit(capacity: number): { add(statisticsUnder: (decay: Float64Array) => Statistics): void; fit(): Burial } {
  const builders = TRIED.map(() => sampleBuilder(capacity));
  const logDecay = TRIED.map(() => 0);
  let people = 0;
  return {
    add(statisticsUnder) {
      if (people++ >= capacity) return;
      TABLES.forEach((table, index) => {
        const statistics = statisticsUnder(table);
        builders[index]!.add(statistics);
        logDecay[index]! += statistics.logDecay;
      });
    },
    fit() {
      const samples = builders.map((builder) => builder.build());
      if (samples[0]!.totals.reduce((sum, value) => sum + value, 0) < ENOUGH_ENGAGEMENTS) return { hours: BURIAL_HOURS, error: UNSURE };
      return peak(samples.map((sample, index) => logLikelihood(sample) + logDecay[index]!));
    },
  };
}

/** Of the hours of engagements, the person's levels integrated out; what an arrival triggers at once is worth the arrival term. */
function logLikelihood(sample: Sample): number {
  const { hours: arrivalHours, population: { shape, meanLevel } } = arrivalTerm(sample);
  const rate = LEVEL_SHAPE / meanLevel;
  let sum = sample.atOnce * Math.log(arrivalHours) + sample.people * LEVEL_SHAPE * Math.log(rate);
  sample.hours.forEach((hour, index) => { sum += sample.counts[index]! * Math.log(shape[hour]!); });
  const exposed = exposedHours(sample, arrivalHours);
  for (let person = 0; person < sample.people; person++) sum -= (sample.totals[person]! + LEVEL_SHAPE) * Math.log(rate + shapedExposure(exposed, person, shape));
  return sum;
}

/** On the logarithm of the hours; never beyond what was tried. */
function peak(likelihoods: readonly number[]): Burial {
  const best = likelihoods.indexOf(Math.max(...likelihoods));
  const middle = Math.min(Math.max(best, 1), TRIED.length - 2);
  const [x0, x1, x2] = [middle - 1, middle, middle + 1].map((index) => Math.log(TRIED[index]!)) as [number, number, number];
  const rising = (likelihoods[middle]! - likelihoods[middle - 1]!) / (x1 - x0);
  const falling = (likelihoods[middle + 1]! - likelihoods[middle]!) / (x2 - x1);
  const curvature = (falling - rising) / ((x2 - x0) / 2);
  if (!(curvature < 0)) return { hours: TRIED[best]!, error: UNSURE };
  const at = (x0 + x1) / 2 - rising / curvature;
  return { hours: Math.exp(Math.min(Math.max(at, Math.log(TRIED[0]!)), Math.log(TRIED.at(-1)!))), error: 1 / Math.sqrt(-curvature) };
}
