import { scaleToMeanOne } from '#stats/scale-to-mean-one.js';
import { exposedHours } from './exposed-hours.js';
import type { ExposedHours } from './exposed-hours.js';
import { HOURS_IN_WEEK } from './hour-of-week.js';
import { acrossDays, shrunkenRatio, smoothed } from './population-shape.js';
import type { PopulationShape } from './population-shape.js';
import type { Sample } from './sample.js';
import { addShares, columnOf, shapedSums, shapeTable } from './shape-table.js';
import type { ShapeTable } from './shape-table.js';
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
  const exposed = exposedHours(sample, arrivalHours);
  exposed.exposure.forEach((hours, index) => { exposed.exposure[index] = Math.fround(hours); });
  const rate = LEVEL_SHAPE / population.meanLevel;
  let archetypes: Archetypes = { shares: new Float64Array(count).fill(1 / count), shapes: startShapes(sample, exposed, population, count, random) };
  for (let round = 0; round < ROUNDS; round++) archetypes = oneRound(sample, exposed, population.shape, rate, archetypes);
  return archetypes;
}

/** The smoothed rhythms of random people of the most active quarter. */
function startShapes(sample: Sample, { starts, hours, exposure }: ExposedHours, { shape, levels }: PopulationShape, count: number, random: () => number): Float64Array[] {
  const { people, totals } = sample;
  const active = Array.from(totals.keys()).sort((a, b) => totals[b]! - totals[a]! || a - b).slice(0, Math.max(count, Math.ceil(people / 4)));
  const seen = new Float64Array(HOURS_IN_WEEK);
  const expected = new Float64Array(HOURS_IN_WEEK);
  return Array.from({ length: count }, () => {
    const person = active.splice(Math.floor(random() * active.length), 1)[0]!;
    const engagements = new Float64Array(HOURS_IN_WEEK);
    addEngagements(engagements, sample, person, 1);
    smoothRhythm(engagements, seen);
    const met = new Float64Array(HOURS_IN_WEEK);
    for (let index = starts[person]!; index < starts[person + 1]!; index++) met[hours[index]!] = shape[hours[index]!]! * levels[person]! * exposure[index]!;
    smoothRhythm(met, expected);
    return scaleToMeanOne(shape.map((value, hour) => (value * (seen[hour]! + 1)) / (expected[hour]! + 1)));
  });
}

/** One expectation and one maximisation, person by person: memory does not grow with the sample. */
function oneRound(sample: Sample, exposed: ExposedHours, shape: Float64Array, rate: number, { shares, shapes }: Archetypes): Archetypes {
  const table = shapeTable(shapes);
  const { stride } = table;
  const model = { logShares: shares.map(Math.log), table, logTable: shapeTable(shapes.map((values) => values.map(Math.log))), rate };
  const engaged = new Float64Array(HOURS_IN_WEEK * stride);
  const tried = new Float64Array(HOURS_IN_WEEK * stride);
  const counts = new Float64Array(shapes.length);
  const weights = new Float64Array(stride);
  const levels = new Float64Array(stride);
  const rates = new Float64Array(stride);
  const { starts, hours, exposure } = exposed;
  for (let person = 0; person < sample.people; person++) {
    expectation(sample, exposed, person, model, weights, rates);
    for (let c = 0; c < shapes.length; c++) {
      if (weights[c]! < NEGLIGIBLE) weights[c] = 0;
      counts[c]! += weights[c]!;
      levels[c] = (weights[c]! * (sample.totals[person]! + LEVEL_SHAPE)) / rates[c]!;
    }
    addShares(tried, stride, levels, hours, exposure, starts[person]!, starts[person + 1]!);
    addEngagementShares(engaged, stride, sample, person, weights);
  }
  return {
    shares: counts.map((value) => (value + 1) / (sample.people + shapes.length)),
    shapes: shapes.map((_, c) => {
      const [seen, met] = [smoothed(columnOf(engaged, stride, c)), smoothed(columnOf(tried, stride, c))];
      return scaleToMeanOne(shrunkenRatio(seen, met, acrossDays(seen, met, shape), SHAPE_SHARE, SHAPE_HOURS / HOURS_IN_WEEK));
    }),
  };
}

interface Mixture {
  readonly logShares: Float64Array;
  readonly table: ShapeTable;
  readonly logTable: ShapeTable;
  readonly rate: number;
}

/** Posterior weight of each archetype for one person, and the rate of the level's gamma posterior under it. */
function expectation(sample: Sample, { starts, hours, exposure }: ExposedHours, person: number, { logShares, table, logTable, rate }: Mixture, weights: Float64Array, rates: Float64Array): void {
  const count = logShares.length;
  const total = sample.totals[person]! + LEVEL_SHAPE;
  shapedSums(table, hours, exposure, starts[person]!, starts[person + 1]!, rates);
  weights.set(logShares);
  for (let index = sample.starts[person]!; index < sample.starts[person + 1]!; index++) {
    for (let c = 0, at = sample.hours[index]! * table.stride; c < count; c++, at++) weights[c]! += sample.counts[index]! * logTable.values[at]!;
  }
  let highest = -Infinity;
  for (let c = 0; c < count; c++) {
    rates[c] = rate + rates[c]!;
    weights[c]! -= total * Math.log(rates[c]!);
    highest = Math.max(highest, weights[c]!);
  }
  let sum = 0;
  for (let c = 0; c < count; c++) sum += weights[c] = Math.exp(weights[c]! - highest);
  for (let c = 0; c < count; c++) weights[c]! /= sum;
}

function addEngagements(into: Float64Array, { starts, hours, counts }: Sample, person: number, weight: number): void {
  for (let index = starts[person]!; index < starts[person + 1]!; index++) into[hours[index]!]! += weight * counts[index]!;
}

function addEngagementShares(sums: Float64Array, stride: number, { starts, hours, counts }: Sample, person: number, shares: Float64Array): void {
  for (let index = starts[person]!; index < starts[person + 1]!; index++) {
    for (let c = 0, at = hours[index]! * stride; c < stride; c++, at++) sums[at]! += shares[c]! * counts[index]!;
  }
}
