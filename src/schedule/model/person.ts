import type { DayMail } from './day-appeals.js';
import { HOURS_IN_WEEK } from './hour-of-week.js';
import type { Population } from './population.js';
import { reachOf } from './reach-table.js';
import type { ReachTable } from './reach-table.js';
import { shapedSums, shapeTable } from './shape-table.js';
import { smoothRhythm } from './smooth-rhythm.js';
import type { Statistics } from './statistics.js';

/** Pieces of evidence that the archetype's own shape is worth against the person's, per smoothed hour. */
const RESIDUAL_PRIOR = 1.5;
/** An archetype with less posterior weight than this is left out of the mixture. */
const NEGLIGIBLE = 1e-6;
/** Sums that are worked out side by side, as they do not wait for each other. */
const LANES = 4;

/** What is known of a person after the evidence. Its arrays are reused by the next call. */
export interface Posterior {
  /** Posterior shares of the archetypes. */
  readonly archetypes: Float64Array;
  /** The person's attention by hour of the week; its level apart. */
  readonly attention: Float64Array;
  /** Pieces of evidence behind the attention at each hour, prior included: its relative variance is one over it. */
  readonly evidence: Float64Array;
  /** Gamma posterior of the level, for mail that pleases as mail does on average. */
  level: { shape: number; rate: number };
  /** Mean of the level without a look at whether opens are hidden: slots are ranked by it, so that a machine's events never move anybody. */
  rankingLevel: number;
  /** Log marginal likelihood of the hours of the engagements, but for a constant of the person. */
  logEvidence: number;
  /** Expected engagements within the horizon per unit of level, by slot. */
  readonly reach: Float64Array;
  /** Weights of the slots that the person's mail came in so far; of everybody's, where none came. */
  usual: Float64Array;
}

/** Scores people one after the other, without allocating. Formulas: ../README.md, "The person". */
export function personScorer(population: Population, table: ReachTable): (statistics: Statistics) => Posterior {
  const { shapes, arrivalTerm } = population;
  const exposure = new Float64Array(HOURS_IN_WEEK);
  const exposed = { hours: new Uint8Array(HOURS_IN_WEEK), values: new Float64Array(HOURS_IN_WEEK) };
  const base = new Float64Array(HOURS_IN_WEEK);
  const expected = new Float64Array(HOURS_IN_WEEK);
  const smoothedExpected = new Float64Array(HOURS_IN_WEEK);
  const posterior: Posterior = {
    archetypes: new Float64Array(shapes.length), attention: new Float64Array(HOURS_IN_WEEK), evidence: new Float64Array(HOURS_IN_WEEK),
    level: { shape: 0, rate: 0 }, rankingLevel: 0, logEvidence: 0, reach: new Float64Array(HOURS_IN_WEEK), usual: population.arrivals,
  };
  const archetypes = archetypePosterior(population, posterior.archetypes);
  const mix = mixtureOf(shapes);
  const reachInto = reachOf(table);
  return (statistics) => {
    for (let hour = 0; hour < HOURS_IN_WEEK; hour++) exposure[hour] = statistics.exposure[hour]! + arrivalTerm * statistics.arrivals[hour]!;
    const exposedHours = filledHours(exposure, exposed);
    const { level, total, logEvidence } = archetypes(statistics.engagements, exposed, exposedHours);
    mix(posterior.archetypes, base);
    for (let hour = 0; hour < HOURS_IN_WEEK; hour++) expected[hour] = level * exposure[hour]! * base[hour]!;
    smoothRhythm(statistics.engagements, posterior.evidence);
    smoothRhythm(expected, smoothedExpected);
    const prior = statistics.opensHidden ? population.hiddenPrior : population.seenPrior;
    let rate = 0;
    for (let hour = 0; hour < HOURS_IN_WEEK; hour++) {
      posterior.evidence[hour]! += RESIDUAL_PRIOR;
      posterior.attention[hour] = (base[hour]! * posterior.evidence[hour]!) / (smoothedExpected[hour]! + RESIDUAL_PRIOR);
    }
    for (let index = 0; index < exposedHours; index++) rate += exposed.values[index]! * posterior.attention[exposed.hours[index]!]!;
    posterior.level = { shape: total + prior.shape, rate: statistics.appeal * rate + prior.rate };
    posterior.logEvidence = logEvidence + statistics.logDecay;
    posterior.rankingLevel = (total + population.prior.shape) / (rate + population.prior.rate);
    reachInto(posterior.attention, posterior.reach);
    posterior.usual = isEmpty(statistics.arrivals) ? population.arrivals : statistics.arrivals;
    return posterior;
  };
}

