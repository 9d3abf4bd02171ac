import { circularGaussian } from '#stats/circular-gaussian.js';
import { scaleToMeanOne } from '#stats/scale-to-mean-one.js';
import { HOURS_IN_WEEK } from './hour-of-week.js';
import { acrossDays, POOLED_DEVIATION, shrunkenRatio } from './population-shape.js';
import type { PopulationShape } from './population-shape.js';
import type { Sample } from './sample.js';
import { smoothRhythm } from './smooth-rhythm.js';

const ROUNDS = 30;
/** Hours of exposure at level one that the population's shape weighs in each archetype, and its share of the mean exposure. */
const SHAPE_HOURS = 60;
const SHAPE_SHARE = 0.2;
/** An archetype with less posterior weight than this learns nothing from a person. */
const NEGLIGIBLE = 1e-3;
/** Shape of the gamma prior of a person's level: exponential, since readers differ that much. */
export const LEVEL_SHAPE = 1;

export interface Archetypes {
  readonly shares: Float64Array;
  /** Attention by hour of the week, mean 1. */
  readonly shapes: Float64Array[];
}

/** Fits a mixture of rhythms to people by expectation maximisation: each person's engagements are gamma-Poisson around one of them. */
export function fitArchetypes(sample: Sample, population: PopulationShape, arrivalHours: number, count: number, random: () => number): Archetypes {
  const exposure = sample.exposure.map((hours, index) => hours + arrivalHours * sample.arrivals[index]!);
  const rate = LEVEL_SHAPE / population.meanLevel;
  let archetypes: Archetypes = { shares: new Float64Array(count).fill(1 / count), shapes: startShapes(sample, exposure, population, count, random) };
  const exposed = exposedHours(exposure, sample.people);
  for (let round = 0; round < ROUNDS; round++) archetypes = oneRound(sample, exposed, population.shape, rate, archetypes);
  return archetypes;
}

/** Hours in which somebody was exposed, and for how long: person r's stand from `starts[r]` to `starts[r + 1]`. Mail on few days leaves most hours out. */
interface ExposedHours {
  readonly starts: Uint32Array;
  readonly hours: Uint8Array;
  readonly exposure: Float64Array;
}

function exposedHours(exposure: Float32Array, people: number): ExposedHours {
  const starts = new Uint32Array(people + 1);
  const hours = new Uint8Array(people * HOURS_IN_WEEK);
  const values = new Float64Array(people * HOURS_IN_WEEK);
  let count = 0;
  for (let person = 0, index = 0; person < people; person++) {
    for (let hour = 0; hour < HOURS_IN_WEEK; hour++, index++) {
      if (exposure[index] === 0) continue;
      hours[count] = hour;
      values[count++] = exposure[index]!;
    }
    starts[person + 1] = count;
  }
  return { starts, hours, exposure: values };
}

/** The smoothed rhythms of random people of the most active quarter. */
function startShapes(sample: Sample, exposure: Float32Array, { shape, levels }: PopulationShape, count: number, random: () => number): Float64Array[] {
  const { people, totals } = sample;
  const active = Array.from(totals.keys()).sort((a, b) => totals[b]! - totals[a]! || a - b).slice(0, Math.max(count, Math.ceil(people / 4)));
  const seen = new Float64Array(HOURS_IN_WEEK);
  const expected = new Float64Array(HOURS_IN_WEEK);
  return Array.from({ length: count }, () => {
    const person = active.splice(Math.floor(random() * active.length), 1)[0]!;
    const engagements = new Float64Array(HOURS_IN_WEEK);
    addEngagements(engagements, sample, person, 1);
    smoothRhythm(engagements, seen);
    smoothRhythm(shape.map((value, hour) => value * levels[person]! * exposure[person * HOURS_IN_WEEK + hour]!), expected);
    return scaleToMeanOne(shape.map((value, hour) => (value * (seen[hour]! + 1)) / (expected[hour]! + 1)));
  });
}

