import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { reportJson } from '#report/json.js';
import type { LintResult } from '#engine/result.js';
import { PACKAGE_ROOT } from '../../src/package.js';
import { cli } from '../cli/cli-io.js';
import { PARTIAL_RESULT } from '../report/fixture-result.js';

const PAGE = readFileSync(join(PACKAGE_ROOT, 'docs/outputs.md'), 'utf8');
const NOW = ['--now', '2026-11-20T09:00:00Z'];
const folder = mkdtempSync(join(tmpdir(), 'presend-outputs-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the page names as code. */
const NAMED = new Set([...PAGE.matchAll(/`([A-Za-z_]+)`/g)].map(([, name]) => name));
/** Objects whose keys are data. */
const FREE = new Set(['evidence', 'heldBy']);

function fieldsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(fieldsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...(FREE.has(name) ? [] : fieldsOf(inner))]);
}

function columnsOf(file: string): readonly string[] {
  return (readFileSync(file, 'utf8').split('\n')[0] ?? '').split(',');
}

/** Names of the columns that the page's row says, in order. */
function columnsOn(writer: string): readonly string[] {
  const row = PAGE.split('\n').find((line) => line.startsWith(`| \`${writer}\` |`))?.split('|')[3] ?? '';
  return [...row.replace(/\([^)]*\)/g, '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
}

describe('docs/outputs.md', { timeout: 120_000 }, () => {
  it('names every field of the JSON of lint', async () => {
    const [campaign] = PARTIAL_RESULT.campaigns;
    const everything: LintResult = { ...PARTIAL_RESULT, campaigns: [{ ...campaign!, lacking: ['recipients'], mended: [{ rule: 'a/b', places: 1 }], encodings: [{ table: 'recipients', file: 'r.csv', encoding: 'windows-1252' }], crashes: [{ rule: 'a/b', error: new Error('x') }], skipped: [{ rule: 'a/b', needs: [], because: 'x' }], unreadWords: [{ table: 'recipients', column: 'country', takenFor: null, count: 1, different: 1, words: [{ word: 'Germny', count: 1, meant: 'germany' }] }] }] };
    const real = (await cli(['lint', 'fixtures/campaigns/donor-appeal', '--format', 'json', ...NOW])).stdout;
    const fields = new Set([...fieldsOf(JSON.parse(reportJson(everything))), ...fieldsOf(JSON.parse(real))]);
    expect(fields.size).toBeGreaterThan(50);
    expect([...fields].filter((field) => !NAMED.has(field))).toEqual([]);
  });

  it('names every field of the JSON of --explain-language and --explain-sql', async () => {
    const of = async (path: string, view: string): Promise<readonly string[]> => fieldsOf(JSON.parse((await cli(['lint', path, view, '--format', 'json', ...NOW])).stdout));
    const fields = new Set([...await of('fixtures/campaigns/good-newsletter', '--explain-language'), ...await of('fixtures/campaigns/donor-appeal', '--explain-sql')]);
    expect([...fields]).toEqual(expect.arrayContaining(['runnerUp', 'statement']));
    expect([...fields].filter((field) => !NAMED.has(field))).toEqual([]);
  });

  it('shows an example that prints what it says', async () => {
    const [, command = '', shown = ''] = /```console\n\$ presend (.*)\n([\s\S]*?)```/.exec(PAGE) ?? [];
    const { stdout } = await cli(command.split(' '));
    for (const part of shown.split('...\n').filter((text) => text !== '')) expect(stdout).toContain(part);
  });

  it('has the columns of each table, in their order', async () => {
    const at = (name: string): string => join(folder, name);
    writeFileSync(at('recipients.csv'), 'recipient_id,email,timezone\nann,ann_1@gmail.com,Europe/Berlin\nzoë,zoe@acme.example,Europe/Paris\n');
    await cli(['lint', 'fixtures/campaigns/good-newsletter', '--audience', at('recipients.csv'), '--verdicts', at('verdicts.csv'), '--rejects', at('rejects.csv'), ...NOW]);
    await cli(['plan', '--recipients', at('recipients.csv'), '--from', '2026-12-01T00:00:00Z', '--until', '2026-12-08T00:00:00Z', '--output', at('plan.csv'), '--explain', at('why.jsonl'), ...NOW]);
    await cli(['asks', '--campaign', 'fixtures/campaigns/donor-appeal', '--output', at('asks.csv'), ...NOW]);
    await cli(['holdout', '--recipients', 'fixtures/donors/recipients.csv', '--base', '0.3', '--lift', '0.5', '--key', 'k', '--output', at('arms.csv')]);
    expect(columnsOn('lint --verdicts')).toEqual(columnsOf(at('verdicts.csv')));
    expect(columnsOn('lint --rejects')).toEqual(columnsOf(at('rejects.csv')));
    expect(columnsOn('plan --output')).toEqual(columnsOf(at('plan.csv')));
    expect(columnsOn('asks --output')).toEqual(columnsOf(at('asks.csv')));
    expect(columnsOn('holdout --output')).toEqual(columnsOf(at('arms.csv')));
    const why = JSON.parse(readFileSync(at('why.jsonl'), 'utf8').split('\n')[0] ?? '') as object;
    expect(Object.keys(why).filter((field) => !NAMED.has(field))).toEqual([]);
  });
});
