import { resolve } from 'node:path';
import { ConfigError } from '#errors.js';
import type { Io } from './io.js';

/** Files by the flags that name them. */
type Files = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A slip of the keyboard must not overwrite a list with a report: no file is written twice, or read and written. */
export function refuseSharedFiles(written: Files, read: Files, { cwd }: Io): void {
  const taken = new Map(entries(read).map(([flag, file]) => [resolve(cwd, file), `${flag} reads`]));
  for (const [flag, file] of entries(written)) {
    const target = resolve(cwd, file);
    const other = taken.get(target);
    if (other !== undefined) throw new ConfigError(flag, `"${file}" is also what ${other}`, 'Write to a file of its own.');
    taken.set(target, `${flag} writes`);
  }
}

function entries(files: Files): [flag: string, file: string][] {
  return Object.entries(files).flatMap(([flag, file = []]) => [file].flat().map((one): [string, string] => [flag, one]));
}
