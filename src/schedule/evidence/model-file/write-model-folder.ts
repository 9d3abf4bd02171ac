import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '#errors.js';
import { MANIFEST, WEEK_FILE } from './read-manifest.js';
import type { ModelManifest } from './read-manifest.js';
import { LOCK, writeLock } from './write-lock.js';
import { flush } from './write-weeks.js';

/** Where files are written until they are whole. */
const HALF = 'new';

export interface ModelFolder {
  /** A folder within it for files that are being written. */
  readonly half: string;
  /** Makes what the manifest names the model, and removes what it does not name. Its files are in the folder or in `half`. */
  commit(manifest: ModelManifest): void;
  /** Leaves the model as it was last committed, and no folder where there was none. */
  close(): void;
}

/** Opens a folder to write a model there, alone; makes it where it is not there. What a killed process left behind goes. @throws InputError for one that holds anything else */
export function openModelFolder(folder: string): ModelFolder {
  const isNew = make(folder);
  const foreign = readdirSync(folder).filter((name) => !name.startsWith('.') && ![MANIFEST, LOCK, HALF].includes(name) && !WEEK_FILE.test(name));
  if (foreign.length > 0) throw new InputError(folder, `holds what is no part of a model: ${foreign.sort().slice(0, 3).join(', ')}${foreign.length > 3 ? ' and others' : ''}`, 'Name a folder of its own for the model.');
  const unlock = writeLock(folder);
  const half = join(folder, HALF);
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half);
  return {
    half,
    commit(manifest) {
      const files = [...manifest.messages, ...manifest.signals].map(({ file }) => file);
      const written = new Set(readdirSync(half));
      for (const file of files) if (written.has(file)) renameSync(join(half, file), join(folder, file));
      writeFileSync(join(half, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`);
      flush(join(half, MANIFEST));
      renameSync(join(half, MANIFEST), join(folder, MANIFEST));
      removeAllBut(folder, new Set(files));
    },
    close() {
      rmSync(half, { recursive: true, force: true });
      unlock();
      if (isNew && readdirSync(folder).length === 0) rmdirSync(folder);
    },
  };
}

/** Whether it was not there. */
function make(folder: string): boolean {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) throw new InputError(folder, 'is a file', 'Name a folder for the model.');
  try {
    return mkdirSync(folder, { recursive: true }) !== undefined;
  } catch (cause) {
    throw new InputError(folder, 'cannot be made', 'Check that you may write there.', { cause });
  }
}

function removeAllBut(folder: string, named: ReadonlySet<string>): void {
  for (const name of readdirSync(folder)) if (WEEK_FILE.test(name) && !named.has(name)) rmSync(join(folder, name));
}
