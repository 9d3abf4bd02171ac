import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventsLog, loadEvents } from '#schedule/evidence/event-log.js';
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
      SELECT 'r' || n AS recipient_id, CASE WHEN n = 234567 THEN 'sneezed' ELSE 'reply' END AS type, TIMESTAMPTZ '2026-11-01 00:00:00Z' + to_seconds(n) AS occurred_at, 'm' AS message_id, 'thanks' AS category
      FROM range(${String(ROWS)}) AS t(n) ORDER BY n`);
    expect(rejected).toMatchObject([{ rows: 1, examples: [{ line: 234_568 }] }]);
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

describe('sendsUntil', () => {
  it('knows a message by its first send, and whether it was triggered, unless it had bounced by then', async () => {
    const rows = [['a', 'sent', 9, false], ['a', 'sent', 8, true], ['b', 'sent', 9, false], ['b', 'bounce', 10, null], ['c', 'sent', 9, null], ['c', 'bounce', 20, null], ['d', 'sent', 20, true], ['e', 'bounce', 8, null]] as const;
    await load(rows.map(([id, type, day, triggered]) => `SELECT '${id}' AS recipient_id, '${type}' AS type, TIMESTAMPTZ '2026-11-${String(day).padStart(2, '0')} 10:00:00Z' AS occurred_at, 'm' AS message_id, CAST(${String(triggered)} AS BOOLEAN) AS triggered`).join(' UNION ALL '));
    const log = await eventsLog(warehouse);
    expect(await warehouse.all(sql`SELECT id, sent, triggered FROM ${log.sendsUntil(NOW)} AS sends JOIN (SELECT unnest(['a', 'b', 'c', 'd', 'e']) AS id) ON hash(id) = recipient ORDER BY id`))
      .toEqual([{ id: 'a', sent: '2026-11-08T10:00:00.000Z', triggered: true }, { id: 'c', sent: '2026-11-09T10:00:00.000Z', triggered: false }]);
    await log.close();
  });
});
