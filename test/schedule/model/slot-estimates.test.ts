import { describe, expect, it } from 'vitest';
import { logit } from '#stats/logit.js';
import { DEFAULT_CALIBRATION } from '#schedule/model/calibration.js';
import { personScorer } from '#schedule/model/person.js';
import { engagementModel } from '#schedule/model/goal-model.js';
import { reachTable } from '#schedule/model/reach-table.js';
import { modelRates, slotEstimates } from '#schedule/model/slot-estimates.js';
import { REFERENCE_PEOPLE, REFERENCE_POPULATION } from './reference.js';

const table = reachTable(engagementModel(24), REFERENCE_POPULATION.arrivalTerm);
const score = personScorer(REFERENCE_POPULATION, table);
const [active, , , , stranger] = REFERENCE_PEOPLE;

/** Three mails, all in one slot. */
function only(slot: number): Float64Array {
  return Float64Array.from({ length: 168 }, (_, hour) => (hour === slot ? 3 : 0));
}

describe('slotEstimates', () => {
  it('holds the value between its bounds, between 0 and 1', () => {
    for (const { statistics } of REFERENCE_PEOPLE) {
      const { rate, lift } = slotEstimates(score(statistics), 60, 34, table, DEFAULT_CALIBRATION);
      expect(rate.low).toBeGreaterThan(0);
      expect(rate.low).toBeLessThan(rate.value);
      expect(rate.value).toBeLessThan(rate.high);
      expect(rate.high).toBeLessThan(1);
      expect(lift.low).toBeLessThan(lift.value);
      expect(lift.value).toBeLessThan(lift.high);
    }
  });

  it('is surer of somebody who was seen often than of a stranger', () => {
    const width = ({ low, high }: { low: number; high: number }): number => Math.log(high / low);
    const known = slotEstimates(score(active!.statistics), 60, 34, table, DEFAULT_CALIBRATION).rate;
    expect(width(known)).toBeLessThan(width(slotEstimates(score(stranger!.statistics), 60, 34, table, DEFAULT_CALIBRATION).rate));
  });

  it('never claims to know the rate of single people better than they can be known', () => {
    const { low, value, high } = slotEstimates({ ...score(active!.statistics), level: { shape: 1e6, rate: 1e7 } }, 60, 34, table, DEFAULT_CALIBRATION).rate;
    expect(logit(value) - logit(low)).toBeGreaterThan(0.4);
    expect(logit(high) - logit(value)).toBeGreaterThan(0.4);
  });

  it('leaves more room for a gain than for a loss, the more the less the two hours are alike', () => {
    const lift = (slot: number): { value: number; low: number; high: number } => slotEstimates(score(active!.statistics), slot, 34, table, DEFAULT_CALIBRATION).lift;
    const [near, far] = [lift(35), lift(60)];
    for (const { value, low, high } of [near, far]) expect(high - value).toBeGreaterThan(value - low);
    expect(Math.log((1 + near.high) / (1 + near.low))).toBeLessThan(Math.log((1 + far.high) / (1 + far.low)));
  });

  it('says that a slot gains nothing over itself, for certain', () => {
    expect(slotEstimates(score(active!.statistics), 34, 34, table, DEFAULT_CALIBRATION).lift).toEqual({ value: 0, low: 0, high: 0 });
  });

  it('promises less than the model by itself', () => {
    const posterior = score(active!.statistics);
    const rates = modelRates(posterior);
    const best = rates.indexOf(Math.max(...rates));
    const { lift } = slotEstimates(posterior, best, 34, table, DEFAULT_CALIBRATION);
    expect(lift.value).toBeLessThan(rates[best]! / rates[34]! - 1);
    expect(lift.value).toBeGreaterThan(0);
  });

  it('is less sure of a lift the less is known of the contrast, and as sure of the rate', () => {
    const posterior = score(active!.statistics);
    const width = (contrastError: number): number => {
      const { lift } = slotEstimates(posterior, 60, 34, table, { ...DEFAULT_CALIBRATION, contrastError });
      return lift.high - lift.low;
    };
    expect(width(0.3)).toBeGreaterThan(width(0.05));
    expect(slotEstimates(posterior, 60, 34, table, { ...DEFAULT_CALIBRATION, contrastError: 0.3 }).rate).toEqual(slotEstimates(posterior, 60, 34, table, { ...DEFAULT_CALIBRATION, contrastError: 0 }).rate);
  });

  it('takes the level from the slots that the mail usually came in: their rate stays whatever the contrast is', () => {
    const posterior = { ...score(active!.statistics), usual: only(34) };
    const at = (slot: number, contrast: number): number => slotEstimates(posterior, slot, 60, table, { ...DEFAULT_CALIBRATION, contrast }).rate.value;
    expect(at(34, 0.1)).toBeCloseTo(at(34, 0.9), 10);
    expect(at(20, 0.1)).not.toBeCloseTo(at(20, 0.9), 3);
  });

  it('takes it from the whole week where there never was any mail', () => {
    const posterior = { ...score(active!.statistics), usual: new Float64Array(168) };
    expect(slotEstimates(posterior, 60, 34, table, DEFAULT_CALIBRATION).rate.value).toBeGreaterThan(0);
  });

  it('is, in the usual slot, the mean over what the level may be when it is calibrated already: below the rate at the mean level', () => {
    const posterior = { ...score(active!.statistics), usual: only(60) };
    const { rate } = slotEstimates(posterior, 60, 34, table, { offset: 0, slope: 1, contrast: 1, contrastError: 0, messages: 0 });
    const { level: { shape, rate: hours }, reach } = posterior;
    expect(rate.value).toBeCloseTo(1 - (1 + reach[60]! / hours) ** -shape, 10);
    expect(rate.value).toBeLessThan(modelRates(posterior)[60]!);
  });

  it('adds to the log odds of the usual rate what the slot has more of the logarithm of the rate: a keen reader gains less', () => {
    const gained = (keenness: number): number => {
      const { level, ...rest } = { ...score(active!.statistics), usual: only(34) };
      const posterior = { ...rest, level: { shape: level.shape * keenness, rate: level.rate } };
      const { rate, otherRate } = slotEstimates(posterior, 60, 34, table, { offset: 0, slope: 1, contrast: 0.5, contrastError: 0, messages: 0 });
      const expected = (slot: number): number => Math.log(1 - (1 + posterior.reach[slot]! / level.rate) ** -posterior.level.shape);
      expect(logit(rate.value) - logit(otherRate)).toBeCloseTo(0.5 * (expected(60) - expected(34)), 10);
      return Math.abs(logit(rate.value) - logit(otherRate));
    };
    expect(gained(4)).toBeLessThan(gained(1));
  });

  it('is a number where a rate is all but one', () => {
    const posterior = { ...score(active!.statistics), level: { shape: 500, rate: 1 } };
    const { rate, lift } = slotEstimates(posterior, 60, 34, table, DEFAULT_CALIBRATION);
    expect(rate.value).toBeCloseTo(1, 6);
    expect(lift.value).toBeCloseTo(0, 6);
  });
});
