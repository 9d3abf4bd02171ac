import { describe, expect, it } from 'vitest';
import { DECAY, LAGS } from '#schedule/model/decay-table.js';
import { addMessageGroup, emptyStatistics } from '#schedule/model/statistics.js';
import type { MessageGroup } from '#schedule/model/statistics.js';

const TUESDAY_TEN = 34;

/** One message sent at minute `f` of its hour, engaged with (or watched) for `stop` hours, as the query would group it. */
function message(stop: number, f: number, engaged: boolean, weight = 1): MessageGroup {
  const last = Math.floor(f + stop);
  return {
    slot: TUESDAY_TEN, last_lag: last, engaged, messages: 1, weight, at_once: engaged && stop <= 1 / 6 ? weight : 0,
    hours_first: weight * Math.max(0, 1 - f - 1 / 6), hours_second: weight * (2 - f - Math.max(1 / 6, 1 - f)), hours_last: weight * Math.max(0, stop - Math.max(1 / 6, last - f)), triggered: false,
  };
}

/** Hours in cell `lag` between ten minutes after the send and the stop, by stepping seconds. */
function hoursByHand(lag: number, stop: number, f: number): number {
  let seconds = 0;
  for (let second = 600; second < stop * 3600; second++) if (Math.floor(f + (second + 0.5) / 3600) === lag) seconds++;
  return seconds / 3600;
}

describe('addMessageGroup', () => {
  it.each([[5.25, 0.5], [0.1, 0.2], [0.5, 0.95], [0.9, 0.3], [72, 0.4]])('exposes each hour until %d h after a send at %d of its hour', (stop, f) => {
    const statistics = emptyStatistics();
    addMessageGroup(statistics, message(stop, f, true));
    for (let lag = 0; lag <= 72; lag++) {
      expect(statistics.exposure[(TUESDAY_TEN + lag) % 168]!).toBeCloseTo(DECAY[TUESDAY_TEN * LAGS + lag]! * hoursByHand(lag, stop, f), 3);
    }
  });

  it('puts the engagement into the hour in which it happened, and the send into its own', () => {
    const statistics = emptyStatistics();
    addMessageGroup(statistics, message(14.75, 0.5, true, 0.5));
    expect(statistics.engagements[TUESDAY_TEN + 15]).toBe(0.5);
    expect(statistics.arrivals[TUESDAY_TEN]).toBe(0.5);
    expect(statistics.events).toBe(1);
  });

  it('counts silence as exposure and not as engagement', () => {
    const statistics = emptyStatistics();
    addMessageGroup(statistics, message(72, 0.4, false));
    expect(statistics.engagements.every((count) => count === 0)).toBe(true);
    expect(statistics.events).toBe(0);
    expect(statistics.exposure[TUESDAY_TEN + 40]).toBeGreaterThan(0);
  });

  it('tries attention harder by triggered mail, which pleases more, and counts what was done all the same', () => {
    const [scheduled, triggered] = [emptyStatistics(), emptyStatistics()];
    addMessageGroup(scheduled, message(5.25, 0.5, true), DECAY, 2);
    addMessageGroup(triggered, { ...message(5.25, 0.5, true), triggered: true }, DECAY, 2);
    expect([...triggered.exposure]).toEqual(Array.from(scheduled.exposure, (hours) => 2 * hours));
    expect(triggered.arrivals[TUESDAY_TEN]).toBe(2);
    expect(triggered.engagements).toEqual(scheduled.engagements);
  });

  it('adds up: one group of two messages is the two one after the other', () => {
    const [together, apart] = [emptyStatistics(), emptyStatistics()];
    const [a, b] = [message(5.25, 0.5, true), message(5.3, 0.6, true, 0.25)];
    addMessageGroup(apart, a);
    addMessageGroup(apart, b);
    const sum = (key: 'messages' | 'weight' | 'at_once' | 'hours_first' | 'hours_second' | 'hours_last'): number => a[key] + b[key];
    addMessageGroup(together, { ...a, messages: sum('messages'), weight: sum('weight'), at_once: sum('at_once'), hours_first: sum('hours_first'), hours_second: sum('hours_second'), hours_last: sum('hours_last') });
    together.exposure.forEach((value, hour) => expect(value).toBeCloseTo(apart.exposure[hour]!, 12));
    expect(together.events).toBe(apart.events);
  });
});
