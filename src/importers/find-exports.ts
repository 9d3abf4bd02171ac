import { openSync, readdirSync, readSync, closeSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { InputError } from '#errors.js';

/** What a table may be called. Other files in a folder are named, not read. */
const TABLE_FILE = /\.(csv|tsv|txt|jsonl|ndjson|json|parquet)(\.gz)?$/i;
const SHEET_FILE = /\.(xlsx|xlsm|ods)$/i;

/** The files that were given, and those of the folders that were given, in code-point order; others in those folders. */
export function findExports(given: readonly string[]): { readonly files: readonly string[]; readonly others: readonly { readonly file: string; readonly reason: string }[] } {
  const found = given.flatMap((path) => (isFolder(path) ? listFiles(path).map((file) => ({ file, named: false })) : [{ file: path, named: true }]));
  const zip = found.find(({ file }) => !SHEET_FILE.test(file) && isZip(file));
  if (zip !== undefined) throw new InputError(zip.file, 'is a zip', `Unpack it and give the folder: unzip ${basename(zip.file)} -d ${basename(zip.file, extname(zip.file))}.`);
  const isTable = ({ file, named }: { file: string; named: boolean }): boolean => named || TABLE_FILE.test(file);
  return { files: found.filter(isTable).map(({ file }) => file), others: found.filter((each) => !isTable(each)).map(({ file }) => ({ file, reason: SHEET_FILE.test(file) ? 'it is a workbook: save its sheet as CSV' : 'it is no table' })) };
}

function isFolder(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new InputError(path, 'no such file or folder', 'Give the files that were exported, or the folder that holds them.');
  return found.isDirectory();
}

/** Without what an operating system puts by. */
function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('__MACOSX'))
    .sort((a, b) => (a < b ? -1 : 1));
}

function isZip(file: string): boolean {
  const descriptor = openSync(file, 'r');
  try {
    const head = Buffer.alloc(4);
    readSync(descriptor, head, 0, 4, 0);
    return head.toString('latin1') === 'PK\u0003\u0004';
  } finally {
    closeSync(descriptor);
  }
}
