import { describe, expect, it } from 'vitest';
import { DECAY, LAGS } from '#schedule/model/decay-table.js';
import { DEFAULT_PROFILE } from '#schedule/model/default-profile.js';
import type { MessageGroup } from '#schedule/model/statistics.js';
import { triggeredAppeal } from '#schedule/model/triggered-appeal.js';
import { seededRandom } from '#stats/seeded-random.js';

/** A year of Tuesday mornings, and a triggered mail now and then at any hour, that pleases `appeal` times as much. */
function mailOf(person: number, appeal: number): MessageGroup[] {
  const random = seededRandom(3, `person ${String(person)}`);
  const level = -0.03 * Math.log(random());
  return Array.from({ length: 30 }, (_, mail): MessageGroup => {
    const triggered = mail % 6 === 0;
    const slot = triggered ? Math.floor(168 * random()) : 34;
    const hazard = level * (triggered ? appeal : 1);
    let lag = 0;
    while (lag < LAGS - 1 && random() < Math.exp(-hazard * DEFAULT_PROFILE[(slot + lag) % 168]! * DECAY[slot * LAGS + lag]!)) lag++;
    const engaged = lag < LAGS - 1;
    return { slot, last_lag: lag, engaged, messages: 1, weight: 1, at_once: 0, hours_first: lag === 0 ? 0.5 : 1, hours_second: 1, hours_last: engaged ? 0.5 : 1, triggered };
  });
}

const people = (appeal: number): MessageGroup[][] => Array.from({ length: 2000 }, (_, person) => mailOf(person, appeal));

describe('triggeredAppeal', () => {
  it.each([1, 2, 3.5])('finds that triggered mail pleases %d times as much, whatever the hours of either kind', (appeal) => {
    const found = triggeredAppeal(people(appeal), DECAY);
    expect(found / appeal).toBeGreaterThan(0.9);
    expect(found / appeal).toBeLessThan(1.12);
  });

  it('is one for a list whose mail is all of one kind', () => {
    const scheduled = people(2).map((mail) => mail.filter(({ triggered }) => !triggered));
    expect(triggeredAppeal(scheduled, DECAY)).toBe(1);
    expect(triggeredAppeal(scheduled.map((mail) => mail.map((group) => ({ ...group, triggered: true }))), DECAY)).toBe(1);
  });
});
