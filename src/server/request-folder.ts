import { createWriteStream } from 'node:fs';
import { appendFile, mkdir, mkdtemp, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { PassThrough, type Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isInside } from '#campaign/is-inside.js';
import { InputError } from '#errors.js';
import { CAMPAIGN } from './job.js';
import { Problem } from './problem.js';

/** A folder that only this user may read, for the files of one request; made when the first one is written. */
export interface RequestFolder {
  /** Absolute; undefined until it is made. */
  readonly path: string | undefined;
  make(): Promise<string>;
  /** Writes a file of the campaign; `name` may hold folders. Throws InputError for a name that leads outside. */
  write(name: string, content: string | Readable, through?: Transform): Promise<void>;
  append(name: string, content: Uint8Array): Promise<void>;
  remove(): Promise<void>;
}

const MOST_DEPTH = 8;
/** No hidden files, no globs, no control characters; spaces and letters of all scripts are fine. */
const SEGMENT = /^(?!\.)[\p{L}\p{M}\p{N} _.,()+&@!'~=#-]{1,150}$/u;

/** A file where another name has a folder, or the other way round; a name of more bytes than the disk takes. */
const MISNAMED = new Set(['EEXIST', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG']);

export function requestFolder(): RequestFolder {
  let path: string | undefined;
  let making: Promise<string> | undefined;
  let removed = false;
  const make = async (): Promise<string> => {
    if (removed) throw new Problem(499, 'Client closed request', 'The caller went.');
    return (path = await (making ??= newFolder()));
  };
  const fileOf = async (name: string): Promise<string> => {
    const segments = segmentsOf(name);
    const file = join(await make(), CAMPAIGN, ...segments);
    if (segments.length > 1) await mkdir(dirname(file), { recursive: true });
    return file;
  };
  return {
    get path() { return path; },
    make,
    async write(name, content, through = new PassThrough()) {
      try {
        const file = await fileOf(name);
        if (typeof content === 'string') await writeFile(file, content);
        else await pipeline(content, through, createWriteStream(file, { mode: 0o600 }));
      } catch (cause) {
        throw MISNAMED.has((cause as NodeJS.ErrnoException).code ?? '') ? new InputError('files', `"${name.slice(0, 100)}" cannot be written beside the others`, 'Give each file a name of its own that is no folder of another, and a short one.', { cause }) : cause;
      }
    },
    append: async (name, content) => appendFile(await fileOf(name), content, { mode: 0o600 }),
    async remove() {
      removed = true;
      if (making) await rm(await making, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

async function newFolder(): Promise<string> {
  const path = await realpath(await mkdtemp(join(tmpdir(), `presend-request-${process.pid}-`)));
  await mkdir(join(path, CAMPAIGN));
  return path;
}

/** Writes an empty config, so that none is searched for upward: a config can be code. */
export async function defaultConfig(folder: RequestFolder): Promise<string> {
  const file = join(await folder.make(), 'presend.config.json');
  await writeFile(file, '{"extends":"recommended"}');
  return file;
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
