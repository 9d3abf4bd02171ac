/**
 * How long a plan takes and how much memory, against DuckDB's plain group-by of the same events (recipient, hour of the week), on made-up tables:
 * `npx tsx --conditions=presend-source bench/plan.ts [recipients] [mails each] [--half] [--unreadable]`. Each runs in a process of its own.
 * `--half`: one recipient has as many events as all others. `--unreadable`: three rows in ten have no recipient.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { raw, sql } from '#warehouse/sql.js';
import { compiledPackage } from '../test/setup/compiled.js';

const flags = process.argv.slice(2).filter((word) => word.startsWith('--'));
const [recipients = 100_000, mails = 20] = process.argv.slice(2).filter((word) => !word.startsWith('--')).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'presend-bench-'));
const path = (name: string): string => join(folder, name);

/** Weekly mail on Tuesday at nine UTC; a third is opened, some hours later, at hours that depend on the person; a tenth of it is clicked. */
async function makeTables(): Promise<number> {
  const warehouse = await openWarehouse();
  const write = (query: string, name: string): Promise<void> => warehouse.run(sql`COPY (${raw(query)}) TO ${raw(`'${path(name)}'`)} (FORMAT parquet)`);
  await write(`
    SELECT 'r' || lpad(CAST(i AS VARCHAR), 9, '0') AS recipient_id, 'x_' || i || '@gmail.com' AS email,
      (['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Europe/London', 'Australia/Sydney'])[1 + i % 5] AS timezone
    FROM range(${recipients}) AS t(i)`, 'recipients.parquet');
  const id = `'r' || lpad(CAST(${flags.includes('--half') ? 'CASE WHEN i % 2 = 1 THEN 1 ELSE i END' : 'i'} AS VARCHAR), 9, '0')`;
  await write(`
    WITH mail AS (
      SELECT i, m, TIMESTAMPTZ '2026-11-10 09:00:00Z' - to_days(CAST(7 * m AS INTEGER)) AS sent, hash(i, m) % 1000 / 1000.0 AS luck, hash(m, i, 1) % 1000 / 1000.0 AS delay
      FROM range(${recipients}) AS t(i), range(${mails}) AS u(m)),
    seen AS (SELECT *, sent + to_seconds(3600.0 * (i % 12 + 3 * delay)) AS seen_at FROM mail WHERE luck < 0.33)
    SELECT ${flags.includes('--unreadable') ? `CASE WHEN hash(i, m, type) % 10 >= 3 THEN ${id} END` : id} AS recipient_id, type, occurred_at, 'm' || m || ${flags.includes('--half') ? `'-' || i` : `''`} AS message_id,
      CASE WHEN type = 'open' THEN 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0' END AS user_agent, CASE WHEN type = 'click' THEN '/a' END AS url
    FROM (SELECT i, m, 'sent' AS type, sent AS occurred_at FROM mail UNION ALL SELECT i, m, 'open', seen_at FROM seen
      UNION ALL SELECT i, m, 'click', seen_at + INTERVAL 40 SECOND FROM seen WHERE luck < 0.033)`, 'events.parquet');
  const [events] = await warehouse.all<{ rows: number }>(sql`SELECT count(*) AS rows FROM read_parquet(${path('events.parquet')})`);
  await warehouse.close();
  return events?.rows ?? 0;
}

interface Cost {
  readonly wall: number;
  readonly cpu: number;
  /** MiB. */
  readonly peak: number;
  readonly scheduled: number;
  readonly rejected: number;
}

/** Runs a piece of JavaScript that sets `result` in a process of the compiled package. */
function measure(code: string): Cost {
  const program = `const start = performance.now(); let result = {}; ${code}
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    console.log(JSON.stringify({ wall: (performance.now() - start) / 1000, cpu: (userCPUTime + systemCPUTime) / 1e6, peak: maxRSS / 1024, scheduled: result.scheduled, rejected: result.rejected?.reduce((sum, { rows }) => sum + rows, 0) }));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: compiledPackage(), encoding: 'utf8', maxBuffer: 1e9 })) as Cost;
}

const groupBy = (): Cost => measure(`
  const { openWarehouse } = await import('./dist/src/warehouse/open-warehouse.js');
  const warehouse = await openWarehouse();
  await warehouse.all({ pieces: [${JSON.stringify(`SELECT count(*) FROM (SELECT recipient_id, floor(epoch(occurred_at) / 3600) % 168 AS hour, count(*) FROM read_parquet('${path('events.parquet')}') GROUP BY ALL)`)}], params: [] });
  await warehouse.close();`);

const planned = (): Cost => measure(`
  const { plan } = await import('./dist/src/schedule/plan.js');
  result = await plan({
    recipients: ${JSON.stringify(path('recipients.parquet'))}, events: ${JSON.stringify(path('events.parquet'))}, now: new Date('2026-11-16T09:00:00Z'),
    from: new Date('2026-12-01T00:00:00Z'), until: new Date('2026-12-08T00:00:00Z'), output: ${JSON.stringify(path('plan.csv'))} });`);

const line = (name: string, { wall, cpu, peak }: Cost): string => `  ${name}: ${wall.toFixed(1)} s, ${cpu.toFixed(1)} s of processor time, ${peak.toFixed(0)} MiB at most`;

try {
  const events = await makeTables();
  console.log(`${recipients.toLocaleString('en-GB')} recipients, ${events.toLocaleString('en-GB')} events ${flags.join(' ')} (${String(availableParallelism())} cores, load ${loadavg()[0]?.toFixed(1) ?? ''})`);
  const [plain, whole] = [groupBy(), planned()];
  console.log(line('DuckDB, group by', plain));
  console.log(line('plan', whole));
  console.log(`  ${String(whole.scheduled)} scheduled, ${String(whole.rejected)} rows rejected, plan ${(statSync(path('plan.csv')).size / 1e6).toFixed(1)} MB; ${(whole.cpu / plain.cpu).toFixed(1)} times the group-by's processor time`);
} finally {
  rmSync(folder, { recursive: true });
}
