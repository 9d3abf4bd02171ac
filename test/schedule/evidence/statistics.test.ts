import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAILY_COLUMNS, messageGroups } from '#schedule/evidence/message-groups.js';
import { dailyMail, engagementHours, mailUntil, makeMessages } from '#schedule/evidence/statistics.js';
import { readClocks, watchedMail } from '#schedule/evidence/watched-mail.js';
import { makeZoneOffsets } from '#schedule/zones/zone-tables.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';

const NOW = new Date('2026-11-16T09:00:00Z');
const DAY_OF_NOW = Math.floor(NOW.getTime() / 86_400_000);
const HORIZONS = Array.from({ length: 168 }, () => 24);

type Row = Readonly<Record<string, number>>;
let warehouse: Warehouse;

/** `days` before now, engaged with `hours` after the send; to person 1, in Paris. */
async function mail(message: number, days: number, hours: number | null, triggered = false): Promise<void> {
  const sent = NOW.getTime() - days * 86_400_000;
  await warehouse.run(sql`INSERT INTO sends VALUES (1, ${message}, ${new Date(sent)}, ${triggered}, false)`);
  if (hours !== null) await warehouse.run(sql`INSERT INTO plan_judged VALUES (1, ${message}, 'open', ${sent / 1000 + hours * 3600}, NULL), (1, ${message}, 'open', ${sent / 1000 + 60}, 'machine_open')`);
}

beforeAll(async () => {
  warehouse = await openWarehouse();
  await warehouse.run(sql`CREATE TABLE plan_recipients AS SELECT 1 AS person, 'ann' AS recipient_id, 'Europe/Paris' AS zone, 'FR' AS place`);
  await makeZoneOffsets(warehouse, new Date('2025-01-01T00:00:00Z'), NOW);
  await warehouse.run(sql`CREATE TABLE sends (person INTEGER, message UBIGINT, sent TIMESTAMP, triggered BOOLEAN, bounced BOOLEAN)`);
  await warehouse.run(sql`CREATE TABLE plan_judged (person INTEGER, message UBIGINT, type VARCHAR, at_s DOUBLE, reason VARCHAR)`);
  await mail(1, 7, 2.5);
  await mail(2, 7, 2.25);
  await mail(3, 14, 30);
  await mail(4, 21, null);
  await mail(5, 28, 1, true);
  await mail(6, 0.5, null);
  await mail(7, 400, 1);
  await makeMessages(warehouse, sql`sends`);
});
afterAll(() => warehouse.close());

/** Groups of what a query tells of mail; with horizons, by day. */
async function groups(query: Sql, horizons?: readonly number[]): Promise<Row[]> {
  const rows: Row[] = [];
  const clocks = await readClocks(warehouse, sql`true`);
  for await (const columns of messageGroups(watchedMail(warehouse.streamNumbers(query), clocks, NOW, horizons))) {
    for (let row = 0; row < columns[0]!.length; row++) rows.push(Object.fromEntries(['person', ...DAILY_COLUMNS].slice(0, columns.length).map((name, column) => [name, columns[column]![row]!])));
  }
  return rows;
}

describe('dailyMail', () => {
  const daily = (): Promise<Row[]> => groups(dailyMail(new Date(NOW.getTime() - 365 * 86_400_000), NOW, sql`plan_mails`), HORIZONS);

  it('tells scheduled mail by day, and what of it was engaged with within the horizon', async () => {
    expect((await daily()).map(({ day, messages, engaged, reached }) => ({ ago: DAY_OF_NOW - day!, messages, engaged, reached })).sort((a, b) => a.ago - b.ago)).toEqual([
      { ago: 7, messages: 2, engaged: 1, reached: 2 }, { ago: 14, messages: 1, engaged: 1, reached: 0 }, { ago: 21, messages: 1, engaged: 0, reached: 0 },
    ]);
  });

  it('sums up what the mail of all days does', async () => {
    const all = await groups(mailUntil(NOW, sql`(FROM plan_mails WHERE NOT triggered AND sent_s > ${NOW.getTime() / 1000 - 365 * 86_400} AND sent_s < ${NOW.getTime() / 1000 - 86_400})`));
    const days = await daily();
    const total = (rows: readonly Row[], column: string): number => rows.reduce((sum, row) => sum + row[column]!, 0);
    for (const column of ['messages', 'weight', 'at_once', 'hours_first', 'hours_second', 'hours_last']) expect(total(days, column)).toBeCloseTo(total(all, column), 9);
  });
});

describe('watchedMail', () => {
  it('puts mail of one slot of the recipient\'s clock together that ended in the same hour', async () => {
    const found = (await groups(mailUntil(NOW, sql`plan_mails`))).map(({ slot, last_lag, engaged, messages }) => [slot, last_lag, engaged, messages]);
    expect(found).toEqual([[10, 2, 1, 2], [10, 30, 1, 1], [10, 72, 0, 1], [11, 1, 1, 1], [155, 1, 1, 1], [166, 12, 0, 1]]);
  });
});

describe('engagementHours', () => {
  it('tells the hour of each engagement within the lifetime of its mail', async () => {
    const found = await warehouse.all<{ hour: number; mails: number }>(sql`SELECT hour, count(*) AS mails FROM (${engagementHours(NOW)}) GROUP BY hour ORDER BY hour`);
    expect(found).toEqual([{ hour: 12, mails: 3 }, { hour: 40, mails: 1 }, { hour: 156, mails: 1 }]);
  });
});
