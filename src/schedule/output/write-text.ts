import { once } from 'node:events';
import { createWriteStream, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { InputError } from '#errors.js';

/** Where the text of a result goes. */
export interface TextTarget {
  write(text: string): Promise<void>;
  /** The result is whole. */
  close(): Promise<void>;
  /** Leaves nothing behind. */
  abort(): Promise<void>;
}

/** A file that is there only when it is whole: written beside its place, then renamed. */
export function fileTarget(file: string): TextTarget {
  const half = isStream(file) ? file : `${file}.${String(process.pid)}.tmp`;
  const stream = createWriteStream(half);
  let failure: Error | undefined;
  const unwritable = (cause: unknown): InputError => new InputError(file, 'cannot be written', 'Check that its folder exists and that you may write there.', { cause });
  stream.on('error', (error) => { failure = unwritable(error); });
  const check = (): void => { if (failure !== undefined) throw failure; };
  return {
    async write(text) {
      check();
      if (!stream.write(text)) await once(stream, 'drain').catch(check);
    },
    async close() {
      check();
      stream.end();
      await once(stream, 'close').catch(check);
      if (half !== file) await rename(half, file).catch((error: unknown) => { throw unwritable(error); });
    },
    async abort() {
      if (!stream.closed) await new Promise<void>((done) => { stream.once('close', done).destroy(); });
      if (half !== file) await rm(half, { force: true });
    },
  };
}

/** /dev/null, /dev/stdout or a named pipe: to be written to, never to be replaced. */
function isStream(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile() && !found.isDirectory();
}

/** A function that takes text as it comes, standard output for one. */
export function callbackTarget(take: (text: string) => void): TextTarget {
  return {
    write: (text) => Promise.resolve(take(text)),
    close: () => Promise.resolve(),
    abort: () => Promise.resolve(),
  };
}
