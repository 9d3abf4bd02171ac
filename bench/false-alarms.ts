/**
 * Lints real mail and says what each rule finds in it: for reading, rule by rule, whether the findings are right.
 * See README.md.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadCampaign } from '#campaign/load-campaign.js';
import type { EnabledRule } from '#config/select-rules.js';
import { runMessageRules } from '#engine/run-message-rules.js';
import { UserError } from '#errors.js';
import type { Finding } from '#rule/finding.js';
import type { Rule } from '#rule/rule.js';

const BODY = /\.(?:html?|mjml|eml)$/i;
const CONCURRENCY = 4;
const EXAMPLES = 3;
const EXCERPT = 160;
/** The clock stands still, so that two runs can be compared. */
const NOW = new Date('2026-11-20T09:00:00Z');

interface Mail {
  readonly file: string;
  readonly findings: readonly Finding[];
  /** Rules that crashed, or why the file could not be read. */
  readonly faults: readonly string[];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rule: { type: 'string', multiple: true, default: [] } },
});
if (positionals.length === 0) {
  console.error('Usage: npx tsx --conditions=presend-source bench/false-alarms.ts [--rule category/name]... <folder or file>...');
  process.exit(2);
}

const rules = await chosenRules(values.rule);
const files = positionals.flatMap(bodiesBelow);
const mails = await pool(files, (file) => lintFile(file, rules));
console.log(values.rule.length > 0 ? list(mails) : table(mails, rules.map(({ rule }) => rule)));
console.log(`\n${mails.length} mails, ${mails.filter(({ findings }) => findings.length > 0).length} with a finding`);
const faults = mails.flatMap((mail) => mail.faults.map((fault) => `${mail.file}: ${fault}`));
console.log(`${faults.length} not read or crashed${faults.map((fault) => `\n  ${fault}`).join('')}`);

/** The rules named, each from its own folder, so that one can be tried before it is listed; else all. */
async function chosenRules(ids: readonly string[]): Promise<EnabledRule[]> {
  const load = async (id: string) => ((await import(`#rules/${id}/rule.js`)) as { default: Rule }).default;
  const all = ids.length > 0 ? await Promise.all(ids.map(load)) : (await import('#rules/index.js')).rules;
  return all.map((rule) => ({ rule, severity: rule.severity, options: rule.defaultOptions as EnabledRule['options'] }));
}

function bodiesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => BODY.test(name)).sort().map((name) => join(path, name));
}

async function lintFile(file: string, enabled: readonly EnabledRule[]): Promise<Mail> {
  try {
    const campaign = await loadCampaign(file);
    const runnable = enabled.filter(({ rule }) => rule.needs.every((input) => (campaign.given as ReadonlySet<string>).has(input)));
    const { findings, crashes } = await runMessageRules(campaign, runnable, { now: NOW, sendAt: NOW });
    return { file, findings, faults: crashes.map(({ message }) => message) };
  } catch (error) {
    return { file, findings: [], faults: [error instanceof UserError ? error.message : `CRASH ${error instanceof Error ? error.stack : String(error)}`] };
  }
}

async function pool<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index] as T);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return results;
}

/** One line a rule and severity, most frequent first, with examples. */
function table(all: readonly Mail[], listed: readonly Rule[]): string {
  const rows = listed.flatMap(({ id }) => (['error', 'warning', 'info'] as const).map((severity) => {
    const hits = all.flatMap((mail) => mail.findings.filter((finding) => finding.rule === id && finding.severity === severity).slice(0, 1).map((finding) => ({ mail, finding })));
    return { id, severity, hits };
  })).filter(({ hits }) => hits.length > 0).sort((one, other) => other.hits.length - one.hits.length);
  const silent = listed.filter(({ id }) => !rows.some((row) => row.id === id)).map(({ id }) => id);
  const lines = rows.flatMap(({ id, severity, hits }) => [
    `${id.padEnd(46)} ${severity.padEnd(8)} ${String(hits.length).padStart(6)} ${(100 * hits.length / all.length).toFixed(1).padStart(5)} %`,
    ...spread(hits, EXAMPLES).map(({ mail, finding }) => `    ${place(mail, finding)} ${clip(finding.message)}`),
  ]);
  return [...lines, '', `silent: ${silent.join(', ') || 'none'}`].join('\n');
}

function list(all: readonly Mail[]): string {
  return all.flatMap((mail) => mail.findings.map((finding) => `${place(mail, finding)} ${finding.severity} ${finding.rule} ${clip(finding.message)}`)).join('\n');
}

/** Some of many, from the first to the last. */
function spread<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)] as T);
}

function place({ file }: Mail, { location }: Finding): string {
  return location?.line === undefined ? `${file}:` : `${file}:${location.line}:`;
}

function clip(message: string): string {
  return message.length > EXCERPT ? `${message.slice(0, EXCERPT)}…` : message;
}
