import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '#errors.js';

/** What a folder is searched for. A file that is named is read whatever it is called. */
const TABLE_FILE = /\.(csv|tsv|txt|jsonl|ndjson|json|parquet)(\.gz)?$/i;

/** The files that a path, a folder or a glob (`*`, `**`, `?`) names, in code-point order. */
export function findFiles(given: string): readonly string[] {
  const found = statSync(given, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) return atLeastOne(given, listFiles(given).filter((file) => TABLE_FILE.test(file)), 'has no CSV, JSON Lines or Parquet file');
  if (found !== undefined) return [given];
  if (/[*?]/.test(given)) return atLeastOne(given, glob(given), 'matches no file');
  throw new InputError(given, 'no such file', 'Check the path; relative paths start at the folder of the file that names them.');
}

/** The size of these files. */
export function bytesOf(given: string): number {
  return findFiles(given).reduce((sum, file) => sum + statSync(file).size, 0);
}

/** What the folders of a partitioned table say of all rows of a file: `events/country=DE/part-0.parquet` gives country DE. */
export function partitionsOf(given: string, file: string): ReadonlyMap<string, string | null> {
  const parts = given.split('/');
  const magic = parts.findIndex((part) => /[*?]/.test(part));
  const known = magic < 0 ? parts.filter((part) => part !== '').length : parts.slice(0, magic).filter((part) => part !== '').length;
  const folders = file.split('/').filter((part) => part !== '').slice(known, -1);
  return new Map(folders.flatMap((folder) => {
    const [, key, value = ''] = /^([^=]+)=(.*)$/.exec(folder) ?? [];
    return key === undefined ? [] : [[key, value === '__HIVE_DEFAULT_PARTITION__' ? null : decodePart(value)] as const];
  }));
}

function decodePart(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function atLeastOne(given: string, files: readonly string[], otherwise: string): readonly string[] {
  if (files.length > 0) return [...files].sort((a, b) => (a < b ? -1 : 1));
  throw new InputError(given, otherwise, 'Name a file, a folder or a glob such as events/*.parquet.');
}

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
}

function glob(pattern: string): readonly string[] {
  const parts = pattern.split('/');
  const magic = parts.findIndex((part) => /[*?]/.test(part));
  const root = parts.slice(0, magic).join('/') || (pattern.startsWith('/') ? '/' : '.');
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  const wanted = globRegex(parts.slice(magic).join('/'));
  return listFiles(root).filter((file) => wanted.test(file.slice(root === '.' ? 0 : root.length).replace(/^\/+/, '')));
}

function globRegex(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*+|\?/g, (magic) => (magic === '**/' ? '(?:.*/)?' : magic === '?' ? '[^/]' : '[^/]*'));
  return new RegExp(`^${source}$`);
}
