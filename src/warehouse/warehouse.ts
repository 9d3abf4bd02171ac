import type { Sql } from './sql.js';

/** The engine that holds the audience's tables and runs SQL over them. DuckDB in-process by default. */
export interface Warehouse {
  /** Runs a statement for its effect. */
  run(statement: Sql): Promise<void>;
  /** All rows of a small result. Integers come as numbers, timestamps as ISO 8601 in UTC. */
  all<Row extends Record<string, unknown>>(query: Sql): Promise<Row[]>;
  /** Rows of a result of any size, a chunk at a time. */
  stream<Row extends Record<string, unknown>>(query: Sql): AsyncIterable<readonly Row[]>;
  /**
   * The same by columns, which is several times faster to read: no row is an object, and values are as DuckDB gives them. For results of
   * DOUBLE, INTEGER, BOOLEAN and VARCHAR, which are numbers, booleans and strings.
   */
  streamColumns(query: Sql): AsyncIterable<readonly (readonly unknown[])[]>;
  /** The same for results of DOUBLE, for millions of numbers. Throws a TypeError at a column of another type and at a NULL. */
  streamNumbers(query: Sql): AsyncIterable<readonly Float64Array[]>;
  /** Puts rows of numbers at the end of a table, which are cast to the types of its columns, and are there when it is closed. */
  append(table: string): Promise<Appender>;
  /** Ends the engine and removes its temporary folder. */
  close(): Promise<void>;
}

export interface Appender {
  add(row: ArrayLike<number>): void;
  close(): void;
}
