import { renameSync } from 'node:fs';
import { extname } from 'node:path';
import { InputError } from '#errors.js';
import { halfFileOf } from './private-folder.js';
import { raw, sql } from './sql.js';
import type { Sql } from './sql.js';
import type { Warehouse } from './warehouse.js';

const FORMATS = new Map([
  ['.csv', 'FORMAT csv, HEADER'],
  ['.parquet', 'FORMAT parquet, COMPRESSION zstd'],
]);

/** Whether a file's name says that its cells will be opened in a spreadsheet. */
export function isCsv(file: string): boolean {
  return extname(file).toLowerCase() === '.csv';
}

/**
 * Writes a query's rows to a CSV (RFC 4180) or Parquet file, by its extension: to a temporary file beside it, then renamed, so that an
 * interrupted run leaves no half file. The query must not have bound parameters.
 * @throws InputError for another extension, or a place that cannot be written
 */
export async function writeTable(warehouse: Warehouse, query: Sql, file: string): Promise<void> {
  const format = FORMATS.get(extname(file).toLowerCase());
  if (format === undefined) throw new InputError(file, 'is neither CSV nor Parquet', 'End its name in .csv or .parquet.');
  const half = halfFileOf(file);
  try {
    await warehouse.run(sql`COPY (${query}) TO ${raw(`'${half.path.replaceAll("'", "''")}'`)} (${raw(format)})`);
    renameSync(half.path, file);
  } catch (error) {
    if (error instanceof Error && /^IO Error|EACCES|ENOENT|EISDIR/.test(error.message)) throw new InputError(file, 'cannot be written', 'Check that its folder exists and that you may write there.', { cause: error });
    throw error;
  } finally {
    half.remove();
  }
}
