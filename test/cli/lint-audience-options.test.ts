import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cli } from './cli-io.js';

let folder: string;
let lint: readonly string[];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'presend-cli-'));
  const body = write('body.html', '<p>Guten Tag, hier ist unser Brief.</p>');
  lint = ['lint', body, '--now', '2026-11-20T09:00:00Z', '--audience', write('recipients.csv', 'recipient_id,email\nr1,nobody@gmial.com\nr2,\n,x@gmail.com\n')];
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

it('hashes recipients alike with the same --hash-key, and otherwise with another', async () => {
  const hashes = async (key: string) => (await cli([...lint, '--format', 'json', '--hash-key', key])).stdout.match(/sha256:[0-9a-f]{16}/g) ?? [];
  const [one, again, other] = [await hashes('k'), await hashes('k'), await hashes('l')];
  expect(one.length).toBeGreaterThan(0);
  expect(again).toEqual(one);
  expect(other).not.toEqual(one);
});

it('writes unreadable rows with --rejects, also when the run is refused for an instant without a zone', async () => {
  await cli([...lint, '--rejects', join(folder, 'rows.csv')]);
  expect(readFileSync(join(folder, 'rows.csv'), 'utf8')).toContain(',4,recipient_id is empty,",x@gmail.com"');
  const consents = write('consents.csv', 'recipient_id,basis,given_at\nr1,express,2026-01-01 09:00\n');
  const { code, stderr } = await cli([...lint, '--consents', consents, '--rejects', join(folder, 'refused.csv')]);
  expect(code).toBe(2);
  expect(stderr).toContain(`${consents}:2`);
  expect(readFileSync(join(folder, 'refused.csv'), 'utf8')).toContain(`${consents},2,`);
});

it('prints with --explain-sql the one statement that was run, with its values apart', async () => {
  const { stdout, stderr } = await cli([...lint, '--explain-sql']);
  expect(`${stdout}${stderr}`).toMatch(/SELECT recipient_number, recipient_id[^]*CASE WHEN[^]*FROM recipient_facts/);
  expect(stdout).not.toContain('nobody@gmial.com');
});

it('prints with --explain-sql as JSON what it prints as text', async () => {
  const { stdout } = await cli([...lint, '--explain-sql', '--format', 'json']);
  const { campaigns: [{ campaign, scan }] } = JSON.parse(stdout) as { campaigns: [{ campaign: string; scan: { statement: string; parameters: unknown[]; plan: string } }] };
  expect(campaign).toBe(lint[1]);
  expect(scan.statement).toContain('FROM recipient_facts');
  expect(scan.parameters.length).toBeGreaterThan(0);
  expect(JSON.parse((await cli(['lint', String(lint[1]), '--explain-sql', '--format', 'json'])).stdout)).toMatchObject({ campaigns: [{ scan: null }] });
  const { code, stderr } = await cli([...lint, '--explain-sql', '--format', 'sarif']);
  expect([code, stderr]).toEqual([2, 'presend: --format: "sarif" is nothing that --explain-sql prints. Use text or json.\n']);
});

it('prints with --explain-language as JSON the language of each part', async () => {
  const { code, stdout } = await cli(['lint', String(lint[1]), '--explain-language', '--format', 'json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, campaigns: [{ campaign: lint[1], language: 'de', parts: [{ role: 'body', text: 'Guten Tag, hier ist unser Brief.', language: 'de', foreign: false }], otherImages: [] }] });
});

it('refuses a --memory that is no size, and runs with one that is', async () => {
  const { code, stderr } = await cli([...lint, '--memory', 'plenty']);
  expect(code).toBe(2);
  expect(stderr.trim()).toMatch(/^[^\n]*"plenty" is no size[^\n]*(?:\n[^\n]*4GiB[^\n]*)?$/);
  expect((await cli([...lint, '--memory', '1GiB', '--verdicts', join(folder, 'verdicts.csv')])).code).not.toBe(2);
  expect(existsSync(join(folder, 'verdicts.csv'))).toBe(true);
});
