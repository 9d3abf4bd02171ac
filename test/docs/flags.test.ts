import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/package.js';
import { cli } from '../cli/cli-io.js';

const COMMANDS = [...(await cli(['--help'])).stdout.matchAll(/^ {2}(\w+) .*<|^ {2}(\w+) \[options\]|^ {2}(\w+) {2}/gm)].map(([, ...names]) => names.find(Boolean) ?? '').filter((name) => name !== 'help');
/** Flags by command, as its help has them. */
const FLAGS = new Map(await Promise.all(COMMANDS.map(async (command) => [command, new Set(flagsIn((await cli([command, '--help'])).stdout))] as const)));

const PAGES = [
  'README.md', ...readdirSync(join(PACKAGE_ROOT, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
  ...['audience', 'fundraising', 'schedule'].map((folder) => `src/${folder}/README.md`),
].map((name) => ({ name, text: readFileSync(join(PACKAGE_ROOT, name), 'utf8') }));

function flagsIn(text: string): string[] {
  return [...text.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([flag]) => flag);
}

it('every option of every command stands in a page', () => {
  const said = new Set(PAGES.flatMap(({ text }) => flagsIn(text)));
  expect(FLAGS.size).toBe(14);
  expect([...FLAGS].flatMap(([command, flags]) => [...flags].filter((flag) => flag !== '--help' && !said.has(flag)).map((flag) => `${command} ${flag}`))).toEqual([]);
});

it.each(PAGES)('$name gives commands no option that they do not have', ({ text }) => {
  const calls = [...text.replaceAll('\\\n', ' ').matchAll(/presend (\w+)((?: [^`\n|)]*)?)/g)].flatMap(([, command = '', rest = '']) => (FLAGS.has(command) ? [{ command, flags: flagsIn(rest) }] : []));
  expect(calls.flatMap(({ command, flags }) => flags.filter((flag) => !FLAGS.get(command)!.has(flag)).map((flag) => `${command} ${flag}`))).toEqual([]);
});
