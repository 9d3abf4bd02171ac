import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { InputError } from '#errors.js';
import { isAlive } from '#warehouse/is-alive.js';

/** The file that says who is writing in a folder. */
export const LOCK = 'lock';

/** Keeps others out of a folder until the function that it returns is called; the lock of a process that died is taken over. @throws InputError when another one writes there */
export function writeLock(folder: string): () => void {
  const file = join(folder, LOCK);
  const own = `${String(process.pid)} ${hostname()}\n`;
  try {
    writeFileSync(file, own, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      rmSync(file, { force: true });
      throw new InputError(folder, 'cannot be written', 'Check that you may write there, and that there is space left.', { cause: error });
    }
    const [, pid, host] = /^(\d+) (\S+)\n$/.exec(readFileSync(file, 'utf8')) ?? [];
    if (host !== hostname() || isAlive(Number(pid))) throw new InputError(folder, `is being written by another \`presend learn\`${pid === undefined ? '' : ` (process ${pid} on ${String(host)})`}`, `Wait for it; if there is none, delete ${file}.`);
    rmSync(file);
    writeFileSync(file, own, { flag: 'wx' });
  }
  return () => rmSync(file, { force: true });
}
