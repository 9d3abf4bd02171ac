import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run-cli.js';

const folder = mkdtempSync(join(tmpdir(), 'lint-progress-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function linted(progress: boolean): Promise<{ stdout: string; stderr: string }> {
  writeFileSync(join(folder, 'mail.html'), '<p>Guten Tag, hier ist unser Brief.</p>');
  writeFileSync(join(folder, 'people.csv'), Buffer.from('recipient_id,email,last_name\nr1,a@firma.de,M\xfcller\n', 'latin1'));
  writeFileSync(join(folder, 'consents.csv'), 'recipient_id,basis\nr1,express\n');
  return said(['lint', join(folder, 'mail.html'), '--audience', join(folder, 'people.csv'), '--consents', join(folder, 'consents.csv')], progress);
}

async function said(argv: readonly string[], progress: boolean): Promise<{ stdout: string; stderr: string }> {
  const streams = { stdout: '', stderr: '' };
  await runCli(argv, {
    color: false, progress, width: 100, readStdin: () => Promise.resolve(new Uint8Array()),
    stdout: (text) => void (streams.stdout += text), stderr: (text) => void (streams.stderr += text),
  });
  return streams;
}

it('tells a terminal what is being done to the audience, and leaves the line empty', async () => {
  const { stderr } = await linted(true);
  const lines = stderr.split('\r\u001b[K');
  expect(lines.map((line) => line.replace(/, \d+ %$/, ''))).toEqual(expect.arrayContaining([
    'presend lint: reading recipients', 'presend lint: reading consents', 'presend lint: looking recipients up in the other tables', 'presend lint: judging recipients',
  ]));
  expect(lines.at(-1)).toBe('');
});

it('leaves the line empty for what went wrong, too', async () => {
  writeFileSync(join(folder, 'nobody.csv'), 'colour\nblue\n');
  const { stderr } = await said(['plan', '--recipients', join(folder, 'nobody.csv'), '--from', '2026-12-01T00:00:00Z', '--until', '2026-12-08T00:00:00Z', '--now', '2026-11-20T09:00:00Z'], true);
  const lines = stderr.split('\r\u001b[K');
  expect(lines.at(-2)).toMatch(/^presend plan: /);
  expect(lines.at(-1)).toMatch(/^presend: \S*nobody\.csv: /);
});

it('tells a pipe nothing', async () => {
  expect((await linted(false)).stderr).toBe('');
});

it('says in the report which encoding was guessed', async () => {
  expect((await linted(false)).stdout).toContain('recipients was read as windows-1252, which is a guess');
});
