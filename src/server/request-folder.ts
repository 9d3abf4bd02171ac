import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InputError } from '#errors.js';
import { CAMPAIGN } from './job.js';

/** A folder that only this user may read, for the files of one request. */
export interface RequestFolder {
  readonly path: string;
  /** Writes a file of the campaign; `name` may hold folders. Throws InputError for a name that leads outside. */
  write(name: string, content: string | Readable): Promise<void>;
  remove(): Promise<void>;
}

const MOST_DEPTH = 8;
/** No hidden files, no globs, no control characters; spaces and letters of all scripts are fine. */
const SEGMENT = /^(?!\.)[\p{L}\p{M}\p{N} _.,()+&@!'~=#-]{1,150}$/u;

export async function openRequestFolder(): Promise<RequestFolder> {
  const path = await realpath(await mkdtemp(join(tmpdir(), `presend-request-${process.pid}-`)));
  await mkdir(join(path, CAMPAIGN));
  // An empty config of its own, so that none is searched for upward: a config can be code.
  await writeFile(join(path, 'presend.config.json'), '{"extends":"recommended"}');
  const write = async (name: string, content: string | Readable): Promise<void> => {
    const file = join(path, CAMPAIGN, ...segmentsOf(name));
    await mkdir(dirname(file), { recursive: true });
    if (typeof content === 'string') await writeFile(file, content);
    else await pipeline(content, createWriteStream(file, { mode: 0o600 }));
  };
  return { path, write, remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) };
}

/** Config of a request without one of the service's. */
export function defaultConfig(folder: RequestFolder): string {
  return join(folder.path, 'presend.config.json');
}

/** Folders and name of a file that a request may bring. */
export function segmentsOf(name: string): string[] {
  const segments = name.replaceAll('\\', '/').split('/').filter((segment) => segment !== '');
  const fits = segments.length > 0 && segments.length <= MOST_DEPTH && segments.every((segment) => SEGMENT.test(segment) && segment !== '..');
  if (!fits) throw new InputError('files', `"${name.slice(0, 100)}" is not a file name that is taken`, 'Use letters, digits, spaces and - _ . in names, and no hidden files.');
  return segments;
}

/** The real path of a file under a root. Throws InputError when there is none, or when it lies outside, also by way of a link. */
export async function fileUnder(root: string, name: string, field: string): Promise<string> {
  const refused = new InputError(field, `there is no file "${name.slice(0, 200)}" that may be read`, 'Name a file by its path relative to the data root.');
  if (name.includes('\0') || isAbsolute(name) || /[*?[\]{}]/.test(name)) throw refused;
  const realRoot = await realpath(root);
  const wanted = resolve(realRoot, name);
  const real = await realpath(wanted).catch(() => undefined);
  if (real === undefined || !isInside(realRoot, wanted) || !isInside(realRoot, real) || !(await stat(real)).isFile()) throw refused;
  return real;
}

function isInside(root: string, file: string): boolean {
  const path = relative(root, file);
  return path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}
