import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { csv, withFiles } from './evidence/audience-tables.js';
import { NOW, planTables, runPlan, SPAN } from './run-plan.js';
import type { TableRow } from './run-plan.js';

const people = (count: number, more: TableRow = {}): TableRow[] => Array.from({ length: count }, (_, index) => ({ recipient_id: `r${String(index)}`, timezone: 'Europe/Berlin', ...more }));
const CHRISTMAS = { from: new Date('2026-12-25T00:00:00+01:00'), until: new Date('2026-12-26T00:00:00+01:00') };

describe('public holidays', () => {
  it('are closed to work addresses, and to others only by option', async () => {
    const recipients = [{ recipient_id: 'office', email: 'a@acme.example', timezone: 'Europe/Berlin', country: 'DE' }, { recipient_id: 'private', email: 'a_1@gmail.com', timezone: 'Europe/Berlin', country: 'DE' }];
    const { rows, result } = await planTables({ recipients }, CHRISTMAS);
    expect(rows.map(({ status }) => status)).toEqual(['held', 'scheduled']);
    expect(result.held).toEqual({ holiday: 1 });
    const all = await planTables({ recipients, schedule: { holidays: { for: 'everybody' } } }, CHRISTMAS);
    expect(all.result.held).toEqual({ holiday: 2 });
    const none = await planTables({ recipients, schedule: { holidays: false } }, CHRISTMAS);
    expect(none.result.scheduled).toBe(2);
  });

  it('follow the region, and the country of the zone where none is written', async () => {
    const epiphany = { from: new Date('2027-01-06T00:00:00+01:00'), until: new Date('2027-01-07T00:00:00+01:00') };
    const at = (recipient_id: string, more: TableRow): TableRow => ({ recipient_id, email: `${recipient_id}@acme.example`, timezone: 'Europe/Berlin', ...more });
    const { rows } = await planTables({ recipients: [at('a', { country: 'DE', region: 'BY' }), at('b', { country: 'DE', region: 'DE-BE' }), at('c', { timezone: 'Europe/Rome' })] }, { ...epiphany, now: NOW });
    expect(rows.map(({ status }) => status)).toEqual(['held', 'scheduled', 'held']);
  });
});

describe('a deadline', () => {
  it('leaves the rest that people need, and whom it holds is told so', async () => {
    const { rows } = await planTables({ recipients: people(30), schedule: { deadline: '2026-12-03T12:00:00Z' } });
    for (const { send_at: at } of rows) expect(at! < '2026-12-02T12:00:00Z').toBe(true);
    const late = await planTables({ recipients: people(2), schedule: { deadline: '2026-12-01T12:00:00Z' } });
    expect(late.result.held).toEqual({ deadline: 2 });
  });

  it('is the end of the campaign\'s offer where the config names none', async () => {
    await withFiles({ 'r.csv': csv(people(20)), 'e.csv': 'recipient_id,type,occurred_at\n', 'body.txt': 'Hello', 'campaign.json': '' }, async (path) => {
      writeFileSync(path('campaign.json'), JSON.stringify({ name: 'Offer', text: 'body.txt', audience: 'r.csv', events: 'e.csv', offerEndsAt: '2026-12-04T00:00:00Z' }));
      const { rows } = await runPlan({ campaign: path(''), ...SPAN });
      for (const { send_at: at } of rows) expect(at! < '2026-12-03T00:00:00Z').toBe(true);
    });
  });
});

describe('a step of a series', () => {
  it('waits after the step before, and does not go to whom that did not reach', async () => {
    const events = [{ recipient_id: 'r0', type: 'sent', occurred_at: '2026-11-15T10:00:00Z', message_id: 'a', campaign_id: 'welcome' }, { recipient_id: 'r1', type: 'sent', occurred_at: '2026-11-15T10:00:00Z', message_id: 'b', campaign_id: 'other' }];
    const { rows, result } = await planTables({ recipients: people(2), events, schedule: { series: { after: 'welcome', wait: '20d' } } });
    expect(rows[0]!.send_at! >= '2026-12-05T10:00:00Z').toBe(true);
    expect([rows[1]!.status, result.held]).toEqual(['held', { series: 1 }]);
  });

  it('keeps behind the plan of the step before, with its gap', async () => {
    await withFiles({ 'r.csv': csv(people(12)), 'e.csv': 'recipient_id,type,occurred_at\n' }, async (path) => {
      const tables = { recipients: path('r.csv'), events: path('e.csv'), ...SPAN };
      const first = await runPlan({ ...tables, until: new Date('2026-12-04T00:00:00Z') });
      writeFileSync(path('first.csv'), csv(first.rows.map(({ recipient_id, send_at }, index) => ({ recipient_id, send_at: index === 0 ? undefined : send_at! }))));
      writeFileSync(path('config.json'), JSON.stringify({ schedule: { series: { wait: '30h' } } }));
      const second = await runPlan({ ...tables, after: path('first.csv'), config: path('config.json') });
      expect(second.result.held).toEqual({ series: 1 });
      for (const [index, { send_at: at }] of second.rows.entries()) if (index > 0) expect(Date.parse(at!) - Date.parse(first.rows[index]!.send_at!)).toBeGreaterThanOrEqual(30 * 3_600_000);
    });
  });
});

