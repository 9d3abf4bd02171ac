import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventsLog, loadEvents } from '#schedule/evidence/event-log.js';
import { kindOf, MARK_OF, TYPE_OF } from '#schedule/evidence/log-kinds.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { raw, sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';

const NOW = new Date('2026-11-16T09:00:00Z');
const ROWS = 300_000;
let warehouse: Warehouse;
let folder: string;

beforeAll(async () => {
  warehouse = await openWarehouse({ threads: 4 });
  folder = mkdtempSync(join(tmpdir(), 'event-log-'));
});
afterAll(async () => {
  await warehouse.close();
  rmSync(folder, { recursive: true });
});

async function load(select: string): Promise<Awaited<ReturnType<typeof loadEvents>>> {
  const file = join(folder, 'events.parquet');
  await warehouse.run(raw(`COPY (${select}) TO '${file}' (FORMAT parquet, ROW_GROUP_SIZE 20000)`));
  return loadEvents(warehouse, file);
}

const event = (type: string, at: string, more = ''): string => `SELECT 'ann' AS recipient_id, '${type}' AS type, TIMESTAMPTZ '${at}' AS occurred_at, 'm' AS message_id${more}`;

describe('loadEvents', () => {
  it('keeps the order of a long file, so that a row that cannot be read is named by its place', async () => {
    const { rejected } = await load(`
      SELECT CASE WHEN n <> 234567 THEN 'r' || n END AS recipient_id, 'reply' AS type, TIMESTAMPTZ '2026-11-01 00:00:00Z' + to_seconds(n) AS occurred_at, 'm' AS message_id, 'thanks' AS category
      FROM range(${String(ROWS)}) AS t(n) ORDER BY n`);
    expect(rejected).toMatchObject([{ rows: 1, examples: [{ line: 234_568 }] }]);
  });

  it('leaves out rows of a type that nobody knows, and names the word and what it may be a slip of', async () => {
    const { rows, rejected, unreadWords } = await load(['sent', 'klicked', 'page_view', 'klicked'].map((type) => event(type, '2026-11-01 10:00:00Z')).join(' UNION ALL '));
    expect({ rows, rejected }).toEqual({ rows: 1, rejected: [] });
    expect(unreadWords).toEqual([{ table: 'events', column: 'type', takenFor: 'other', count: 3, different: 2, words: [{ word: 'klicked', count: 2, meant: 'clicked' }, { word: 'page_view', count: 1 }] }]);
  });

  it('refuses a file in which no type is known', async () => {
    await expect(load([event('4', '2026-11-01 10:00:00Z'), event('5', '2026-11-01 10:00:00Z')].join(' UNION ALL '))).rejects.toThrow(/none of its 2 rows has a type that is known \("4", "5"\)/);
  });

  it.each([
    ['SendGrid', 'processed delivered deferred bounce dropped open click spamreport unsubscribe group_unsubscribe', 'sent delivered other bounce bounce open click complaint unsubscribe unsubscribe'],
    ['Mailgun', 'accepted delivered opened clicked unsubscribed complained temporary_fail permanent_fail rejected', 'sent delivered open click unsubscribe complaint other bounce bounce'],
    ['Amazon SES', 'Send Delivery Open Click Bounce Complaint DeliveryDelay Reject RENDERING_FAILURE', 'sent delivered open click bounce complaint other bounce other'],
    ['Postmark', 'Delivered Opened LinkClicked Bounced SpamComplaint HardBounce SoftBounce Transient', 'delivered open click bounce complaint bounce bounce other'],
    ['Brevo', 'request delivered uniqueOpened opened click hardBounce soft_bounce unsubscribed spam blocked proxy_open loadedByProxy', 'sent delivered open open click bounce bounce unsubscribe complaint bounce other other'],
    ['Klaviyo', 'Received Email/Opened Email/Clicked Email/Bounced Email/Marked Email as Spam/Unsubscribed from Email Marketing/Dropped Email/Placed Order', 'delivered open click bounce complaint unsubscribe bounce conversion'],
    ['HubSpot', 'SENT DELIVERED OPEN CLICK BOUNCE SPAMREPORT DROPPED DEFERRED FORWARD PRINT', 'sent delivered open click bounce complaint bounce other other other'],
    ['Salesforce', 'SentEvent OpenEvent ClickEvent BounceEvent UnsubEvent EngagementEvents.EmailOpen TransactionalSendEvents.EmailSent NotSent', 'sent open click bounce unsubscribe open sent other'],
    ['Mailchimp', 'sent open click bounce unsub abuse', 'sent open click bounce unsubscribe complaint'],
    ['Customer.io', 'email_sent email_delivered email_opened email_clicked email_converted email_spammed email_unsubscribed email_dropped email_attempted', 'sent delivered open click conversion complaint unsubscribe bounce other'],
    ['Emarsys', 'email_sends email_opens email_clicks email_bounces email_unsubscribes email_complaints', 'sent open click bounce unsubscribe complaint'],
    ['CleverReach, Inxmail', 'Versendet Zugestellt Geöffnet Geklickt Hardbounce Softbounce Abgemeldet Spambeschwerde', 'sent delivered open click bounce bounce unsubscribe complaint'],
    ['Resend', 'email.sent email.delivered email.opened email.clicked email.bounced email.complained email.delivery_delayed', 'sent delivered open click bounce complaint other'],
  ])('knows the events of %s by their names there', async (_, names, types) => {
    const words = names.split(names.includes('/') ? '/' : ' ');
    const { unreadWords } = await load(words.map((type) => event(type, '2026-11-01 10:00:00Z')).join(' UNION ALL '));
    expect(unreadWords).toEqual([]);
    expect((await warehouse.all<{ type: string }>(sql`SELECT CAST(type AS VARCHAR) AS type FROM events ORDER BY rowid`)).map(({ type }) => type)).toEqual(types.split(' '));
  });

  it('tells by user agent, mark and category which events a machine made', async () => {
    const agents = ['Mozilla/5.0', 'Mozilla/5.0 (Windows NT 10.0)', 'BARRACUDA Sentinel/1.0', 'Googlebot/2.1', 'curl/8.0', 'robot lover 3', 'libwww-perl/6'];
    await load(agents.flatMap((agent) => ['open', 'click', 'conversion'].map((type) => event(type, '2026-11-01 10:00:00Z', `, '${agent}' AS user_agent, false AS machine_open, NULL AS category`)))
      .concat(event('open', '2026-11-01 10:00:00Z', ", 'Thunderbird', true, NULL"), event('reply', '2026-11-01 10:00:00Z', ", NULL, NULL, 'Out of Office'"), event('reply', '2026-11-01 10:00:00Z', ", NULL, NULL, 'out'")).join(' UNION ALL '));
    const machines = (await warehouse.all<{ machine: string | null }>(sql`SELECT machine FROM events ORDER BY rowid`)).map(({ machine }) => machine);
    const scanner = ['scanner_agent', 'scanner_agent', null];
    expect(machines).toEqual([
      'apple_prefetch', null, null, null, null, null, ...scanner, ...scanner, ...scanner, null, null, null, ...scanner, 'machine_open', 'auto_reply', null,
    ]);
  });
});

