import { describe, expect, it } from 'vitest';
import { personScorer } from '#schedule/model/person.js';
import { engagementModel } from '#schedule/model/goal-model.js';
import { reachTable } from '#schedule/model/reach-table.js';
import { modelRates } from '#schedule/model/slot-estimates.js';
import { emptyStatistics } from '#schedule/model/statistics.js';
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
