import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dailyStatisticsOf, statisticsOf } from '#schedule/evidence/statistics.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';

const NOW = new Date('2026-11-16T09:00:00Z');
const DAY_OF_NOW = Math.floor(NOW.getTime() / 86_400_000);
const HORIZONS = Array.from({ length: 168 }, () => 24);

type Row = Record<string, number | boolean>;
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

describe('dailyStatisticsOf', () => {
  const daily = (): Promise<Row[]> => warehouse.all<Row>(sql`SELECT * FROM (${dailyStatisticsOf(new Date(NOW.getTime() - 365 * 86_400_000), NOW, HORIZONS, sql`person = 1`)}) ORDER BY day DESC`);

  it('tells scheduled mail by day, and what of it was engaged with within the horizon', async () => {
    expect((await daily()).map(({ day, messages, engaged, reached }) => ({ ago: DAY_OF_NOW - Number(day), messages, engaged, reached }))).toEqual([
      { ago: 7, messages: 2, engaged: true, reached: 2 }, { ago: 14, messages: 1, engaged: true, reached: 0 }, { ago: 21, messages: 1, engaged: false, reached: 0 },
    ]);
  });

  it('sums up what the statistics of all days do', async () => {
    const all = await warehouse.all<Row>(sql`SELECT * FROM (${statisticsOf(NOW, sql`person = 1 AND NOT triggered AND sent_s > ${NOW.getTime() / 1000 - 365 * 86_400} AND sent_s < ${NOW.getTime() / 1000 - 86_400}`)})`);
    const days = await daily();
    const total = (rows: readonly Row[], column: string): number => rows.reduce((sum, row) => sum + Number(row[column]), 0);
    for (const column of ['messages', 'weight', 'at_once', 'hours_first', 'hours_second', 'hours_last']) expect(total(days, column)).toBeCloseTo(total(all, column), 9);
  });
});
