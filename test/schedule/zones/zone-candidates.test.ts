import { describe, expect, it } from 'vitest';
import { locatePerson } from '#schedule/model/locate-person.js';
import { personScorer } from '#schedule/model/person.js';
import { engagementModel } from '#schedule/model/goal-model.js';
import { reachTable } from '#schedule/model/reach-table.js';
import { addMessageGroup, emptyStatistics } from '#schedule/model/statistics.js';
import type { Statistics } from '#schedule/model/statistics.js';
import { zoneCandidates } from '#schedule/zones/zone-candidates.js';
import { zoneOffsets } from '#schedule/zones/zone-offsets.js';
import { REFERENCE_POPULATION } from '../model/reference.js';

const NAMES = ['Europe/Berlin', 'Europe/Paris', 'America/New_York', 'America/Chicago', 'America/Los_Angeles', 'Asia/Kolkata'];
const zones = new Map(NAMES.map((name) => [name, zoneOffsets(name, Date.UTC(2026, 10, 1), Date.UTC(2027, 0, 1))]));
const at = Date.UTC(2026, 11, 1) / 1000;

describe('zoneCandidates', () => {
  const known = new Map([['Europe/Paris', 30], ['Europe/Berlin', 9], ['America/New_York', 50], ['Asia/Kolkata', 10]]);
  const candidatesFor = zoneCandidates({ defaultZone: 'Europe/Berlin', zones, known, at });

  it('are where the other recipients live, zones with the same clocks as one', () => {
    expect(candidatesFor(null).map(({ zone, shift, prior }) => [zone, shift, prior])).toEqual([['America/New_York', -6, 0.5], ['Europe/Paris', 0, 0.4], ['Asia/Kolkata', 5, 0.1]]);
  });

  it('are the zones of the country where that is known', () => {
    expect(candidatesFor('US').map(({ zone }) => zone)).toEqual(['America/New_York', 'America/Los_Angeles', 'America/Chicago']);
  });

  it('are the default zone alone where nobody is known of', () => {
    expect(zoneCandidates({ defaultZone: 'Europe/Berlin', zones, known: new Map(), at })(null)).toEqual([{ zone: 'Europe/Berlin', shift: 0, prior: 1 }]);
  });
});

describe('locatePerson', () => {
  const score = personScorer(REFERENCE_POPULATION, reachTable(engagementModel(24), REFERENCE_POPULATION.arrivalTerm));
  /** Mail at ten on our clock, engaged with `lag` hours later. */
  const readerAt = (lag: number, mails: number) => (shift: number): Statistics => {
    const statistics = emptyStatistics();
    const slot = (34 + shift + 168) % 168;
    if (mails > 0) addMessageGroup(statistics, { slot, last_lag: lag, engaged: true, messages: mails, weight: mails, at_once: 0, hours_first: mails / 2, hours_second: mails, hours_last: mails / 2, triggered: false });
    return statistics;
  };
  const clocks = [{ shift: 0, prior: 0.5 }, { shift: 9, prior: 0.5 }];

  it('finds it unlikely that somebody reads in the middle of the night', () => {
    const { weights, clock } = locatePerson(clocks, readerAt(17, 8), score);
    expect(weights[1]!).toBeGreaterThan(0.8);
    expect(clock).toBe(1);
  });

  it('keeps to the prior without evidence, and averages', () => {
    const { weights, posterior } = locatePerson(clocks, readerAt(1, 0), score, 0);
    expect(weights[0]!).toBeCloseTo(0.5, 9);
    const own = score(readerAt(1, 0)(0)).reach.slice();
    expect(posterior.reach[34]!).toBeCloseTo((own[34]! + own[43]!) / 2, 9);
  });
});
