import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/package.js';
import { cli } from '../cli/cli-io.js';

const STORY = readFileSync(join(PACKAGE_ROOT, 'docs/donor-story.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'presend-story-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A command of the page with the lines that it shows below it. */
interface Shown {
  readonly command: string;
  readonly lines: readonly string[];
}

const shown: readonly Shown[] = [...STORY.matchAll(/^```console\n\$ (.+)\n([\s\S]*?)^```$/gm)].map(([, command = '', text = '']) => ({ command, lines: text.trimEnd().split('\n') }));

/** Files of the package, and those that the page writes. */
const located = (word: string): string => (word.startsWith('fixtures/') ? join(PACKAGE_ROOT, word) : word.endsWith('.csv') ? join(folder, word) : word);

async function outputOf(command: string): Promise<string> {
  const [program, ...words] = command.split(' ');
  if (program === 'cat') return readFileSync(located(words[0]!), 'utf8');
  const { code, stdout, stderr } = await cli(words.map(located));
  expect(code, stderr).toBe(0);
  return stdout;
}

/** Every piece between two gaps must be there, in this order, line by line. */
function expectShown(output: string, lines: readonly string[]): void {
  const printed = output.replaceAll(`${PACKAGE_ROOT}/`, '').split('\n').map((line) => line.trimEnd());
  let from = 0;
  for (const line of lines.filter((each) => each !== '...')) {
    const at = printed.indexOf(line, from);
    expect(at, `not printed, or not in this order: ${line}\n\n${output.slice(0, 3000)}`).toBeGreaterThanOrEqual(from);
    from = at + 1;
  }
}

it('the page has commands', () => {
  expect(shown.map(({ command }) => command.split(' ').slice(0, 2).join(' '))).toEqual([
    'presend lint', 'presend asks', 'cat asks.csv', 'presend plan', 'presend lint', 'presend asks', 'cat asks.csv', 'presend plan', 'cat schedule.csv',
  ]);
});

it.each(shown.map(({ command, lines }) => [command, lines] as const))('%s prints what the page shows', async (command, lines) => {
  expectShown(await outputOf(command), lines);
}, 240_000);
