/**
 * How long the judging of an audience takes and how much memory, beside DuckDB reading the same files and joining them once; and whether
 * the verdicts are those that were planted: `npx tsx --conditions=presend-source bench/audience.ts [recipients] [parquet|csv] [contacts] [suppressions]`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { raw, sql } from '#warehouse/sql.js';
import { lint } from '../src/index.js';
import { CAMPAIGN, HTML } from '../test/audience/planted-campaign.js';
import { plantAudience } from '../test/audience/planted-audience.js';
import { FAULTS } from '../test/audience/faults.js';

const [recipients = '1000000', format = 'parquet', contacts = '2000000', suppressions = '3000000', step, folder = ''] = process.argv.slice(2);
const MEMORY = '2GiB';

/** Each in a process of its own, so that time and memory are its own. */
const STEPS: Readonly<Record<string, () => Promise<string>>> = { plant, peer: joinOnce, presend: judge, compare };

async function plant(): Promise<string> {
  const warehouse = await openWarehouse();
  await plantAudience(warehouse, { folder, format: format === 'csv' ? 'csv' : 'parquet', recipients: Number(recipients), contacts: Number(contacts), suppressions: Number(suppressions), faults: FAULTS, seed: 1 });
  await warehouse.close();
  mkdirSync(join(folder, 'campaign'));
  writeFileSync(join(folder, 'campaign', 'body.html'), HTML);
  writeFileSync(join(folder, 'campaign', 'campaign.json'), JSON.stringify({ ...CAMPAIGN, ...tables() }));
  return `${(readdirSync(folder).reduce((bytes, file) => bytes + statSync(join(folder, file)).size, 0) / 1e6).toFixed(0)} MB`;
}

/** What can hardly be done with less: every column of every file is read, and each recipient is looked up by id, address and address. */
async function joinOnce(): Promise<string> {
  const warehouse = await openWarehouse({ memoryLimit: MEMORY });
  const read = (name: string) => raw(`read_${format}('${join(folder, `${name}.${format}`)}')`);
  const [row] = await warehouse.all(sql`
    SELECT count(*) AS rows, sum(hash(r) % 1000 + hash(c) % 1000 + hash(k) % 1000 + hash(s) % 1000) AS all_columns
    FROM ${read('recipients')} AS r LEFT JOIN ${read('consents')} AS c ON c.recipient_id = r.recipient_id
    LEFT JOIN ${read('contacts')} AS k ON lower(k.email) = lower(r.email) LEFT JOIN ${read('suppressions')} AS s ON lower(s.email) = lower(r.email)`);
  await warehouse.close();
  return `${String(row?.['rows'])} rows`;
}

async function judge(): Promise<string> {
  const result = await lint({ campaigns: [join(folder, 'campaign')], now: new Date('2026-11-20T09:00:00Z'), verdicts: join(folder, 'verdicts.parquet') });
  const { recipients: people, crashes = [] } = result.campaigns[0] ?? {};
  return `${String(people?.total)} recipients, ${String(people?.hold)} held, ${String(crashes.length)} crashes`;
}

async function compare(): Promise<string> {
  const warehouse = await openWarehouse({ memoryLimit: MEMORY });
  const differing = await warehouse.all(raw(`
    SELECT plan.fault, plan.verdict AS planned, plan.rules AS planned_rules, found.verdict, found.rules, count(*) AS recipients
    FROM read_${format}('${join(folder, `plan.${format}`)}') AS plan FULL JOIN '${join(folder, 'verdicts.parquet')}' AS found USING (recipient_id)
    WHERE plan.verdict IS DISTINCT FROM found.verdict OR coalesce(plan.rules, '') <> coalesce(found.rules, '') GROUP BY ALL ORDER BY recipients DESC LIMIT 10`));
  await warehouse.close();
  return differing.length === 0 ? 'the verdicts are those that were planted' : `DIFFER: ${JSON.stringify(differing, undefined, 1)}`;
}

function tables(): Record<string, unknown> {
  const at = (name: string) => join(folder, `${name}.${format}`);
  return { audience: at('recipients'), consents: at('consents'), contacts: at('contacts'), suppressions: [at('suppressions')] };
}

async function runStep(name: string): Promise<void> {
  const [started, before] = [performance.now(), process.cpuUsage()];
  const said = await STEPS[name]?.();
  const { user, system } = process.cpuUsage(before);
  console.log(`${name.padEnd(8)} ${((performance.now() - started) / 1000).toFixed(1).padStart(7)} s, processor ${((user + system) / 1e6).toFixed(1).padStart(7)} s, peak memory ${String(Math.round(process.resourceUsage().maxRSS / 1024)).padStart(6)} MiB   ${said ?? ''}`);
}

function runAll(): void {
  const made = mkdtempSync(join(tmpdir(), 'presend-bench-'));
  try {
    for (const name of Object.keys(STEPS)) {
      const { status } = spawnSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), recipients, format, contacts, suppressions, name, made], { stdio: 'inherit' });
      if (status !== 0) process.exitCode = 1;
    }
  } finally {
    rmSync(made, { recursive: true });
  }
}

if (step === undefined) runAll();
else await runStep(step);
