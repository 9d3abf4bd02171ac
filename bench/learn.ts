/**
 * What a model costs to learn, to bring up to date with the last hundredth of the events, and to plan from, on made-up tables:
 * `npx tsx --conditions=presend-source bench/learn.ts [recipients] [mails each] [--no-plan]`. Each runs in a process of its own. Ends with an error if the updated model is not, to the
 * byte, the one learned from the whole log, or if the plans differ.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeLog } from './plan/made-up-log.js';
import { costLine, groupBy, measure, plan } from './plan/measure.js';
import type { Cost } from './plan/measure.js';

const [recipients = 100_000, mails = 52] = process.argv.slice(2).filter((word) => !word.startsWith('--')).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'presend-bench-'));
const path = (name: string): string => join(folder, name);

const learnt = (events: string, model: string): Cost => measure(`
  const { learn } = await import('./dist/src/learn-model.js');
  result = await learn({ events: ${JSON.stringify(path(`${events}.parquet`))}, model: ${JSON.stringify(path(model))} });`);

const planned = (source: object, output: string): Cost => plan({ recipients: path('recipients.parquet'), ...source, output: path(output) });

const filesOf = (model: string): readonly string[] => readdirSync(path(model)).sort();
const same = (a: string, b: string): boolean => readFileSync(path(a)).equals(readFileSync(path(b)));

try {
  const events = await makeLog(folder, { recipients, mails, daily: true });
  console.log(`${recipients.toLocaleString('en-GB')} recipients, ${events.toLocaleString('en-GB')} events (${String(availableParallelism())} cores, load ${loadavg()[0]?.toFixed(1) ?? ''})`);
  const plain = groupBy(path('events.parquet'));
  console.log(costLine('DuckDB, group by', plain));
  const full = learnt('events', 'whole');
  console.log(`${costLine('learn, whole log', full)}; ${String(full.result['files'])} files, ${(filesOf('whole').reduce((sum, name) => sum + statSync(path(`whole/${name}`)).size, 0) / 1e6).toFixed(0)} MB; ${(full.cpu / plain.cpu).toFixed(1)} times the group-by`);
  learnt('old', 'updated');
  const update = learnt('new', 'updated');
  console.log(`${costLine('learn, last hundredth', update)}; ${String(update.result['written'])} files written; ${(100 * update.cpu / full.cpu).toFixed(1)} % of the whole`);
  const differing = filesOf('whole').filter((name) => !filesOf('updated').includes(name) || !same(`whole/${name}`, `updated/${name}`));
  if (differing.length > 0) throw new Error(`the updated model differs in ${differing.join(', ')}`);
  if (!process.argv.includes('--no-plan')) {
    const [fromEvents, fromModel] = [planned({ events: path('events.parquet') }, 'events.csv'), planned({ model: path('updated') }, 'model.csv')];
    console.log(costLine('plan from events', fromEvents));
    console.log(`${costLine('plan from the model', fromModel)}; ${(100 * fromModel.cpu / fromEvents.cpu).toFixed(0)} % of that from events`);
    if (!same('events.csv', 'model.csv')) throw new Error('the plans differ');
  }
} finally {
  rmSync(folder, { recursive: true });
}
