import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCounts, noCounts } from '#schedule/evidence/blocks.js';
import { blockJudge } from '#schedule/evidence/judge-block.js';
import type { EvidenceQuery } from '#schedule/evidence/judge-block.js';
import type { Reason } from '#schedule/evidence/judge-person.js';
import { TYPE_OF } from '#schedule/evidence/log-kinds.js';
import { allBlocks } from '#schedule/evidence/people-blocks.js';
import { prepareEvidence } from '#schedule/evidence/prepare-evidence.js';
import type { Evidence } from '#schedule/evidence/prepare-evidence.js';
import { somePeople } from '#schedule/evidence/read-people.js';
import type { Person } from '#schedule/evidence/read-people.js';
import { DECAY, LAGS } from '#schedule/model/decay-table.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { csv, withFiles } from './audience-tables.js';

const NOW = new Date('2026-11-16T09:00:00Z');
const GMAIL = 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)';
const YAHOO = 'YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html';
const CHROME = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36';

type Row = Readonly<Record<string, string | number | boolean | undefined>>;

const recipients: Row[] = [
  { recipient_id: 'ann', email: 'ann_1@gmail.com', country: 'DE', timezone: 'Europe/Berlin' },
  { recipient_id: 'bob', email: 'bob@acme.example', company: 'Acme', country: 'US', region: 'NY' },
  { recipient_id: 'chloé', email: 'chloe_1@gmail.com', country: 'France' },
  { recipient_id: 'dina', email: 'dina@mill.example', country: 'EG', timezone: 'EST' },
  { recipient_id: 'eva', country: 'US' },
  { recipient_id: 'franz', email: 'franz@web.de', company: 'Franz GmbH', timezone: 'Mars/Olympus' },
  { recipient_id: 'gino', email: 'gino_1@gmail.com', country: 'IT', timezone: 'Europe/Rome' },
  { recipient_id: 'hana', email: 'hana_1@gmail.com', country: 'DE' },
];
const consents: Row[] = [
  { recipient_id: 'gino', basis: 'express', status: 'active', tracking_opens: true },
  { recipient_id: 'eva', basis: 'express', status: 'active', tracking_opens: false },
];

const sent = (recipient_id: string, message_id: string, occurred_at = '2026-11-03T09:30:00Z', triggered = ''): Row => ({ recipient_id, type: 'sent', occurred_at, message_id, triggered });
const event = (recipient_id: string, message_id: string, type: string, occurred_at: string, user_agent = CHROME, url = ''): Row => ({ recipient_id, type, occurred_at, message_id, user_agent, url });

const events: Row[] = [
  sent('ann', 'a1'), event('ann', 'a1', 'open', '2026-11-03T19:10:00Z', GMAIL), event('ann', 'a1', 'open', '2026-11-05T06:00:00Z', GMAIL),
  event('ann', 'a1', 'open', '2026-11-03T09:31:00Z', 'Mozilla/5.0'),
  sent('ann', 'a2', '2026-11-10T09:00:00Z'), event('ann', 'a2', 'open', '2026-11-10T08:00:00Z', YAHOO), event('ann', 'a2', 'open', '2026-12-24T08:00:00Z', YAHOO),
  event('ann', 'lost', 'click', '2026-11-10T09:00:00Z'), event('nobody', 'a1', 'open', '2026-11-10T09:00:00Z'),
  sent('ann', 'a3', '2026-11-11T09:00:00Z'), { recipient_id: 'ann', type: 'bounce', occurred_at: '2026-11-11T09:00:05Z', message_id: 'a3' }, event('ann', 'a3', 'open', '2026-11-11T20:00:00Z', GMAIL),
  // A gateway that looks like Chrome: three links in four seconds, with an open before.
  sent('bob', 'b1'), event('bob', 'b1', 'open', '2026-11-03T09:30:20Z'),
  ...[22, 24, 26].map((at) => event('bob', 'b1', 'click', `2026-11-03T09:30:${String(at)}Z`, CHROME, `/${String(at)}`)),
  event('bob', 'b1', 'click', '2026-11-03T14:00:00Z', CHROME, '/22'),
  // A mailbox in which one link of nearly every mail is followed within seconds.
  ...['d1', 'd2', 'd3', 'd4'].flatMap((id, index) => [
    sent('dina', id, `2026-11-0${String(index + 1)}T08:00:00Z`),
    ...(index < 3 ? [event('dina', id, 'click', `2026-11-0${String(index + 1)}T08:00:09Z`, CHROME, '/a'), event('dina', id, 'open', `2026-11-0${String(index + 1)}T08:12:00Z`)] : []),
  ]),
  event('dina', 'd1', 'reply', '2026-11-01T08:15:00Z'), event('dina', 'd4', 'open', '2026-11-04T11:00:00Z'),
  sent('chloé', 'c1'), event('chloé', 'c1', 'open', '2026-11-03T18:00:00Z', GMAIL), sent('chloé', 'c2'), event('chloé', 'c2', 'click', '2026-11-03T18:00:00Z', CHROME, '/x'),
  sent('eva', 'e1'), event('eva', 'e1', 'open', '2026-11-03T18:00:00Z', GMAIL), event('eva', 'e1', 'open', '2026-11-03T18:30:00Z', 'Mozilla/5.0 (X11) HeadlessChrome/131.0'),
  sent('gino', 'g1', '2026-11-03T09:30:00Z', 'true'), event('gino', 'g1', 'open', '2026-11-03T09:32:00Z', GMAIL),
  { recipient_id: 'franz', type: 'sent', occurred_at: '2026-11-15T10:00:00Z', campaign_id: 'winter' }, { recipient_id: 'franz', type: 'gift', occurred_at: '2026-11-15T10:05:00Z', campaign_id: 'winter', amount: 20 },
  // Opens that the exporting system says were a machine's.
  sent('hana', 'h1'), { ...event('hana', 'h1', 'open', '2026-11-03T09:33:00Z', GMAIL), machine_open: true }, { ...event('hana', 'h1', 'open', '2026-11-03T20:00:00Z', GMAIL), machine_open: false },
  sent('hana', 'h2'), { ...event('hana', 'h2', 'open', '2026-11-03T09:34:00Z', 'Mozilla/5.0'), machine_open: true }, { ...event('hana', 'h2', 'click', '2026-11-03T20:05:00Z', CHROME, '/a'), machine_open: true },
];

