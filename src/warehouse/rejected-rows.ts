import { raw, sql } from './sql.js';
import type { Warehouse } from './warehouse.js';
import { formulaSafe } from './formula-safe.js';
import { isCsv, writeTable } from './write-table.js';

/** A row that could not be read, for whoever mends it. */
export interface RejectedRow {
  readonly table: string;
  readonly file: string;
  /** Row, in a Parquet file; 0 where it is not known. */
  readonly line: number;
  readonly reason: string;
  /** As the file has it, without outer white space; the first 10,000 characters. */
  readonly row: string;
}

const ROWS = raw('rejected_rows');
const COLUMNS = ['table', 'file', 'line', 'reason', 'row'] as const;
/** Rows that go to the warehouse in one statement. */
const BATCH = 20_000;

/** Puts rows by, for `writeRejects`. */
export async function keepRejectedRows(warehouse: Warehouse, rows: readonly RejectedRow[]): Promise<void> {
  await warehouse.run(sql`CREATE TABLE IF NOT EXISTS ${ROWS} ("table" VARCHAR, file VARCHAR, line BIGINT, reason VARCHAR, "row" VARCHAR)`);
  for (let from = 0; from < rows.length; from += BATCH) {
    const [table, file, line, reason, row] = COLUMNS.map((column) => rows.slice(from, from + BATCH).map((rejected) => String(rejected[column]))) as [string[], string[], string[], string[], string[]];
    await warehouse.run(sql`INSERT INTO ${ROWS} SELECT unnest(${table}), unnest(${file}), CAST(unnest(${line}) AS BIGINT), unnest(${reason}), unnest(${row})`);
  }
}

/** Writes the rows that were put by: file, line, reason, row. In a CSV they are safe to open in a spreadsheet; `formulaSafe` says how to get the rows back. */
export async function writeRejects(warehouse: Warehouse, file: string): Promise<void> {
  await keepRejectedRows(warehouse, []);
  const safe = (column: string) => (isCsv(file) ? formulaSafe(raw(column)) : raw(column));
  await writeTable(warehouse, sql`SELECT "table", ${safe('file')} AS file, line, ${safe('reason')} AS reason, ${safe('"row"')} AS "row" FROM ${ROWS} ORDER BY rowid`, file);
}
