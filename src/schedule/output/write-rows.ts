import { rm } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { ConfigError } from '#errors.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { raw, sql } from '#warehouse/sql.js';
import { writeTable } from '#warehouse/write-table.js';
import { rowText } from './encode-rows.js';
import type { RowEncoding } from './encode-rows.js';
import type { Cell } from './csv-rows.js';
import { callbackTarget, fileTarget } from './write-text.js';
import type { TextTarget } from './write-text.js';

export type RowFormat = 'csv' | 'json' | 'parquet';

const NOT_WRITTEN = ['.jsonl', '.ndjson', '.xlsx', '.xls'];

/** Takes rows as they come; `close` puts the result in its place. */
export interface RowSink<Row> {
  write(rows: readonly Row[]): Promise<void>;
  /** How rows are written by `rowText`, for whoever does that elsewhere; the columns of a CSV. */
  readonly encoding: RowEncoding;
  /** Takes rows that are written already. */
  writeEncoded(text: string): Promise<void>;
  close(): Promise<void>;
  /** Leaves nothing behind. */
  abort(): Promise<void>;
}

/** Columns in order, with their types in Parquet. */
export type ColumnTypes<Row> = Readonly<Record<keyof Row & string, 'VARCHAR' | 'TIMESTAMPTZ' | 'DOUBLE' | 'INTEGER'>>;

/**
 * Where rows go: a file, or a function that takes the text as it comes. The format is by the extension of the file when none is given, else CSV.
 * @throws ConfigError for Parquet without a file, and for a name that promises another format
 */
export function rowSink<Row extends Readonly<Record<keyof Row, Cell>>>(types: ColumnTypes<Row>, output: string | ((text: string) => void), format?: RowFormat): RowSink<Row> {
  if (typeof output === 'function') {
    if (format === 'parquet') throw new ConfigError('--format', 'parquet cannot go to standard output', 'Name a file with --output.');
    return format === 'json' ? jsonSink(callbackTarget(output)) : csvSink(types, callbackTarget(output));
  }
  const file = resolve(output);
  const extension = extname(file).toLowerCase();
  if (format === undefined && NOT_WRITTEN.includes(extension)) throw new ConfigError(output, `would hold CSV, though ${extension} says something else`, 'Name it .csv, .json or .parquet, or say with --format what it shall hold.');
  const kind = format ?? { '.parquet': 'parquet' as const, '.json': 'json' as const }[extension] ?? 'csv';
  if (kind === 'parquet') return parquetSink(types, file);
  return kind === 'json' ? jsonSink(fileTarget(file)) : csvSink(types, fileTarget(file));
}

/** A CSV file with a header row. */
function csvSink<Row extends Readonly<Record<keyof Row, Cell>>>(types: ColumnTypes<Row>, target: TextTarget): RowSink<Row> {
  const columns = Object.keys(types);
  return encodingSink(target, { kind: 'csv', columns }, { before: `${columns.join(',')}\n`, between: '', after: '' });
}

/** A JSON array, one row a line. */
function jsonSink<Row extends object>(target: TextTarget): RowSink<Row> {
  return encodingSink(target, { kind: 'json' }, { before: '[\n', between: ',\n', after: '\n]\n', empty: '[]\n' });
}

/** One JSON object a line. */
export function jsonLinesSink<Row extends object>(target: TextTarget): RowSink<Row> {
  return encodingSink(target, { kind: 'jsonLines' }, { before: '', between: '', after: '' });
}

/** What stands around encoded rows; `empty` instead of it all where there is no row. */
interface Frame {
  readonly before: string;
  readonly between: string;
  readonly after: string;
  readonly empty?: string;
}

function encodingSink<Row extends object>(target: TextTarget, encoding: RowEncoding, frame: Frame): RowSink<Row> {
  let written = false;
  const writeEncoded = async (text: string): Promise<void> => {
    if (text === '') return;
    await target.write((written ? frame.between : frame.before) + text);
    written = true;
  };
  const write = (rows: readonly Row[]): Promise<void> => {
    const encoded = rowText(encoding);
    for (const row of rows) encoded.add(row);
    return writeEncoded(encoded.text());
  };
  const close = async (): Promise<void> => {
    await target.write(written ? frame.after : frame.empty ?? frame.before + frame.after);
    await target.close();
  };
  return { encoding, writeEncoded, write, close, abort: () => target.abort() };
}

/** A Parquet file, made from a file of JSON Lines beside it. */
function parquetSink<Row extends object>(types: ColumnTypes<Row>, file: string): RowSink<Row> {
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
  return { ...rows, close };
}
