import { randomUUID } from 'node:crypto';
import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InputError } from '#errors.js';
import type { Io } from './io.js';

/** A result to stdout, or to a file by way of a temporary one beside it, so that an interrupted run leaves no half file. */
export async function writeOutput(text: string, file: string | undefined, io: Io): Promise<void> {
  if (file === undefined) return io.stdout(text);
  const target = resolve(file);
  const temporary = `${target}.${randomUUID()}.tmp`;
  try {
    const there = await stat(target).catch(() => undefined);
    if (there?.isDirectory()) throw new InputError(file, 'is a folder', 'Name a file in it.');
    // /dev/null, /dev/stdout or a named pipe: to be written to, never to be replaced.
    if (there && !there.isFile()) return await writeFile(target, text);
    await writeFile(temporary, text);
    await rename(temporary, target);
  } catch (cause) {
    await rm(temporary, { force: true });
    if (cause instanceof InputError) throw cause;
    const isFull = (cause as NodeJS.ErrnoException).code === 'ENOSPC';
    throw new InputError(file, 'cannot be written', isFull ? 'Make room: the disk is full.' : 'Check that its folder exists and that you may write there.', { cause });
  }
}
