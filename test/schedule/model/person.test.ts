import { describe, expect, it } from 'vitest';
import { levelEvidence, personScorer } from '#schedule/model/person.js';
import type { Posterior } from '#schedule/model/person.js';
import { engagementModel } from '#schedule/model/goal-model.js';
import { reachTable } from '#schedule/model/reach-table.js';
import { modelRates } from '#schedule/model/slot-estimates.js';
import { addMessageGroup, emptyStatistics } from '#schedule/model/statistics.js';
import type { MessageGroup, Statistics } from '#schedule/model/statistics.js';
import { REFERENCE_PEOPLE, REFERENCE_POPULATION } from './reference.js';

const score = personScorer(REFERENCE_POPULATION, reachTable(engagementModel(24), REFERENCE_POPULATION.arrivalTerm));

const MAIL = { slot: 34, last_lag: 3, messages: 1, weight: 0.8, at_once: 0, hours_first: 0.4, hours_second: 0.8, hours_last: 0.2, triggered: false };

type Pleased = Posterior['level'] & Pick<Posterior, 'rankingLevel' | 'reach'>;

function only(groups: readonly MessageGroup[]): Statistics {
  const statistics = emptyStatistics();
  for (const group of groups) addMessageGroup(statistics, group);
  return statistics;
}

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

  it('believes less in the eagerness of who got mail that pleased everybody, and ranks their hours as it would', () => {
    const eager = only([{ ...MAIL, engaged: true }]);
    const [alike, pleased] = [1, 1.3].map((appeal) => {
      const { level, rankingLevel, reach } = score({ ...eager, appeal });
      return { ...level, rankingLevel, reach: reach.slice() };
    }) as [Pleased, Pleased];
    expect(pleased.rate - REFERENCE_POPULATION.seenPrior.rate).toBeCloseTo(1.3 * (alike.rate - REFERENCE_POPULATION.seenPrior.rate), 10);
    expect(pleased).toEqual({ ...alike, rate: pleased.rate });
  });
});

describe('levelEvidence', () => {
  it('is all that is known beyond what is known of everybody when it is that of all of the mail', () => {
    const all = only([{ ...MAIL, engaged: true }, { ...MAIL, slot: 82, engaged: false }]);
    const { level, attention } = score(all);
    const { engagements, exposure } = levelEvidence({ attention }, all, REFERENCE_POPULATION.arrivalTerm);
    expect(level.shape - engagements).toBeCloseTo(REFERENCE_POPULATION.seenPrior.shape, 10);
    expect(level.rate - exposure).toBeCloseTo(REFERENCE_POPULATION.seenPrior.rate, 10);
  });

  it('lowers the level of who leaves out a mail that was engaged with, and lifts that of who leaves out one that was not', () => {
    const [engaged, silent] = [{ ...MAIL, engaged: true }, { ...MAIL, engaged: false, last_lag: 72 }];
    const posterior = score(only([engaged, engaged, silent]));
    const { shape, rate } = posterior.level;
    const without = (group: MessageGroup): number => {
      const { engagements, exposure } = levelEvidence(posterior, only([group]), REFERENCE_POPULATION.arrivalTerm);
      return (shape - engagements) / (rate - exposure);
    };
    expect(without(engaged)).toBeLessThan(shape / rate);
    expect(without(silent)).toBeGreaterThan(shape / rate);
  });
});