describe('rows', () => {
  it('takes deliveries for sends in a log without sends', async () => {
    const delivered = event('delivered', '2026-11-08 10:00:00Z');
    await load(delivered);
    expect(await warehouse.all(sql`SELECT occurred_at AS sent, kind FROM ${(await eventsLog(warehouse)).rows(NOW)}`)).toEqual([{ sent: '2026-11-08T10:00:00.000Z', kind: kindOf('sent') }]);
    await load(`${delivered} UNION ALL ${event('sent', '2026-11-08 09:59:00Z')}`);
    expect(await warehouse.all(sql`SELECT occurred_at AS sent, kind FROM ${(await eventsLog(warehouse)).rows(NOW)}`)).toEqual([{ sent: '2026-11-08T09:59:00.000Z', kind: kindOf('sent') }]);
  });

  it('takes them for sends beside mail that is booked, too', async () => {
    await load(`${event('delivered', '2026-11-08 10:00:00Z')} UNION ALL ${event('sent', '2026-12-08 10:00:00Z')}`);
    const log = await eventsLog(warehouse);
    expect(await warehouse.all(sql`SELECT occurred_at AS sent, kind FROM ${log.rows(NOW)}`)).toEqual([{ sent: '2026-11-08T10:00:00.000Z', kind: kindOf('sent') }]);
    expect(await warehouse.all(sql`SELECT sent FROM ${log.bookedAfter(NOW)}`)).toEqual([{ sent: '2026-12-08T10:00:00.000Z' }]);
    await log.close();
  });

  it('are sends and bounces up to an instant, and engagements whenever', async () => {
    const rows = [['sent', 9, false], ['sent', 8, true], ['sent', 7, null], ['bounce', 10, null], ['sent', 20, true], ['bounce', 20, null], ['open', 20, null], ['delivered', 8, null], ['unsubscribe', 8, null]] as const;
    await load(rows.map(([type, day, triggered]) => event(type, `2026-11-${String(day).padStart(2, '0')} 10:00:00Z`, `, CAST(${String(triggered)} AS BOOLEAN) AS triggered`)).join(' UNION ALL '));
    const log = await eventsLog(warehouse);
    const found = await warehouse.all<{ day: number; kind: number }>(sql`SELECT day(occurred_at) AS day, kind FROM ${log.rows(NOW)} ORDER BY day, kind`);
    expect(found.map(({ day, kind }) => [day, TYPE_OF[kind], MARK_OF[kind]])).toEqual([[7, 'sent', ''], [8, 'sent', 'triggered'], [9, 'sent', ''], [10, 'bounce', ''], [20, 'open', '']]);
    await log.close();
  });
});
