import { afterEach, expect, it, vi } from 'vitest';
import { processIo } from '../../src/cli/process-io.js';

const isTTY = process.stdout.isTTY;
afterEach(() => {
  vi.unstubAllEnvs();
  process.stdout.isTTY = isTTY;
});

it.each([
  [true, { TERM: 'xterm-256color' }, true],
  [true, { TERM: 'dumb' }, false],
  [true, { TERM: 'xterm-256color', NO_COLOR: '1' }, false],
  [true, { TERM: 'xterm-256color', NO_COLOR: '' }, true],
  [false, { TERM: 'xterm-256color' }, false],
  [false, { TERM: 'dumb', FORCE_COLOR: '1' }, true],
  [true, { TERM: 'xterm-256color', FORCE_COLOR: '0' }, false],
])('a terminal: %s, with %j: colours %s', (terminal, env, color) => {
  for (const [name, value] of Object.entries({ NO_COLOR: undefined, FORCE_COLOR: undefined, ...env })) vi.stubEnv(name, value);
  process.stdout.isTTY = terminal;
  expect(processIo().color).toBe(color);
});