describe('office hours', () => {
  const evenings = Array.from({ length: 40 }, (_, mail) => {
    const sent = Date.parse('2026-11-10T18:00:00Z') - mail * 3 * 86_400_000;
    const row = { recipient_id: 'r0', message_id: `m${String(mail)}` };
    return [{ ...row, type: 'sent', occurred_at: new Date(sent).toISOString() }, ...(mail % 2 === 0 ? [{ ...row, type: 'click', occurred_at: new Date(sent + 3_600_000).toISOString() }] : [])];
  }).flat();
  const hours = (unlessEngagedOutside?: number): object => ({ officeHours: { from: '08:00', until: '18:00', ...(unlessEngagedOutside !== undefined && { unlessEngagedOutside }) } });

  it('yield to enough evidence of the evening, if they are told to', async () => {
    const hourOf = async (schedule: object): Promise<number> => Number((await planTables({ recipients: people(1, { email: 'r@acme.example' }), events: evenings, schedule })).rows[0]!.local_send_at!.slice(11, 13));
    expect(await hourOf(hours(10))).toBeGreaterThanOrEqual(18);
    expect(await hourOf(hours(100))).toBeLessThan(18);
    expect(await hourOf(hours())).toBeLessThan(18);
  });
});

describe('gifts', () => {
  it('are evidence where they follow a mail, and counted where they are none', async () => {
    const sent = Array.from({ length: 8 }, (_, mail) => ({ recipient_id: 'r0', type: 'sent', occurred_at: `2026-10-${String(3 * mail + 1).padStart(2, '0')}T08:00:00Z`, message_id: `m${String(mail)}` }));
    const gift = (occurred_at: string, type: string, event = ''): TableRow => ({ recipient_id: 'r0', occurred_at, amount: 20, currency: 'EUR', type, event });
    const gifts = [...[1, 4, 7, 10, 13].map((day) => gift(`2026-10-${String(day).padStart(2, '0')}T19:10:00Z`, 'single')), gift('2026-10-02T04:00:00Z', 'regular'), gift('2026-10-05T12:30:00Z', 'regular', 'upgrade'), gift('2026-10-08T00:00:00Z', 'single'), gift('2026-09-01T10:00:00Z', 'single')];
    await withFiles({ 'r.csv': csv(people(1)), 'e.csv': csv(sent), 'g.csv': csv(gifts) }, async (path) => {
      const { rows, result } = await runPlan({ recipients: path('r.csv'), events: path('e.csv'), gifts: path('g.csv'), ...SPAN });
      expect(result.signals).toEqual({ human: 6, collected_gift: 1, gift_without_time: 1, no_send: 1 });
      expect(rows[0]).toMatchObject({ evidence: 'personal', personal_events: 5 });
    });
  });
});

describe('opens', () => {
  it('count in the EU by its option only with a consent', async () => {
    const events = [{ recipient_id: 'r0', type: 'sent', occurred_at: '2026-11-03T08:00:00Z', message_id: 'a' }, { recipient_id: 'r0', type: 'open', occurred_at: '2026-11-03T09:00:00Z', message_id: 'a' }];
    const recipients = people(1, { country: 'DE' });
    expect((await planTables({ recipients, events })).result.signals).toEqual({ human: 1 });
    expect((await planTables({ recipients, events, schedule: { humanEvents: { openConsent: 'advised' } } })).result.signals).toEqual({ no_tracking_consent: 1 });
  });
});
