/**
 * How long a plan takes and how much memory, against DuckDB's plain group-by of the same events (recipient, hour of the week), on made-up tables:
 * `npx tsx --conditions=presend-source bench/plan.ts [recipients] [mails each] [--half] [--unreadable]`. Each runs in a process of its own.
 * `--half`: one recipient has as many events as all others. `--unreadable`: three rows in ten have no recipient.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlanResult } from '#schedule/plan-result.js';
import { makeLog } from './plan/made-up-log.js';
import { costLine, groupBy, plan } from './plan/measure.js';

const flags = process.argv.slice(2).filter((word) => word.startsWith('--'));
const [recipients = 100_000, mails = 20] = process.argv.slice(2).filter((word) => !word.startsWith('--')).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'presend-bench-'));
const path = (name: string): string => join(folder, name);

try {
  const events = await makeLog(folder, { recipients, mails, half: flags.includes('--half'), unreadable: flags.includes('--unreadable') });
  console.log(`${recipients.toLocaleString('en-GB')} recipients, ${events.toLocaleString('en-GB')} events ${flags.join(' ')} (${String(availableParallelism())} cores, load ${loadavg()[0]?.toFixed(1) ?? ''})`);
  const plain = groupBy(path('events.parquet'));
  const whole = plan({ recipients: path('recipients.parquet'), events: path('events.parquet'), output: path('plan.csv') });
  const { scheduled, rejected } = whole.result as unknown as PlanResult;
  console.log(costLine('DuckDB, group by', plain));
  console.log(costLine('plan', whole));
  console.log(`  ${String(scheduled)} scheduled, ${String(rejected.reduce((sum, { rows }) => sum + rows, 0))} rows rejected, plan ${(statSync(path('plan.csv')).size / 1e6).toFixed(1)} MB; ${(whole.cpu / plain.cpu).toFixed(1)} times the group-by's processor time`);
} finally {
  rmSync(folder, { recursive: true });
}