/** One expectation and one maximisation, person by person: memory does not grow with the sample. What is summed by archetype stands side by side, at `hour * count + c`: sums that do not wait for each other are several times faster. */
function oneRound(sample: Sample, exposed: ExposedHours, shape: Float64Array, rate: number, { shares, shapes }: Archetypes): Archetypes {
  const count = shapes.length;
  const model = { logShares: shares.map(Math.log), shapes: sideBySide(shapes), logShapes: shapes.map((values) => values.map(Math.log)), rate };
  const engaged = shapes.map(() => new Float64Array(HOURS_IN_WEEK));
  const tried = new Float64Array(HOURS_IN_WEEK * count);
  const counts = new Float64Array(count);
  const weights = new Float64Array(count);
  const rates = new Float64Array(count);
  const levels = new Float64Array(count);
  for (let person = 0; person < sample.people; person++) {
    expectation(sample, exposed, person, model, weights, rates);
    for (let c = 0; c < count; c++) {
      levels[c] = 0;
      if (weights[c]! < NEGLIGIBLE) continue;
      counts[c]! += weights[c]!;
      levels[c] = (weights[c]! * (sample.totals[person]! + LEVEL_SHAPE)) / rates[c]!;
      addEngagements(engaged[c]!, sample, person, weights[c]!);
    }
    addExposure(tried, exposed, person, levels);
  }
  return {
    shares: counts.map((value) => (value + 1) / (sample.people + count)),
    shapes: shapes.map((_, c) => {
      const exposure = Float64Array.from({ length: HOURS_IN_WEEK }, (__, hour) => tried[hour * count + c]!);
      const [seen, met] = [circularGaussian(engaged[c]!, POOLED_DEVIATION), circularGaussian(exposure, POOLED_DEVIATION)];
      return scaleToMeanOne(shrunkenRatio(seen, met, acrossDays(seen, met, shape), SHAPE_SHARE, SHAPE_HOURS / HOURS_IN_WEEK));
    }),
  };
}

function sideBySide(shapes: readonly Float64Array[]): Float64Array {
  return Float64Array.from({ length: HOURS_IN_WEEK * shapes.length }, (_, index) => shapes[index % shapes.length]![Math.floor(index / shapes.length)]!);
}

interface Mixture {
  readonly logShares: Float64Array;
  /** Side by side. */
  readonly shapes: Float64Array;
  readonly logShapes: readonly Float64Array[];
  readonly rate: number;
}

/** Posterior weight of each archetype for one person, and the rate of the level's gamma posterior under it. */
function expectation(sample: Sample, exposed: ExposedHours, person: number, { logShares, shapes, logShapes, rate }: Mixture, weights: Float64Array, rates: Float64Array): void {
  const total = sample.totals[person]! + LEVEL_SHAPE;
  addShapedHours(rates, shapes, exposed, person);
  let highest = -Infinity;
  for (let c = 0; c < weights.length; c++) {
    let fit = logShares[c]!;
    for (let index = sample.starts[person]!; index < sample.starts[person + 1]!; index++) fit += sample.counts[index]! * logShapes[c]![sample.hours[index]!]!;
    rates[c] = rate + rates[c]!;
    weights[c] = fit - total * Math.log(rates[c]!);
    highest = Math.max(highest, weights[c]!);
  }
  let sum = 0;
  for (let c = 0; c < weights.length; c++) sum += weights[c] = Math.exp(weights[c]! - highest);
  for (let c = 0; c < weights.length; c++) weights[c]! /= sum;
}

/** What a person's exposure is worth to each archetype. */
function addShapedHours(into: Float64Array, shapes: Float64Array, { starts, hours, exposure }: ExposedHours, person: number): void {
  into.fill(0);
  for (let index = starts[person]!; index < starts[person + 1]!; index++) {
    const value = exposure[index]!;
    for (let c = 0, at = hours[index]! * into.length; c < into.length; c++, at++) into[c]! += shapes[at]! * value;
  }
}

function addExposure(into: Float64Array, { starts, hours, exposure }: ExposedHours, person: number, weights: Float64Array): void {
  for (let index = starts[person]!; index < starts[person + 1]!; index++) {
    const value = exposure[index]!;
    for (let c = 0, at = hours[index]! * weights.length; c < weights.length; c++, at++) into[at]! += weights[c]! * value;
  }
}

function addEngagements(into: Float64Array, { starts, hours, counts }: Sample, person: number, weight: number): void {
  for (let index = starts[person]!; index < starts[person + 1]!; index++) into[hours[index]!]! += weight * counts[index]!;
}
