import { describe, expect, it } from 'vitest';
import { DECAY, LAGS } from '#schedule/model/decay-table.js';
import { DEFAULT_PROFILE } from '#schedule/model/default-profile.js';
import { engagementModel } from '#schedule/model/goal-model.js';
import { reachTable } from '#schedule/model/reach-table.js';
import { WAKING_CLOCK } from '#schedule/model/waking-clock.js';
import { REFERENCE_DECAY } from './reference.js';

describe('the decay table', () => {
  it.each(REFERENCE_DECAY)('has the reference value of slot %i, lag %i', (slot, lag, weight) => {
    expect(DECAY[slot * LAGS + lag]).toBeCloseTo(weight, 9);
  });

  it('never rises with the lag', () => {
    for (let slot = 0; slot < 168; slot++) for (let lag = 1; lag < LAGS; lag++) expect(DECAY[slot * LAGS + lag]!).toBeLessThanOrEqual(DECAY[slot * LAGS + lag - 1]!);
  });

  it('falls faster in office hours than at night', () => {
    const kept = (slot: number): number => DECAY[slot * LAGS + 4]! / DECAY[slot * LAGS]!;
    expect(kept(24 + 10)).toBeLessThan(kept(24 + 1));
  });
});

describe('shipped profiles', () => {
  it('have mean 1', () => {
    for (const profile of [WAKING_CLOCK, DEFAULT_PROFILE]) expect(profile.reduce((a, b) => a + b) / 168).toBeCloseTo(1, 12);
  });
});

describe('reachTable', () => {
  it('adds the arrival to the hour of the send alone', () => {
    const [without, withArrival] = [reachTable(engagementModel(24), 0), reachTable(engagementModel(24), 2)];
    expect(withArrival.weights[34 * 25]! - without.weights[34 * 25]!).toBeCloseTo(2, 12);
    expect(withArrival.weights[34 * 25 + 1]).toBe(without.weights[34 * 25 + 1]);
  });

  it('counts half of the last hour, since the minute of the send is open', () => {
    expect(reachTable(engagementModel(4), 0).weights[34 * 5 + 4]! / reachTable(engagementModel(24), 0).weights[34 * 25 + 4]!).toBeCloseTo(0.5, 12);
  });
});
