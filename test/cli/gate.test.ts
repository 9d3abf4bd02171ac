import { expect, it } from 'vitest';
import { cli } from './cli-io.js';

/** Runs the gate and ends it as an operator does, once it waits for the signal. */
async function gateOn(host: string): Promise<string> {
  const before = new Set(process.listeners('SIGTERM'));
  const run = cli(['gate', '--listen', `${host}:0`, '--forward', '127.0.0.1:10026']);
  const added = () => process.listeners('SIGTERM').filter((listener) => !before.has(listener));
  await expect.poll(() => added().length, { timeout: 60_000 }).toBe(1);
  for (const listener of added()) listener('SIGTERM');
  const { code, stdout, stderr } = await run;
  expect([code, stdout]).toEqual([0, expect.stringContaining('presend gate takes mail at')]);
  return stderr;
}

it('warns that whoever reaches the gate can send through it, when other machines can', async () => {
  expect(await gateOn('0.0.0.0')).toMatch(/^presend: 0\.0\.0\.0 can be reached from other machines, and the gate asks nobody for a login: whoever reaches it sends through 127\.0\.0\.1:10026\./);
  expect(await gateOn('127.0.0.1')).toBe('');
}, 120_000);
