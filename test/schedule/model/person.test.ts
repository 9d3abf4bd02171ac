import { describe, expect, it } from 'vitest';
import { levelWithout, personScorer } from '#schedule/model/person.js';
import { engagementModel } from '#schedule/model/goal-model.js';
import { reachTable } from '#schedule/model/reach-table.js';
import { modelRates } from '#schedule/model/slot-estimates.js';
import { addMessageGroup, emptyStatistics } from '#schedule/model/statistics.js';
import type { MessageGroup } from '#schedule/model/statistics.js';
import { REFERENCE_PEOPLE, REFERENCE_POPULATION } from './reference.js';

const score = personScorer(REFERENCE_POPULATION, reachTable(engagementModel(24), REFERENCE_POPULATION.arrivalTerm));

describe('personScorer', () => {
  it.each(REFERENCE_PEOPLE.map((person, index) => [index, person] as const))('gives the reference rates of person %i for all 168 slots', (_, { statistics, p }) => {
    // The reference tables are rounded to five decimals.
    modelRates(score(statistics)).forEach((rate, slot) => expect(Math.abs(rate - p[slot]!)).toBeLessThan(5e-4));
  });

  it('knows of a person without mail what it knows of everybody', () => {
    const { archetypes, level } = score(emptyStatistics());
    [...archetypes].forEach((share, index) => expect(share).toBeCloseTo(REFERENCE_POPULATION.shares[index]!, 5));
    expect(level).toEqual(REFERENCE_POPULATION.prior);
  });

  it('moves the attention to where engagements are', () => {
    const before = score(emptyStatistics()).attention[4 * 24 + 3]!;
    const nightly = emptyStatistics();
    for (let day = 0; day < 7; day++) nightly.engagements[day * 24 + 3] = 2;
    expect(score(nightly).attention[4 * 24 + 3]!).toBeGreaterThan(2 * before);
  });

  it('takes mail that nobody reacted to as a low level, and as certainty about it', () => {
    const silent = emptyStatistics();
    silent.exposure.fill(2);
    const { shape, rate } = score(silent).level;
    expect(shape).toBe(REFERENCE_POPULATION.prior.shape);
    expect(rate).toBeGreaterThan(5 * REFERENCE_POPULATION.prior.rate);
  });
});

describe('levelWithout', () => {
  const mail = { slot: 34, last_lag: 3, messages: 1, weight: 0.8, at_once: 0, hours_first: 0.4, hours_second: 0.8, hours_last: 0.2, triggered: false };
  const only = (groups: readonly MessageGroup[]): ReturnType<typeof emptyStatistics> => {
    const statistics = emptyStatistics();
    for (const group of groups) addMessageGroup(statistics, group);
    return statistics;
  };

  it('is what is known of everybody when all of the mail is left out', () => {
    const all = only([{ ...mail, engaged: true }, { ...mail, slot: 82, engaged: false }]);
    const { shape, rate } = levelWithout(score(all), all, REFERENCE_POPULATION.arrivalTerm);
    expect(shape).toBeCloseTo(REFERENCE_POPULATION.seenPrior.shape, 10);
    expect(rate).toBeCloseTo(REFERENCE_POPULATION.seenPrior.rate, 10);
  });

  it('is lower without a mail that was engaged with, and higher without one that was not', () => {
    const [engaged, silent] = [{ ...mail, engaged: true }, { ...mail, engaged: false, last_lag: 72 }];
    const posterior = score(only([engaged, engaged, silent]));
    const mean = ({ shape, rate }: { shape: number; rate: number }): number => shape / rate;
    expect(mean(levelWithout(posterior, only([engaged]), REFERENCE_POPULATION.arrivalTerm))).toBeLessThan(mean(posterior.level));
    expect(mean(levelWithout(posterior, only([silent]), REFERENCE_POPULATION.arrivalTerm))).toBeGreaterThan(mean(posterior.level));
  });
});
