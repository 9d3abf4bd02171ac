import { describe, expect, it } from 'vitest';
import { DECAY, LAGS } from '#schedule/model/decay-table.js';
import { DEFAULT_PROFILE } from '#schedule/model/default-profile.js';
import { engagementModel, replyModel } from '#schedule/model/goal-model.js';
import { reachOf, reachTable } from '#schedule/model/reach-table.js';
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

  it('reaches the sum of the attention of the hours after the send, each by its weight, whatever the horizon, in working hours too', () => {
    const attention = Float64Array.from({ length: 168 }, (_, hour) => 1 + Math.sin(hour / 5) + (hour % 24) / 10);
    const isWorkingHour = (hour: number): boolean => hour < 5 * 24 && hour % 24 >= 8 && hour % 24 < 18;
    for (const goal of [...[1, 2, 24, 72].map(engagementModel), replyModel(isWorkingHour, 16), replyModel(isWorkingHour, 50)]) {
      const table = reachTable(goal, 0.4);
      const reach = new Float64Array(168);
      reachOf(table)(attention, reach);
      for (let slot = 0; slot < 168; slot++) {
        let sum = 0;
        for (let lag = 0; lag < table.cells; lag++) sum += table.weights[slot * table.cells + lag]! * attention[(slot + lag) % 168]!;
        expect(reach[slot]! / sum).toBeCloseTo(1, 12);
      }
    }
  });
});
