import { describe, expect, it } from 'vitest';
import { audienceOf, factsOf } from './audience-of.js';

const recipients = 'recipient_id\nr1\nr2\n';
const HEADER = 'recipient_id,type,occurred_at,triggered,category,is_ask\n';

describe('engagement', () => {
  it('counts the mail of the day, week and month before the send instant, and not what came later', async () => {
    const events = `${HEADER}r1,sent,2026-11-30T10:00:00Z,,,\nr1,sent,2026-11-28T09:00:00Z,,,true\nr1,sent,2026-11-05T09:00:00Z,,,\nr1,sent,2026-08-05T09:00:00Z,,,\nr1,sent,2026-12-01T10:00:00Z,,,true\n`;
    expect(await factsOf({ recipients, events }, ['sends', 'sends_day', 'sends_week', 'sends_month', 'first_sent_at', 'last_sent_at', 'last_ask_at'], 'engagement')).toEqual([
      { sends: 4, sends_day: 1, sends_week: 2, sends_month: 3, first_sent_at: '2026-08-05T09:00:00.000Z', last_sent_at: '2026-11-30T10:00:00.000Z', last_ask_at: '2026-11-28T09:00:00.000Z' },
      { sends: 0, sends_day: 0, sends_week: 0, sends_month: 0, first_sent_at: null, last_sent_at: null, last_ask_at: null },
    ]);
  });

  it('is judged at each recipient\'s own slot', async () => {
    const events = `${HEADER}r1,sent,2026-12-01T18:00:00Z,,,\nr2,sent,2026-12-01T18:00:00Z,,,\n`;
    const schedule = 'recipient_id,send_at\nr1,2026-12-02T09:00:00Z\n';
    expect((await factsOf({ recipients, events, schedule }, ['sends_day'], 'engagement')).map((row) => row['sends_day'])).toEqual([1, 0]);
  });

  it('leaves out what the recipient set off, and service mail', async () => {
    const events = `${HEADER}r1,sent,2026-11-30T10:00:00Z,true,,\nr1,sent,2026-11-30T11:00:00Z,,Transactional,\nr2,sent,2026-11-30T11:00:00Z,false,news,\n`;
    expect((await factsOf({ recipients, events }, ['sends_day'], 'engagement')).map((row) => row['sends_day'])).toEqual([0, 1]);
    const sent = (category: string, index: number) => `r${String(Number(index > 5) + 1)},sent,2026-11-30T1${String(index)}:00:00Z,,${category},\n`;
    const said = ['order_confirmation', 'Versandbestätigung', 'Password reset', 'mot-de-passe oublié', 'invoice', 'Account update', 'order now', 'customer news', 'updates'];
    expect((await factsOf({ recipients, events: HEADER + said.map(sent).join('') }, ['sends_week'], 'engagement')).map((row) => row['sends_week'])).toEqual([0, 3]);
  });

  it('counts a message once, however often the log tells of its going out', async () => {
    const events = 'recipient_id,type,occurred_at,message_id\nr1,PROCESSED,2026-11-30T10:00:00Z,m1\nr1,SENT,2026-11-30T10:00:02Z,m1\nr1,sent,2026-11-30T12:00:00Z,m2\nr2,SENT,2026-11-30T10:00:00.412Z,\nr2,PROCESSED,2026-11-30T10:00:00.120Z,\nr2,sent,2026-11-30T11:00:00Z,\n';
    expect((await factsOf({ recipients, events }, ['sends_day'], 'engagement')).map((row) => row['sends_day'])).toEqual([2, 2]);
  });

  it('counts deliveries where nothing is said of sends, and never both', async () => {
    expect((await factsOf({ recipients, events: `${HEADER}r1,delivered,2026-11-30T10:00:00Z,,,\n` }, ['sends'], 'engagement'))[0]).toEqual({ sends: 1 });
    expect((await factsOf({ recipients, events: `${HEADER}r1,sent,2026-11-30T10:00:00Z,,,\nr1,delivered,2026-11-30T10:00:05Z,,,\n` }, ['sends'], 'engagement'))[0]).toEqual({ sends: 1 });
  });

  it('takes clicks, replies, orders and gifts for signs of life, and opens for none', async () => {
    const events = `${HEADER}r1,click,2025-03-01T00:00:00Z,,,\nr1,open,2026-11-01T00:00:00Z,,,\nr2,reply,2025-01-01T00:00:00Z,,,\n`;
    // A refund and a cancellation are none.
    const gifts = 'recipient_id,occurred_at,amount,currency,event\nr2,2026-02-01T00:00:00Z,20,EUR,\nr2,2026-03-01T00:00:00Z,-20,EUR,\nr2,2026-04-01T00:00:00Z,,,cancel\n';
    expect((await factsOf({ recipients, events, gifts }, ['last_engaged_at'], 'engagement')).map((row) => row['last_engaged_at'])).toEqual(['2025-03-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z']);
  });

  it('knows who asked to be left alone', async () => {
    const events = `${HEADER}r1,unsubscribe,2026-05-01T00:00:00Z,,,\nr2,complaint,2026-06-01T00:00:00Z,,,\n`;
    expect(await factsOf({ recipients, events }, ['unsubscribed_at', 'complained_at'], 'engagement')).toEqual([
      { unsubscribed_at: '2026-05-01T00:00:00.000Z', complained_at: null }, { unsubscribed_at: null, complained_at: '2026-06-01T00:00:00.000Z' },
    ]);
  });

  it('keeps it that somebody asked to be left alone where nobody can read when, as no consent outlives it, and rejects other events of no day', async () => {
    const events = 'recipient_id,type,occurred_at,amount\nr1,unsubscribe,,\nr1,unsubscribe,2026-05-01T00:00:00Z,\nr2,marked as spam,last spring,a lot\nr2,click,last spring,\nr2,sent,,\n';
    const { audience, rejected, unreadWords } = await audienceOf({ recipients, events, facts: new Set(['engagement']) });
    const { sql } = await import('#warehouse/sql.js');
    expect(await audience.warehouse.all(sql`SELECT unsubscribed_at, complained_at, last_engaged_at, sends FROM recipient_facts ORDER BY recipient_number`)).toEqual([
      { unsubscribed_at: '9999-01-01T00:00:00.000Z', complained_at: null, last_engaged_at: null, sends: 0 }, { unsubscribed_at: null, complained_at: '9999-01-01T00:00:00.000Z', last_engaged_at: null, sends: 0 },
    ]);
    expect(rejected.map(({ examples }) => examples.map(({ reason }) => reason))).toEqual([['occurred_at "last spring" is not an instant like 2026-12-01T09:00:00+01:00', 'occurred_at is empty']]);
    expect(unreadWords.map(({ table, column, count }) => [table, column, count])).toEqual([['events', 'amount', 1], ['events', 'occurred_at', 1]]);
    await audience.warehouse.close();
  });

  it('is not known, rather than nothing, without events', async () => {
    expect((await factsOf({ recipients }, ['sends', 'sends_day', 'last_sent_at'], 'engagement'))[0]).toEqual({ sends: null, sends_day: null, last_sent_at: null });
  });

  it('costs nothing when no rule asks for it', async () => {
    const { audience } = await audienceOf({ recipients, facts: new Set() });
    const { sql } = await import('#warehouse/sql.js');
    const columns = (await audience.warehouse.all<{ column_name: string }>(sql`DESCRIBE recipient_facts`)).map(({ column_name }) => column_name);
    await audience.warehouse.close();
    expect(columns).toContain('contact_match');
    expect(columns).not.toContain('sends_day');
    expect(columns).not.toContain('duplicate_match');
    expect(columns).not.toContain('role');
  });
});
