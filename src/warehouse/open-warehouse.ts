import { createRequire } from 'node:module';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type * as NodeApi from '@duckdb/node-api';
import type { DuckDBAppender, DuckDBConnection, DuckDBDataChunk as DataChunk, DuckDBInstance as Instance, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { InputError } from '#errors.js';
import { isDiskFull } from './is-disk-full.js';
import { OutOfMemory } from './out-of-memory.js';
import { makePrivateFolder } from './private-folder.js';
import { withLookups } from './sql.js';
import type { Sql, SqlValue } from './sql.js';
import type { Appender, Warehouse } from './warehouse.js';

// From source there is no `require`, and an import would look for names in the text of each of the package's hundred files, which takes longer than to load the engine.
const {
  BIGINT, BOOLEAN, DOUBLE, DuckDBDataChunk, DuckDBDateValue, DuckDBDecimalValue, DuckDBDoubleVector, DuckDBInstance, DuckDBListValue, DuckDBMapValue,
  DuckDBStructValue, DuckDBTimestampTZValue, DuckDBTimestampValue, LIST, listValue, TIMESTAMP, VARCHAR,
} = (typeof require === 'undefined' ? createRequire(import.meta.url)('@duckdb/node-api') : bundled()) as typeof NodeApi;

/** The bundle has all files of the package in one: to find and link them takes three times as long. */
function bundled(): unknown {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- what a bundler puts the package in place of
  return require('@duckdb/node-api');
}

export interface WarehouseOptions {
  /** As DuckDB writes sizes: `2GiB`. When absent 850 MiB, or half of the machine's memory if that is less; the rest is spilled to the folder. */
  readonly memoryLimit?: string;
  /** All cores when absent. */
  readonly threads?: number;
  /** Called twice a second while a statement runs, with how much of it is done as DuckDB guesses it, 0 to 100. */
  readonly onProgress?: (percent: number) => void;
}

/** Milliseconds between two calls of `onProgress`. */
const PROGRESS_EVERY = 500;
/** Progress is kept from the start of a statement, and not printed by DuckDB itself. */
const PROGRESS = ['SET enable_progress_bar = true', 'SET enable_progress_bar_print = false', 'SET progress_bar_time = 0'];

/** As DuckDB reads sizes. */
const SIZE = /^\s*\d+(?:\.\d+)?\s*[kmgt]i?b\s*$/i;

/** MiB. More makes neither an audience of ten million nor a log of a hundred million faster; Node and what DuckDB holds beside its buffers come on top, 900 MiB at most so far. */
const MEMORY_LIMIT = 850;

/** What the machine has is used, nothing is fetched: extensions that are not built in stay out. */
const SETTINGS = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
  asof_loop_join_threshold: '0', // without it DuckDB 1.5.5 plans small ASOF joins as windows, which now and then fail
};

/**
 * Opens DuckDB in memory, with a private temporary folder for what does not fit: several times faster than a database file, whose
 * columns would be compressed for a few minutes' use. Instants are TIMESTAMP in UTC in every table; a Date is bound as one. Statements may run side by side; each stream has a connection of its own and sees what was there when it began.
 */
export async function openWarehouse(options: WarehouseOptions = {}): Promise<Warehouse> {
  if (options.memoryLimit !== undefined && !SIZE.test(options.memoryLimit)) throw new InputError('--memory', `"${options.memoryLimit}" is no size`, 'Write it as 4GiB or 800MiB.');
  const folder = makePrivateFolder();
  try {
    const instance = await DuckDBInstance.create(':memory:', {
      ...SETTINGS,
      memory_limit: options.memoryLimit ?? defaultMemoryLimit(),
      temp_directory: join(folder.path, 'spill'),
      ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
    });
    const connection = await connect(instance);
    const watched = await watch(connection, options.onProgress);
    return {
      async run(statement) {
        await watched(() => connection.run(...prepared(statement))).catch(refuse);
      },
      async all<Row extends Record<string, unknown>>(query: Sql): Promise<Row[]> {
        const reader = await connection.runAndReadAll(...prepared(query)).catch(refuse);
        return toRows<Row>(reader.deduplicatedColumnNames(), reader.getRows());
      },
      async *stream<Row extends Record<string, unknown>>(query: Sql) {
        for await (const { names, chunk } of chunks(instance, query)) yield toRows<Row>(names, chunk.getRows());
      },
      async *streamColumns(query) {
        for await (const { chunk } of chunks(instance, query)) yield chunk.getColumns();
      },
      async *streamNumbers(query) {
        for await (const { chunk } of chunks(instance, query)) yield Array.from({ length: chunk.columnCount }, (_, column) => numbersOf(chunk, column));
      },
      append: async (table) => appender(await connection.createAppender(table).catch(refuse)),
      close() {
        connection.closeSync();
        instance.closeSync();
        folder.remove();
        return Promise.resolve();
      },
    };
  } catch (error) {
    folder.remove();
    throw error;
  }
}

function defaultMemoryLimit(): string {
  const half = Math.min(process.constrainedMemory() || Infinity, totalmem()) / 2 / 1024 ** 2;
  return `${String(Math.floor(Math.min(half, MEMORY_LIMIT)))}MiB`;
}

/** The zone is the one setting that an instance does not take for all its connections. */
async function connect(instance: Instance): Promise<DuckDBConnection> {
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  return connection;
}