let warehouse: Warehouse;
let evidence: Evidence;
const counts = noCounts();
/** Recipients are numbered in the order of their ids, in which they stand above. */
const signals: { readonly person: number; readonly type: string | undefined; readonly at: number; readonly reason: Reason }[] = [];
const people = new Map<string, Omit<Person, 'statistics'> & { readonly events: number; readonly engagedAt: readonly number[]; readonly atOnce: number; readonly opensHidden: boolean; readonly exposure: Float64Array }>();

beforeAll(async () => {
  warehouse = await openWarehouse();
  evidence = await withFiles({ 'recipients.csv': csv(recipients), 'events.csv': csv(events), 'consents.csv': csv(consents) }, (path) =>
    prepareEvidence(warehouse, {
      recipients: path('recipients.csv'), log: { events: path('events.csv') }, consents: path('consents.csv'), now: NOW, until: new Date('2026-12-08T00:00:00Z'),
      defaultZone: undefined, businessContext: false, scannerClickSeconds: 60,
    }));
  const { judging, strangers } = evidence;
  const query: EvidenceQuery = { asOf: NOW, recentSince: Date.parse('2026-11-14T00:00:00Z') / 1000 };
  const { judge } = blockJudge(judging, { ...query, visit: { signal: (person, kind, at, reason) => signals.push({ person, type: TYPE_OF[kind], at, reason }) } });
  for await (const block of allBlocks(warehouse, judging, query)) addCounts(counts, judge(block).counts);
  addCounts(counts, { signals: strangers, messages: 0, engaged: 0 });
  const read = await somePeople(warehouse, judging, query, { size: (total) => total, seed: 1 });
  for await (const { statistics, ...person } of read.people) {
    people.set(person.recipientId, { ...person, events: statistics.events, atOnce: statistics.atOnce, opensHidden: statistics.opensHidden, exposure: statistics.exposure.slice(), engagedAt: [...statistics.engagements.keys()].filter((hour) => statistics.engagements[hour]! > 0) });
  }
});
afterAll(() => warehouse.close());

const reasonOf = (recipient: string, type: string, at: string): Reason | undefined =>
  signals.find((signal) => signal.type === type && signal.at === Date.parse(at) / 1000 && recipients[signal.person]!['recipient_id'] === recipient)?.reason;

