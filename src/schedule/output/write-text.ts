import { once } from 'node:events';
import { createWriteStream, statSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { InputError } from '#errors.js';
import { halfFileOf } from '#warehouse/private-folder.js';

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
  const half = isStream(file) ? undefined : halfFileOf(file);
  const stream = createWriteStream(half?.path ?? file);
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
      if (half !== undefined) await rename(half.path, file).catch((error: unknown) => { throw unwritable(error); });
      half?.remove();
    },
    async abort() {
      if (!stream.closed) await new Promise<void>((done) => { stream.once('close', done).destroy(); });
      half?.remove();
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