/** Tells somebody who wants to know how far a statement is; of statements side by side, the connection tells of the last. */
async function watch(connection: DuckDBConnection, onProgress: WarehouseOptions['onProgress']): Promise<<Result>(statement: () => Promise<Result>) => Promise<Result>> {
  if (onProgress === undefined) return (statement) => statement();
  for (const setting of PROGRESS) await connection.run(setting);
  return async (statement) => {
    const timer = setInterval(() => onProgress(Math.min(100, Math.max(0, Math.floor(connection.progress.percentage)))), PROGRESS_EVERY);
    return statement().finally(() => clearInterval(timer));
  };
}

async function* chunks(instance: Instance, query: Sql): AsyncGenerator<{ readonly names: readonly string[]; readonly chunk: DataChunk }> {
  const connection = await connect(instance);
  try {
    const result = await connection.stream(...prepared(query)).catch(refuse);
    const names = result.deduplicatedColumnNames();
    for (;;) {
      const chunk = await result.fetchChunk().catch(refuse);
      if (chunk === null || chunk.rowCount === 0) return;
      yield { names, chunk };
    }
  } finally {
    connection.closeSync();
  }
}

function numbersOf(chunk: DataChunk, column: number): Float64Array {
  const vector = chunk.getColumnVector(column);
  if (!(vector instanceof DuckDBDoubleVector)) throw new TypeError(`column ${String(column)} is not DOUBLE`);
  const { items, validity } = vector as unknown as { readonly items: Float64Array; readonly validity: { itemValid(row: number): boolean } }; // one call a number would cost more than all else about it
  for (let row = 0; row < items.length; row++) if (!validity.itemValid(row)) throw new TypeError(`column ${String(column)} has a NULL`);
  return items.slice();
}

/** Rows of a chunk of DuckDB. */
const CHUNK = 2048;

/** Rows go to the engine a chunk at a time. */
function appender(to: DuckDBAppender): Appender {
  const columns = Array.from({ length: to.columnCount }, () => new Float64Array(CHUNK));
  const write = (rows: number): void => {
    const chunk = DuckDBDataChunk.create(columns.map(() => DOUBLE), rows);
    columns.forEach((values, column) => {
      const vector = chunk.getColumnVector(column);
      values.subarray(0, rows).forEach((value, row) => vector.setItem(row, value));
      vector.flush();
    });
    to.appendDataChunk(chunk);
  };
  let count = 0;
  return {
    add(row) {
      columns.forEach((values, column) => { values[count] = row[column] ?? NaN; });
      if (++count < CHUNK) return;
      refusing(() => write(count));
      count = 0;
    },
    close() {
      refusing(() => {
        write(count);
        to.closeSync();
      });
    },
  };
}

function refusing(act: () => void): void {
  try {
    act();
  } catch (error) {
    refuse(error);
  }
}

/** Too little memory or disk is nothing that we did wrong, and can be mended. */
function refuse(error: unknown): never {
  if (!(error instanceof Error)) throw error;
  if (isDiskFull(error)) {
    throw new InputError(tmpdir(), 'is full: the tables do not fit into the temporary folder', 'Set TMPDIR to a folder with more free space.', { cause: error });
  }
  if (!error.message.startsWith('Out of Memory Error')) throw error;
  const [used = ''] = /\([^)]*used\)/.exec(error.message) ?? [];
  throw new OutOfMemory(used, error);
}

/**
 * The statement's text with $1, $2 ... and what they stand for. Equal values are bound once, each NULL for itself: it has no type yet. Where two expressions
 * differ in the number of a parameter, DuckDB does not see that they are the same.
 */
function prepared(statement: Sql): [text: string, values: DuckDBValue[], types: DuckDBType[]] {
  const { pieces, params } = withLookups(statement);
  const numbers = new Map<string, number>();
  const values: SqlValue[] = [];
  const text = pieces.reduce((before, piece, index) => {
    const value = params[index - 1] ?? null;
    const key = value === null ? `null:${String(index)}` : `${typeof value}:${typeof value === 'object' ? JSON.stringify(value) : String(value)}`;
    const number = numbers.get(key) ?? values.push(value);
    numbers.set(key, number);
    return `${before}$${String(number)}${piece}`;
  });
  return [text, values.map(toDuckDb), values.map(typeOf) as DuckDBType[]];
}

function toDuckDb(value: SqlValue): DuckDBValue {
  if (value instanceof Date) return new DuckDBTimestampValue(BigInt(value.getTime()) * 1000n);
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof value === 'object' && value !== null) return listValue([...value]);
  return value;
}

function typeOf(value: SqlValue): DuckDBType | undefined {
  if (value === null) return undefined;
  if (value instanceof Date) return TIMESTAMP;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BIGINT : DOUBLE;
  if (typeof value === 'boolean') return BOOLEAN;
  return typeof value === 'string' ? VARCHAR : LIST(VARCHAR);
}

function toRows<Row extends Record<string, unknown>>(names: readonly string[], rows: readonly DuckDBValue[][]): Row[] {
  return rows.map((row) => Object.fromEntries(names.map((name, index) => [name, toJs(row[index] ?? null)])) as Row);
}

/** Integers and decimals as numbers where a number holds them exactly, else as text; instants as ISO 8601 in UTC. */
function toJs(value: DuckDBValue): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) return new Date(Number(value.micros / 1000n)).toISOString();
  if (value instanceof DuckDBDateValue) return value.toString();
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBListValue) return value.items.map(toJs);
  if (value instanceof DuckDBMapValue) return Object.fromEntries(value.entries.map((entry) => [String(toJs(entry.key)), toJs(entry.value)]));
  if (value instanceof DuckDBStructValue) return Object.fromEntries(Object.entries(value.entries).map(([name, field]) => [name, toJs(field)]));
  return value.toString();
}
