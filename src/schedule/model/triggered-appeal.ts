import { rateRatio } from '#stats/rate-ratio.js';
import type { RatedStratum } from '#stats/rate-ratio.js';
import { FIRST_GUESS } from './arrival-term.js';
import { DEFAULT_PROFILE } from './default-profile.js';
import { addMessageGroup, clearStatistics, emptyStatistics } from './statistics.js';
import type { MessageGroup, Statistics } from './statistics.js';

/** Engagements with either kind of mail that its being alike is worth: our own. */
const PRIOR = 10;

/**
 * How many times as much triggered mail (welcomes, confirmations) pleases as scheduled mail does, within people: engagements over exposure, hours weighed by the shipped profile. Without it the hours in which
 * a sender's schedule leaves only triggered mail lying there would look as if everybody read then: of a list mailed on Tuesday mornings, the weekend. bench/results/send-time.md, "Triggered mail".
 */
export function triggeredAppeal(people: Iterable<readonly MessageGroup[]>, decay: Float64Array): number {
  return rateRatio(strata(people, decay), PRIOR);
}

function* strata(people: Iterable<readonly MessageGroup[]>, decay: Float64Array): Generator<RatedStratum> {
  const [triggered, scheduled] = [emptyStatistics(), emptyStatistics()];
  for (const mail of people) {
    clearStatistics(triggered);
    clearStatistics(scheduled);
    for (const group of mail) addMessageGroup(group.triggered ? triggered : scheduled, group, decay);
    yield { events: sum(triggered.engagements), time: exposureOf(triggered), otherEvents: sum(scheduled.engagements), otherTime: exposureOf(scheduled) };
  }
}

function exposureOf({ exposure, arrivals }: Statistics): number {
  return DEFAULT_PROFILE.reduce((total, attention, hour) => total + attention * (exposure[hour]! + FIRST_GUESS.hours * arrivals[hour]!), 0);
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
