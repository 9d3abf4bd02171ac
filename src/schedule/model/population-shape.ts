import { circularGaussian } from '#stats/circular-gaussian.js';
import { scaleToMeanOne } from '#stats/scale-to-mean-one.js';
import { DEFAULT_PROFILE } from './default-profile.js';
import { exposedHours, shapedExposure } from './exposed-hours.js';
import type { ExposedHours } from './exposed-hours.js';
import { HOURS_IN_WEEK } from './hour-of-week.js';
import { poolDays } from './pool-days.js';
import type { Sample } from './sample.js';
import { smoothRhythm } from './smooth-rhythm.js';

/** Of sums over people, in hours. */
const DEVIATION = 0.5;
/** Weight of the default profile as a share of the mean exposure: hours at which nobody was tried stay plausible. */
const DEFAULT_WEIGHT = 0.5;
const ROUNDS = 6;
/** One engagement in this many hours of exposure: the level before any evidence, worth one engagement. */
const FIRST_GUESS = 1 / 30;

/** The attention that people share, and how much of it each of them has. */
export interface PopulationShape {
  /** By hour of the week, mean 1. */
  readonly shape: Float64Array;
  /** Engagements per hour of exposure, over all people. */
  readonly meanLevel: number;
  /** The same of each person, shrunk to the mean. */
  readonly levels: Float64Array;
}

/**
 * Learns the shared attention: engagements of an hour over the exposure that met it. A histogram of open times would only give the
 * sender's own schedule back. `arrivalTerm` in hours.
 */
export function populationShape(sample: Sample, arrivalTerm: number): PopulationShape {
  const hours = exposedHours(sample, arrivalTerm);
  const engaged = smoothed(pooledEngagements(sample));
  let fit = withLevels(sample, hours, DEFAULT_PROFILE);
  for (let round = 0; round < ROUNDS; round++) {
    const exposed = smoothed(pooledExposure(hours, fit.levels));
    fit = withLevels(sample, hours, scaleToMeanOne(shrunkenRatio(engaged, exposed, acrossDays(engaged, exposed, DEFAULT_PROFILE), DEFAULT_WEIGHT, 0)));
  }
  return fit;
}

/** Sums over people by hour of the week, spread over neighbouring hours and days. */
export function smoothed(sums: Float64Array): Float64Array {
  return poolDays(circularGaussian(sums, DEVIATION));
}

/** Posterior mean of each person's level under Gamma(1, 1 / meanLevel). */
export function withLevels({ people, totals }: Sample, hours: ExposedHours, shape: Float64Array): PopulationShape {
  const exposed = Float64Array.from({ length: people }, (_, person) => shapedExposure(hours, person, shape));
  const meanLevel = (sum(totals) + 1) / (sum(exposed) + 1 / FIRST_GUESS);
  return { shape, meanLevel, levels: exposed.map((value, person) => (totals[person]! + 1) / (value + 1 / meanLevel)) };
}

/**
 * Engagements over exposure by hour, shrunk to a profile: the profile weighs `share` of the mean exposure plus `hours`, at the level
 * that the data have on the whole; `hours` are hours at level one. Without engagements it is the profile.
 */
export function shrunkenRatio(engaged: Float64Array, exposed: Float64Array, profile: Float64Array, share: number, hours: number): Float64Array {
  const profiled = exposed.reduce((total, value, hour) => total + value * profile[hour]!, 0);
  if (sum(engaged) <= 0 || profiled <= 0) return profile;
  const weight = (share * sum(exposed)) / HOURS_IN_WEEK;
  const level = sum(engaged) / profiled;
  return engaged.map((value, hour) => (value + (weight * level + hours) * profile[hour]!) / (exposed[hour]! + weight + hours));
}

/** Pieces of evidence that a profile is worth against what the same hours of other days show. */
const PROFILE_EVIDENCE = 1.5;

/**
 * A profile bent to what was seen at the same hours of all days: a sender who mails on Tuesdays learns about the evenings of Wednesdays, too.
 * Engagements over exposure as in `shrunkenRatio`.
 */
export function acrossDays(engaged: Float64Array, exposed: Float64Array, profile: Float64Array): Float64Array {
  const profiled = exposed.reduce((total, value, hour) => total + value * profile[hour]!, 0);
  if (sum(engaged) <= 0 || profiled <= 0) return profile;
  const level = sum(engaged) / profiled;
  const [seen, expected] = [new Float64Array(HOURS_IN_WEEK), new Float64Array(HOURS_IN_WEEK)];
  smoothRhythm(engaged, seen);
  smoothRhythm(exposed.map((value, hour) => value * level * profile[hour]!), expected);
  return scaleToMeanOne(profile.map((value, hour) => (value * (seen[hour]! + PROFILE_EVIDENCE)) / (expected[hour]! + PROFILE_EVIDENCE)));
}

function pooledEngagements({ hours, counts }: Sample): Float64Array {
  const pooled = new Float64Array(HOURS_IN_WEEK);
  hours.forEach((hour, index) => { pooled[hour]! += counts[index]!; });
  return pooled;
}

function pooledExposure({ starts, hours, exposure }: ExposedHours, levels: Float64Array): Float64Array {
  const pooled = new Float64Array(HOURS_IN_WEEK);
  for (let person = 0; person < levels.length; person++) {
    for (let index = starts[person]!; index < starts[person + 1]!; index++) pooled[hours[index]!]! += levels[person]! * exposure[index]!;
  }
  return pooled;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
