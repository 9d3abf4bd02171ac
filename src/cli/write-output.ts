import { randomUUID } from 'node:crypto';
import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InputError } from '#errors.js';
import type { Io } from './io.js';

/** A result to stdout, or to a file by way of a temporary one beside it, so that an interrupted run leaves no half file. */
export async function writeOutput(text: string, file: string | undefined, io: Io): Promise<void> {
  if (file === undefined) return io.stdout(text);
  const target = resolve(io.cwd, file);
  const temporary = `${target}.${randomUUID()}.tmp`;
  try {
    if (await isStream(target)) return await writeFile(target, text);
    await writeFile(temporary, text);
    await rename(temporary, target);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw new InputError(file, 'cannot be written', 'Check that its folder exists and that you may write there.', { cause });
  }
}

/** /dev/null, /dev/stdout or a named pipe: to be written to, never to be replaced. */
async function isStream(target: string): Promise<boolean> {
  const found = await stat(target).catch(() => undefined);
  return found !== undefined && !found.isFile() && !found.isDirectory();
}