describe('signals', () => {
  it.each([
    ['ann', 'open', '2026-11-03T19:10:00Z', 'human', 'a person behind Gmail\'s image proxy'],
    ['ann', 'open', '2026-11-03T09:31:00Z', 'apple_prefetch', 'Apple Mail fetching ahead'],
    ['ann', 'open', '2026-11-10T08:00:00Z', 'before_its_send', 'an open before the send'],
    ['ann', 'open', '2026-12-24T08:00:00Z', 'in_the_future', 'an open in the future'],
    ['ann', 'click', '2026-11-10T09:00:00Z', 'no_send', 'a click on a mail that is not in the log'],
    ['ann', 'open', '2026-11-11T20:00:00Z', 'no_send', 'an open of a mail that bounced'],
    ['bob', 'click', '2026-11-03T09:30:24Z', 'scanner_burst', 'a link of a burst'],
    ['bob', 'open', '2026-11-03T09:30:20Z', 'scanner_burst', 'the open before a burst'],
    ['bob', 'click', '2026-11-03T14:00:00Z', 'human', 'the person\'s own click on the same mail later'],
    ['dina', 'click', '2026-11-01T08:00:09Z', 'scanned_mailbox', 'a single link followed at once, mail after mail'],
    ['dina', 'open', '2026-11-02T08:12:00Z', 'scanned_mailbox', 'an open soon after in such a mailbox'],
    ['dina', 'open', '2026-11-04T11:00:00Z', 'human', 'an open hours later in such a mailbox'],
    ['dina', 'reply', '2026-11-01T08:15:00Z', 'human', 'a reply from such a mailbox'],
    ['chloé', 'open', '2026-11-03T18:00:00Z', 'no_tracking_consent', 'an open in France without a consent to tracking'],
    ['chloé', 'click', '2026-11-03T18:00:00Z', 'human', 'a click in France'],
    ['gino', 'open', '2026-11-03T09:32:00Z', 'human', 'an open in Italy with a consent to tracking'],
    ['eva', 'open', '2026-11-03T18:00:00Z', 'no_tracking_consent', 'an open of somebody who refused tracking'],
    ['eva', 'open', '2026-11-03T18:30:00Z', 'scanner_agent', 'a headless browser'],
    ['hana', 'open', '2026-11-03T09:33:00Z', 'machine_open', 'an open marked as a machine\'s, from an image proxy'],
    ['hana', 'open', '2026-11-03T20:00:00Z', 'human', 'an open marked as no machine\'s'],
    ['hana', 'open', '2026-11-03T09:34:00Z', 'apple_prefetch', 'a marked one that Apple\'s user agent names'],
    ['hana', 'click', '2026-11-03T20:05:00Z', 'human', 'a click, which the mark says nothing of'],
    ['franz', 'gift', '2026-11-15T10:05:00Z', 'human', 'a gift that only the campaign ties to its mail'],
  ])('%s, %s at %s: %s (%s)', (recipient, type, at, reason, _) => {
    expect(reasonOf(recipient, type, at)).toBe(reason);
  });

  it('hide the opens of whose mail a machine fetches', () => {
    expect([...people].filter(([, person]) => person.opensHidden).map(([id]) => id).sort()).toEqual(['ann', 'chloé', 'eva', 'hana']);
  });

  it('are all counted', () => {
    expect(Object.values(counts.signals).reduce((a, b) => a + b)).toBe(events.filter(({ type }) => !['sent', 'bounce'].includes(String(type))).length);
    expect([counts.signals.human, counts.signals.not_in_audience]).toEqual([10, 1]);
  });
});

describe('statistics', () => {
  it('take the first engagement of a message, on the recipient\'s clock', () => {
    expect(people.get('ann')).toMatchObject({ events: 1, engagedAt: [24 + 20] });
    expect(people.get('franz')).toMatchObject({ events: 1, engagedAt: [6 * 24 + 11] });
  });

  it('do not count an engagement at once with a mail that the person set off as drawn by its arrival', () => {
    expect(people.get('gino')).toMatchObject({ events: 1, atOnce: 0 });
    expect(people.get('franz')!.atOnce).toBeGreaterThan(0.9);
  });

  it('expose the hours in which mail lay there unengaged, recent mail more', () => {
    const byHand = new Float64Array(168);
    for (const [slot, f, stop, ageDays] of [[24 + 10, 0.5, 9 + 2 / 3, 12 + 23.5 / 24], [24 + 10, 0, 72, 6]] as const) {
      for (let lag = 0; lag <= 72; lag++) {
        const hours = Math.max(0, Math.min(lag + 1 - f, stop) - Math.max(1 / 6, lag - f));
        byHand[(slot + lag) % 168]! += 2 ** (-ageDays / 240) * DECAY[slot * LAGS + lag]! * hours;
      }
    }
    people.get('ann')!.exposure.forEach((hours, hour) => expect(hours).toBeCloseTo(byHand[hour]!, 6));
  });

  it('leave out mail that bounced', () => expect(counts.messages).toBe(14));
});

describe('recipients', () => {
  it('have the zone that is named, else that of the region, else that of the country, else the commonest', () => {
    const zones = Object.fromEntries([...people].map(([id, { zone, zoneSource }]) => [id, `${zone} ${zoneSource}`]));
    expect(zones).toEqual({
      ann: 'Europe/Berlin explicit', bob: 'America/New_York region', 'chloé': 'Europe/Paris country', dina: 'Africa/Cairo country', eva: 'Europe/Berlin default',
      franz: 'Europe/Berlin default', gino: 'Europe/Rome explicit', hana: 'Europe/Berlin country',
    });
  });

  it('with a zone that is none are counted, and it is named', () => expect(evidence.badZones).toEqual({ recipients: 2, examples: ['EST', 'Mars/Olympus'] }));

  it('work where the address is a company\'s, and are private at a free mail provider even with a company', () => {
    expect([...people.values()].filter(({ works }) => works).map(({ recipientId }) => recipientId)).toEqual(['bob', 'dina']);
  });

  it('have a place for the calendar: the region where it is written', () => expect([people.get('dina')!.place, people.get('bob')!.place]).toEqual(['EG', 'US-NY']));
  it('come in the order of their ids', () => expect([...people.keys()]).toEqual(['ann', 'bob', 'chloé', 'dina', 'eva', 'franz', 'gino', 'hana']));
  it('bring the mail of the last days', () => expect([people.get('franz')!.otherSends, people.get('ann')!.otherSends]).toEqual([[Date.parse('2026-11-15T10:00:00Z') / 1000], []]));
});
