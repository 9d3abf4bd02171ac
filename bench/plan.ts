/** How long a plan takes and how much memory, on made-up tables: `npx tsx --conditions=presend-source bench/plan.ts [recipients] [mails each]`. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plan } from '#schedule/plan.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { raw, sql } from '#warehouse/sql.js';

const [recipients = 100_000, mails = 20] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'presend-bench-'));
const path = (name: string): string => join(folder, name);

/** Weekly mail on Tuesday at nine UTC; a third is opened, some hours later, at hours that depend on the person; a tenth of it is clicked. */
async function makeTables(): Promise<void> {
  const warehouse = await openWarehouse();
  const write = (query: string, name: string): Promise<void> => warehouse.run(sql`COPY (${raw(query)}) TO ${raw(`'${path(name)}'`)} (FORMAT parquet)`);
  await write(`
    SELECT 'r' || lpad(CAST(i AS VARCHAR), 9, '0') AS recipient_id, 'x_' || i || '@gmail.com' AS email,
      (['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Europe/London', 'Australia/Sydney'])[1 + i % 5] AS timezone
    FROM range(${recipients}) AS t(i)`, 'recipients.parquet');
  await write(`
    WITH mail AS (
      SELECT i, m, TIMESTAMPTZ '2026-11-10 09:00:00Z' - to_days(CAST(7 * m AS INTEGER)) AS sent, hash(i, m) % 1000 / 1000.0 AS luck, hash(m, i, 1) % 1000 / 1000.0 AS delay
      FROM range(${recipients}) AS t(i), range(${mails}) AS u(m)),
    seen AS (SELECT *, sent + to_seconds(3600.0 * (i % 12 + 3 * delay)) AS seen_at FROM mail WHERE luck < 0.33)
    SELECT 'r' || lpad(CAST(i AS VARCHAR), 9, '0') AS recipient_id, type, occurred_at, 'm' || m AS message_id,
      CASE WHEN type = 'open' THEN 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0' END AS user_agent, CASE WHEN type = 'click' THEN '/a' END AS url
    FROM (SELECT i, m, 'sent' AS type, sent AS occurred_at FROM mail UNION ALL SELECT i, m, 'open', seen_at FROM seen
      UNION ALL SELECT i, m, 'click', seen_at + INTERVAL 40 SECOND FROM seen WHERE luck < 0.033)`, 'events.parquet');
  await warehouse.close();
}

try {
  await makeTables();
  const started = performance.now();
  const { scheduled, messages, signals } = await plan({
    recipients: path('recipients.parquet'), events: path('events.parquet'), now: new Date('2026-11-16T09:00:00Z'), from: new Date('2026-12-01T00:00:00Z'),
    until: new Date('2026-12-08T00:00:00Z'), output: path('plan.csv'),
  });
  const seconds = (performance.now() - started) / 1000;
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  console.log(`${String(scheduled)} recipients, ${String(messages)} mails, ${String(signals['human'] ?? 0)} engagement events: ${seconds.toFixed(1)} s `
    + `(${Math.round(scheduled / seconds).toLocaleString('en-GB')} recipients a second), cpu ${((userCPUTime + systemCPUTime) / 1e6).toFixed(1)} s with making the tables, `
    + `peak memory ${String(Math.round(maxRSS / 1024))} MiB, plan ${(statSync(path('plan.csv')).size / 1e6).toFixed(1)} MB`);
} finally {
  rmSync(folder, { recursive: true });
}
