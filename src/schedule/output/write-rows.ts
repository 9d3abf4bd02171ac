import { rm } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { ConfigError } from '#errors.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { raw, sql } from '#warehouse/sql.js';
import { writeTable } from '#warehouse/write-table.js';
import { csvRows } from './csv-rows.js';
import type { Cell } from './csv-rows.js';
import { callbackTarget, fileTarget } from './write-text.js';
import type { TextTarget } from './write-text.js';

export type RowFormat = 'csv' | 'json' | 'parquet';

/** Takes rows as they come; `close` puts the result in its place. */
export interface RowSink<Row> {
  write(rows: readonly Row[]): Promise<void>;
  close(): Promise<void>;
  /** Leaves nothing behind. */
  abort(): Promise<void>;
}

/** Columns in order, with their types in Parquet. */
export type ColumnTypes<Row> = Readonly<Record<keyof Row & string, 'VARCHAR' | 'TIMESTAMPTZ' | 'DOUBLE' | 'INTEGER'>>;

/**
 * Where rows go: a file, or a function that takes the text as it comes. The format is by the extension of the file when none is given, else CSV.
 * @throws ConfigError for Parquet without a file
 */
export function rowSink<Row extends Readonly<Record<keyof Row, Cell>>>(types: ColumnTypes<Row>, output: string | ((text: string) => void), format?: RowFormat): RowSink<Row> {
  if (typeof output === 'function') {
    if (format === 'parquet') throw new ConfigError('--format', 'parquet cannot go to standard output', 'Name a file with --output.');
    return format === 'json' ? jsonSink(callbackTarget(output)) : csvSink(types, callbackTarget(output));
  }
  const file = resolve(output);
  const kind = format ?? { '.parquet': 'parquet' as const, '.json': 'json' as const }[extname(file).toLowerCase()] ?? 'csv';
  if (kind === 'parquet') return parquetSink(types, file);
  return kind === 'json' ? jsonSink(fileTarget(file)) : csvSink(types, fileTarget(file));
}

/** A CSV file with a header row. */
function csvSink<Row extends Readonly<Record<keyof Row, Cell>>>(types: ColumnTypes<Row>, target: TextTarget): RowSink<Row> {
  const columns = Object.keys(types) as (keyof Row & string)[];
  let before = `${columns.join(',')}\n`;
  const write = async (rows: readonly Row[]): Promise<void> => {
    await target.write(before + csvRows(columns, rows));
    before = '';
  };
  return { write, close: () => target.close(), abort: () => target.abort() };
}

/** A JSON array, one row a line. */
function jsonSink<Row>(target: TextTarget): RowSink<Row> {
  let before = '[\n';
  const write = async (rows: readonly Row[]): Promise<void> => {
    for (const row of rows) {
      await target.write(before + JSON.stringify(row));
      before = ',\n';
    }
  };
  const close = async (): Promise<void> => {
    await target.write(before === '[\n' ? '[]\n' : '\n]\n');
    await target.close();
  };
  return { write, close, abort: () => target.abort() };
}

/** One JSON object a line. */
export function jsonLinesSink<Row>(target: TextTarget): RowSink<Row> {
  return {
    write: (rows) => target.write(rows.map((row) => `${JSON.stringify(row)}\n`).join('')),
    close: () => target.close(),
    abort: () => target.abort(),
  };
}

/** A Parquet file, made from a file of JSON Lines beside it. */
function parquetSink<Row>(types: ColumnTypes<Row>, file: string): RowSink<Row> {
  const lines = `${file}.${String(process.pid)}.jsonl`;
  const rows = jsonLinesSink<Row>(fileTarget(lines));
  const close = async (): Promise<void> => {
    await rows.close();
    const warehouse = await openWarehouse();
    const columns = Object.entries(types).map(([name, type]) => `${name}: '${String(type)}'`).join(', ');
    try {
      await writeTable(warehouse, sql`SELECT * FROM read_json(${raw(`'${lines.replaceAll("'", "''")}'`)}, format = 'newline_delimited', columns = {${raw(columns)}})`, file);
    } finally {
      await warehouse.close();
      await rm(lines, { force: true });
    }
  };
  return { write: (chunk) => rows.write(chunk), close, abort: () => rows.abort() };
}