function isEmpty(weights: Float64Array): boolean {
  for (let hour = 0; hour < HOURS_IN_WEEK; hour++) if (weights[hour]! > 0) return false;
  return true;
}

/** What some of the person's mail adds to the shape and to the rate of the level's posterior, their rhythm as it is and all mail taken to please alike. */
export function levelEvidence({ attention }: Pick<Posterior, 'attention'>, { engagements, exposure, arrivals }: Statistics, arrivalTerm: number): Pick<DayMail, 'engagements' | 'exposure'> {
  const evidence = { engagements: 0, exposure: 0 };
  for (let hour = 0; hour < HOURS_IN_WEEK; hour++) {
    evidence.engagements += engagements[hour]!;
    evidence.exposure += attention[hour]! * (exposure[hour]! + arrivalTerm * arrivals[hour]!);
  }
  return evidence;
}

/** Hours that hold something, with what they hold: most hours of most people hold nothing. */
interface FilledHours {
  readonly hours: Uint8Array;
  readonly values: Float64Array;
}

/** Writes them to `into`; returns how many there are. */
function filledHours(all: Float64Array, { hours, values }: FilledHours): number {
  let count = 0;
  for (let hour = 0; hour < HOURS_IN_WEEK; hour++) {
    const value = all[hour]!;
    if (value === 0) continue;
    hours[count] = hour;
    values[count++] = value;
  }
  return count;
}

/** P(archetype | evidence) of a gamma-Poisson mixture, written to `out`; returns the posterior mean of the level, the weighted total of engagements and the log evidence. */
function archetypePosterior({ shares, shapes, prior }: Population, out: Float64Array): (engagements: Float64Array, exposed: FilledHours, exposedHours: number) => { level: number; total: number; logEvidence: number } {
  const count = shapes.length;
  const logShares = shares.map(Math.log);
  const [table, logTable] = [shapeTable(shapes), shapeTable(shapes.map((shape) => shape.map(Math.log)))];
  const rates = new Float64Array(table.stride);
  const fits = new Float64Array(table.stride);
  const engaged = { hours: new Uint8Array(HOURS_IN_WEEK), values: new Float64Array(HOURS_IN_WEEK) };
  return (engagements, exposed, exposedHours) => {
    const engagedHours = filledHours(engagements, engaged);
    let total = 0;
    for (let index = 0; index < engagedHours; index++) total += engaged.values[index]!;
    shapedSums(table, exposed.hours, exposed.values, 0, exposedHours, rates);
    shapedSums(logTable, engaged.hours, engaged.values, 0, engagedHours, fits);
    let highest = -Infinity;
    for (let c = 0; c < count; c++) {
      rates[c] = prior.rate + rates[c]!;
      out[c] = logShares[c]! + fits[c]! - (total + prior.shape) * Math.log(rates[c]!);
      highest = Math.max(highest, out[c]!);
    }
    let sum = 0;
    for (let c = 0; c < count; c++) sum += out[c] = Math.exp(out[c]! - highest);
    let level = 0;
    for (let c = 0; c < count; c++) level += ((out[c]! /= sum) * (total + prior.shape)) / rates[c]!;
    return { level, total, logEvidence: highest + Math.log(sum) };
  };
}

/** Writes the sum of shapes, each by its weight, to `out`: four shapes at a time, each hour's added up in the order of the shapes. */
function mixtureOf(shapes: readonly Float64Array[]): (weights: Float64Array, out: Float64Array) => void {
  const held = Array.from({ length: shapes.length + LANES }, () => shapes[0]!);
  const shares = new Float64Array(shapes.length + LANES);
  return (weights, out) => {
    let count = 0;
    for (let c = 0; c < shapes.length; c++) {
      if (weights[c]! < NEGLIGIBLE) continue;
      held[count] = shapes[c]!;
      shares[count++] = weights[c]!;
    }
    shares.fill(0, count);
    out.fill(0);
    for (let c = 0; c < count; c += LANES) addFour(held, shares, c, out);
  };
}

function addFour(shapes: readonly Float64Array[], weights: Float64Array, c: number, out: Float64Array): void {
  const first = shapes[c]!;
  const second = shapes[c + 1]!;
  const third = shapes[c + 2]!;
  const fourth = shapes[c + 3]!;
  const w1 = weights[c]!;
  const w2 = weights[c + 1]!;
  const w3 = weights[c + 2]!;
  const w4 = weights[c + 3]!;
  for (let hour = 0; hour < HOURS_IN_WEEK; hour++) out[hour] = out[hour]! + w1 * first[hour]! + w2 * second[hour]! + w3 * third[hour]! + w4 * fourth[hour]!;
}
