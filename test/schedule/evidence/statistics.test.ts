import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAILY_COLUMNS, messageGroups } from '#schedule/evidence/message-groups.js';
import { dailyMail, engagementHours, watchedMail } from '#schedule/evidence/statistics.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';

const NOW = new Date('2026-11-16T09:00:00Z');
const DAY_OF_NOW = Math.floor(NOW.getTime() / 86_400_000);
const HORIZONS = Array.from({ length: 168 }, () => 24);

type Row = Readonly<Record<string, number>>;
let warehouse: Warehouse;

/** `days` before now, engaged with `hours` after the send; of person 1, in London. */
async function mail(days: number, hours: number | null, triggered = false): Promise<void> {
  const sent = NOW.getTime() / 1000 - days * 86_400;
  const slot = (Math.floor(sent / 3600) + 72) % 168;
  await warehouse.run(sql`INSERT INTO plan_mails SELECT 1, ${sent}, ${triggered}, ${hours === null ? null : sent + hours * 3600}, ${sent}, ${72 * 3600}, ${slot}`);
}

beforeAll(async () => {
  warehouse = await openWarehouse();
  await warehouse.run(sql`CREATE TABLE plan_mails (person INTEGER, sent_s DOUBLE, triggered BOOLEAN, engaged_s DOUBLE, local_s DOUBLE, watch_s INTEGER, slot UTINYINT)`);
  await mail(7, 2.5);
  await mail(7, 2.25);
  await mail(14, 30);
  await mail(21, null);
  await mail(28, 1, true);
  await mail(0.5, null);
  await mail(400, 1);
});
afterAll(() => warehouse.close());

/** Groups of what a query tells of mail. */
async function groups(query: Sql): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const columns of messageGroups(warehouse.streamNumbers(query))) {
    for (let row = 0; row < columns[0]!.length; row++) rows.push(Object.fromEntries(['person', ...DAILY_COLUMNS].slice(0, columns.length).map((name, column) => [name, columns[column]![row]!])));
  }
  return rows;
}

describe('dailyMail', () => {
  const daily = (): Promise<Row[]> => groups(dailyMail(new Date(NOW.getTime() - 365 * 86_400_000), NOW, HORIZONS, sql`plan_mails`));

  it('tells scheduled mail by day, and what of it was engaged with within the horizon', async () => {
    expect((await daily()).map(({ day, messages, engaged, reached }) => ({ ago: DAY_OF_NOW - day!, messages, engaged, reached })).sort((a, b) => a.ago - b.ago)).toEqual([
      { ago: 7, messages: 2, engaged: 1, reached: 2 }, { ago: 14, messages: 1, engaged: 1, reached: 0 }, { ago: 21, messages: 1, engaged: 0, reached: 0 },
    ]);
  });

  it('sums up what the mail of all days does', async () => {
    const all = await groups(watchedMail(NOW, sql`(FROM plan_mails WHERE NOT triggered AND sent_s > ${NOW.getTime() / 1000 - 365 * 86_400} AND sent_s < ${NOW.getTime() / 1000 - 86_400})`));
    const days = await daily();
    const total = (rows: readonly Row[], column: string): number => rows.reduce((sum, row) => sum + row[column]!, 0);
    for (const column of ['messages', 'weight', 'at_once', 'hours_first', 'hours_second', 'hours_last']) expect(total(days, column)).toBeCloseTo(total(all, column), 9);
  });
});

describe('watchedMail', () => {
  it('puts mail of one slot together that ended in the same hour', async () => {
    const found = (await groups(watchedMail(NOW, sql`plan_mails`))).map(({ slot, last_lag, engaged, messages }) => [slot, last_lag, engaged, messages]);
    expect(found).toEqual([[9, 1, 1, 1], [9, 2, 1, 2], [9, 30, 1, 1], [9, 72, 0, 1], [153, 1, 1, 1], [165, 12, 0, 1]]);
  });
});

describe('engagementHours', () => {
  it('tells the hour of each engagement within the lifetime of its mail', async () => {
    const found = await warehouse.all<{ hour: number; mails: number }>(sql`SELECT hour, count(*) AS mails FROM (${engagementHours(NOW)}) GROUP BY hour ORDER BY hour`);
    expect(found).toEqual([{ hour: 10, mails: 1 }, { hour: 11, mails: 2 }, { hour: 39, mails: 1 }, { hour: 154, mails: 1 }]);
  });
});
