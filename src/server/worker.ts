import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beginsOnADay } from '#calendar-day.js';
import { MANIFEST_NAMES } from '#campaign/file-names.js';
import { InputError, UserError } from '#errors.js';
import { reportJson } from '#report/json.js';
import { lint, loadCampaign, plan, preview, type Manifest } from '../index.js';
import { CAMPAIGN, type Job, type WorkerMessage } from './job.js';
import { placeTables } from './place-tables.js';

// A process that does one job at a time. It is killed when the caller goes, and ends when the service does.
process.on('message', (job: Job) => {
  void answer(job).then((message) => process.send?.(message));
});
process.on('disconnect', () => process.exit());
process.send?.({ ready: true } satisfies WorkerMessage);

async function answer(job: Job): Promise<WorkerMessage> {
  try {
    process.chdir(job.folder ?? '/');
    return { text: withoutPaths(await run(job), job) };
  } catch (error) {
    if (error instanceof UserError) {
      const [where, what, remedy] = [error.where, error.what, error.remedy].map((text) => withoutOptions(withoutPaths(text, job))) as [string, string, string];
      return { mistake: { where, what, remedy } };
    }
    return { bug: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

async function run(job: Job): Promise<string> {
  switch (job.kind) {
    case 'lint':
      return lintJson(job);
    case 'preview':
      return `{"lint":${await lintJson(job)},"preview":${JSON.stringify(await preview(CAMPAIGN, filesOf(job)))}}`;
    case 'plan':
      return planJson(job);
  }
}

async function lintJson(job: Exclude<Job, { kind: 'plan' }>): Promise<string> {
  const { now, sendAt, ...options } = job.options;
  const { suppressions, ...others } = await placeTables(job, await manifestOf(job));
  const audience = { ...Object.fromEntries(Object.entries(others).map(([table, [file]]) => [table, file])), ...(suppressions && { suppressions }) };
  return reportJson(await lint({ ...options, ...instants({ now, sendAt }), audience, campaigns: [CAMPAIGN], ...filesOf(job) }));
}

async function planJson(job: Extract<Job, { kind: 'plan' }>): Promise<string> {
  const { from, until, now, ...options } = job.options;
  const { recipients, events, consents, gifts } = await placeTables(job, await manifestOf(job));
  const files = Object.entries({ recipients, events, consents, gifts }).flatMap(([table, names]) => (names?.[0] === undefined ? [] : [[table, names[0]] as const]));
  const campaign = hasManifest() ? { campaign: CAMPAIGN } : {};
  return JSON.stringify(await plan({ ...options, ...instants({ from, until, now }), ...campaign, ...Object.fromEntries(files), output: `plan.${job.format}` }));
}

function hasManifest(): boolean {
  return MANIFEST_NAMES.some((name) => existsSync(join(CAMPAIGN, name)));
}

/** One that came as JSON was validated with the request. */
async function manifestOf({ files }: Job): Promise<Manifest> {
  if (files) return JSON.parse(files['campaign.json'] ?? '{}') as Manifest;
  return hasManifest() ? (await loadCampaign(CAMPAIGN)).manifest : {};
}

function filesOf({ files }: Job): { files?: ReadonlyMap<string, Uint8Array> } {
  return files ? { files: new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])) } : {};
}

/** Where this machine keeps its files is nobody's business. */
function withoutPaths(text: string, { folder, dataRoot }: Job): string {
  const without = folder === undefined ? text : text.replaceAll(`${folder}/`, '');
  return dataRoot === undefined ? without : without.replaceAll(`${dataRoot}/`, '');
}

/** What options of the command line are called in a request. */
const FIELDS: Readonly<Record<string, string>> = { rule: 'rules', audience: 'recipients', campaign: 'manifest' };

/** A mistake in the words of a request: `--send-at` is its field `sendAt`. */
function withoutOptions(text: string): string {
  return text.replace(/(?<=^|[\s("`])--([a-z]+(?:-[a-z]+)*)/g, (_, name: string) => FIELDS[name] ?? name.replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase())).replace('`presend rules` lists', 'GET /v1/rules lists');
}

function instants<Name extends string>(texts: Readonly<Record<Name, string | undefined>>): { [name in Name]?: Date } {
  const given = Object.entries<string | undefined>(texts).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(given.map(([name, text]) => [name, instantOf(name, text)])) as { [name in Name]?: Date };
}

function instantOf(name: string, text: string): Date {
  if (!beginsOnADay(text)) throw new InputError(name, `"${text}" is on no day of the calendar`, 'Write it as 2026-12-01T09:00:00Z.');
  return new Date(text);
}
