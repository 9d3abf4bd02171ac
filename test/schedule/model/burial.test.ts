import { describe, expect, it } from 'vitest';
import { burialFit } from '#schedule/model/burial.js';
import { BURIAL_HOURS, decayTable, LAGS } from '#schedule/model/decay-table.js';
import { DEFAULT_PROFILE } from '#schedule/model/default-profile.js';
import { addMessageGroup, emptyStatistics } from '#schedule/model/statistics.js';
import type { MessageGroup } from '#schedule/model/statistics.js';
import { seededRandom } from '#stats/seeded-random.js';

/** Mail of one person in slots of all the week, engaged with at the model's own hazard under a speed of burial. */
function mailsOf(person: number, decay: Float64Array): MessageGroup[] {
  const random = seededRandom(5, `person ${String(person)}`);
  const level = -0.05 * Math.log(random());
  return Array.from({ length: 20 }, (): MessageGroup => {
    const slot = Math.floor(168 * random());
    let lag = 0;
    while (lag < LAGS - 1 && random() < Math.exp(-level * DEFAULT_PROFILE[(slot + lag) % 168]! * decay[slot * LAGS + lag]!)) lag++;
    const engaged = lag < LAGS - 1;
    return { slot, last_lag: lag, engaged, messages: 1, weight: 1, at_once: 0, hours_first: 1, hours_second: 1, hours_last: engaged ? 0.5 : 1, triggered: false };
  });
}

function learned(burialHours: number, people = 600): ReturnType<ReturnType<typeof burialFit>['fit']> {
  const [burial, decayed] = [burialFit(people), decayTable(burialHours)];
  for (let person = 0; person < people; person++) {
    const mails = mailsOf(person, decayed);
    burial.add((decay) => {
      const statistics = emptyStatistics();
      for (const mail of mails) addMessageGroup(statistics, mail, decay);
      return statistics;
    });
  }
  return burial.fit();
}

describe('burialFit', () => {
  it.each([5, 8, 13])('finds that mail is buried within %i waking hours, although people differ in how much they engage', (hours) => {
    const { hours: found, error } = learned(hours);
    expect(Math.abs(Math.log(found / hours))).toBeLessThan(4 * error + 0.08);
  });

  it('never says more than what was tried', () => {
    expect(learned(80).hours).toBeLessThanOrEqual(16);
    expect(learned(1.5).hours).toBeGreaterThanOrEqual(4);
  });

  it('keeps the shipped hours for a list with hardly any engagement, and is not sure of them', () => {
    const { hours, error } = learned(13, 5);
    expect(hours).toBe(BURIAL_HOURS);
    expect(error).toBeGreaterThan(0.2);
  });
});
