import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/package.js';
import { cli } from '../cli/cli-io.js';

const PAGE = readFileSync(join(PACKAGE_ROOT, 'docs/import.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'presend-import-docs-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A command of the page with the lines that it shows below it. */
const shown = [...PAGE.matchAll(/^```console\n([\s\S]*?)^```$/gm)].flatMap(([, text = '']) => text.split(/^\$ /m).slice(1)).map((text) => {
  const [command = '', ...lines] = text.trimEnd().split('\n');
  return { command, lines };
});

const located = (word: string): string => (word.startsWith('tables') ? join(folder, word) : word);
/** Columns of the terminal that the page shows. */
const WIDTH = 120;

it('the page imports, lints and plans', () => {
  expect(shown.map(({ command }) => command.split(' ').slice(0, 2).join(' '))).toEqual(['presend import', 'presend lint', 'presend plan']);
});

it.each(shown.map(({ command, lines }) => [command, lines] as const))('%s prints what the page shows', async (command, lines) => {
  const { code, stdout, stderr } = await cli(command.split(' ').slice(1).map(located), '', WIDTH);
  expect(code, stderr).toBe(0);
  const printed = stdout.replaceAll(`${folder}/`, '').split('\n').map((line) => line.trimEnd());
  let from = 0;
  for (const line of lines.filter((each) => each !== '...')) {
    const at = printed.indexOf(line, from);
    expect(at, `not printed, or not in this order: ${line}\n\n${stdout.slice(0, 3000)}`).toBeGreaterThanOrEqual(from);
    from = at + 1;
  }
}, 240_000);
