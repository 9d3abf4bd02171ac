import { describe, expect, it } from 'vitest';
import { engagementModel, lagsOf, replyModel } from '#schedule/model/goal-model.js';
import { reachTable } from '#schedule/model/reach-table.js';
import { addMessageGroup, emptyStatistics } from '#schedule/model/statistics.js';
import type { MessageGroup } from '#schedule/model/statistics.js';

const isWorkingHour = (hour: number): boolean => hour < 5 * 24 && hour % 24 >= 8 && hour % 24 < 18;
const goal = replyModel(isWorkingHour, 16);
const lags = lagsOf(goal.decay);
const pull = (slot: number, lag: number): number => goal.decay[slot * lags + lag]!;
const [MONDAY_EIGHT, THURSDAY_SIX_PM, FRIDAY_SIX_PM, SATURDAY_NOON, WEEK] = [8, 3 * 24 + 18, 4 * 24 + 18, 5 * 24 + 12, 168];

describe('replyModel', () => {
  it('leaves mail no pull in nights and at weekends, and some in every working hour', () => {
    for (let slot = 0; slot < WEEK; slot++) {
      for (let lag = 0; lag < lags; lag++) expect(pull(slot, lag) > 0).toBe(isWorkingHour((slot + lag) % WEEK));
    }
  });

  it('does not age mail over a weekend: only what arrives meanwhile, a tenth an hour, lies on it on Monday', () => {
    const overnight = pull(THURSDAY_SIX_PM, 14);
    const overWeekend = pull(FRIDAY_SIX_PM, 62);
    const hoursOf = (left: number): number => -Math.log((left - 0.06) / 0.94);
    expect(pull(MONDAY_EIGHT, 0)).toBeGreaterThan(overnight);
    expect(overnight).toBeGreaterThan(overWeekend);
    // Both are at the middle of the first open cell: half an open hour of ageing, and closed hours at a tenth of the pace.
    const aged = Math.exp(-0.5 / 96);
    expect((hoursOf(overWeekend / aged) - hoursOf(overnight / aged)) / hoursOf(overnight / aged)).toBeCloseTo(48 * 0.1 / (13.5 * 0.1 + 0.5), 1);
  });

  it('waits for working hours: two days, or over a weekend four', () => {
    expect(goal.horizons[MONDAY_EIGHT]).toBe(30); // ten hours on Monday, six on Tuesday: 14:00
    expect(goal.horizons[FRIDAY_SIX_PM]).toBe(91); // the last of sixteen is Tuesday's hour from 13:00
    expect(goal.horizons[4 * 24 + 17]).toBe(92); // half of Friday's last hour, ten on Monday, five and a half on Tuesday
  });

  it('counts an arrival in working hours only', () => {
    const at = (slot: number, arrival: number): number => { const { cells, weights } = reachTable(goal, arrival); return weights[slot * cells]!; };
    expect(at(SATURDAY_NOON, 2)).toBe(0);
    expect(at(MONDAY_EIGHT, 2) - at(MONDAY_EIGHT, 0)).toBeCloseTo(2, 12);
  });
});

describe('statistics of replies', () => {
  const replied = (slot: number, lastLag: number): MessageGroup => ({ slot, last_lag: lastLag, engaged: true, messages: 1, weight: 1, at_once: 0, hours_first: 0.4, hours_second: 1, hours_last: 0.5, triggered: false });
  const hoursOf = (group: MessageGroup): readonly number[] => {
    const statistics = emptyStatistics();
    addMessageGroup(statistics, group, goal.decay);
    expect(Number.isFinite(statistics.logDecay)).toBe(true);
    expect(statistics.exposure.every((hours, hour) => hours === 0 || isWorkingHour(hour))).toBe(true);
    return [...statistics.engagements.keys()].filter((hour) => statistics.engagements[hour]! > 0);
  };

  it('take a reply of the evening for one of the last working hour in which the mail was there', () => {
    expect(hoursOf(replied(15, 6))).toEqual([17]);
  });

  it('take a reply on Sunday to a mail of Saturday for one of Monday morning', () => {
    expect(hoursOf(replied(SATURDAY_NOON, 24))).toEqual([MONDAY_EIGHT]);
  });

  it('leave engagements in the hour in which they were made', () => {
    const statistics = emptyStatistics();
    addMessageGroup(statistics, replied(15, 6), engagementModel(24).decay);
    expect(statistics.engagements[21]).toBe(1);
  });
});
