import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '#errors.js';
import { join as joined, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import { COLUMNS } from './parts.js';
import type { Part } from './parts.js';
import type { WeekFile } from './read-manifest.js';

/** The rows of week files, as a relation. Parquet knows no enums. */
export function rowsOf(part: Part, folder: string, files: readonly WeekFile[]): Sql {
  const columns = Object.entries(COLUMNS[part]);
  const cast = (value: (name: string) => Sql): Sql => joined(columns.map(([name, type]) => sql`CAST(${value(name)} AS ${type}) AS ${raw(name)}`), ', ');
  if (files.length === 0) return sql`(SELECT ${cast(() => raw('NULL'))} WHERE false)`;
  return sql`(SELECT ${cast(raw)} FROM read_parquet(${pathsOf(folder, files)}))`;
}

/** Rows together with those of week files. */
export function withFiles(rows: Sql, part: Part, folder: string, files: readonly WeekFile[]): Sql {
  return files.length === 0 ? rows : sql`(FROM ${rows} UNION ALL BY NAME FROM ${rowsOf(part, folder, files)})`;
}

/** As DuckDB reads them: what would be a pattern is itself. */
export function pathsOf(folder: string, files: readonly WeekFile[]): readonly string[] {
  return files.map(({ file }) => join(folder, file).replace(/[[*?]/g, '[$&]'));
}

/** @throws InputError for a file whose content is not what its name says */
export function checkFiles(folder: string, files: readonly WeekFile[]): void {
  for (const { file } of files) {
    const path = join(folder, file);
    if (!file.includes(`.${digestOf(path)}.`)) throw new InputError(path, 'is damaged: its content is not what its name says', 'Restore it, or learn the model anew from the whole log.');
  }
}

/** What a file's name ends in: the first digits of its SHA-256. */
export function digestOf(path: string): string {
  const hash = createHash('sha256');
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(1 << 20);
    for (let read = readSync(file, bytes); read > 0; read = readSync(file, bytes)) hash.update(bytes.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex').slice(0, 16);
}
