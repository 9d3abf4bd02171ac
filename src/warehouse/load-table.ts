import { InputError } from '#errors.js';
import { sqlType, writeCell } from './cast-column.js';
import { collectRejected, isFaulty } from './collect-rejected.js';
import type { LoadedSource } from './collect-rejected.js';
import { createTable } from './create-table.js';
import { findFiles, partitionsOf } from './find-files.js';
import { nameDroppedLines } from './dropped-lines.js';
import { matchColumns } from './match-columns.js';
import type { MatchedColumn } from './match-columns.js';
import { refuseDamagedGzip } from './gunzip.js';
import { judgedRows } from './judged-rows.js';
import { openSource } from './open-source.js';
import { makePrivateFolder } from './private-folder.js';
import { readAgain } from './read-again.js';
import { csvRow, readSource } from './read-source.js';
import type { ReadSource, SourceColumn } from './read-source.js';
import type { Rejected } from './rejected.js';
import { PROBLEM_KIND, writeProblem } from './row-problem.js';
import { identifier, join, raw, sql } from './sql.js';
import type { Sql } from './sql.js';
import type { TableSpec } from './table-spec.js';
import type { GuessedEncoding } from './text-encoding.js';
import { toUtf8 } from './to-utf8.js';
import { keepUnread, leftOutWords, replaceUnreadWords } from './unread-words.js';
import type { UnreadWords } from './unread-words.js';
import { viewFile } from './view-file.js';
import type { Warehouse } from './warehouse.js';

/** DuckDB plans a statement in a time that grows with the square of its columns: 2,000 take 5 s and 700 MiB, 5,000 half a minute and more memory than we give it. */
const MOST_COLUMNS = 2000;

export interface LoadedTable {
  readonly rows: number;
  /** The table's columns: the spec's, then those that only the files have. */
  readonly columns: readonly string[];
  /** Those of them that the files have, as their header rows write them. */
  readonly header: readonly string[];
  /** One entry a file that has rejected rows. */
  readonly rejected: readonly Rejected[];
  /** One entry a file that is not in UTF-8. */
  readonly encodings: readonly GuessedEncoding[];
  /** One entry a column with words that it does not know, in rows that were read. */
  readonly unreadWords: readonly UnreadWords[];
}

export interface LoadOptions {
  /** Put every row that cannot be read by, for `writeRejects`. */
  readonly keepRejected?: boolean;
  /** Which of the columns beyond the spec's the table is to have; all when absent. */
  readonly others?: (column: string) => boolean;
  /** What the table is to hold instead of its columns, worked out of them a row at a time: a long table takes no more memory than it must. Not for one with a key, or an enum that takes any word. */
  readonly reduced?: readonly ReducedColumn[];
  /** Whether the table may be a view of its file, by its columns: one that nobody changes. */
  readonly inPlace?: (columns: readonly string[]) => boolean;
}

export interface ReducedColumn {
  readonly name: string;
  readonly type: Sql;
  /** Over the spec's columns. */
  readonly value: Sql;
}

/**
 * Loads files (paths, folders, globs) into the table `spec.name`: every column of the spec, NULL where no file has it, then the
 * others as text. Rows that cannot be read are left out and counted.
 * @throws InputError when a file cannot be read as this table, none of its rows can, or an instant is naive or ambiguous
 */
export async function loadTable(warehouse: Warehouse, spec: TableSpec, files: string | readonly string[], options: LoadOptions = {}): Promise<LoadedTable> {
  const folder = makePrivateFolder();
  try {
    return await loadFiles(warehouse, spec, [files].flat(), options, folder.path);
  } finally {
    folder.remove();
  }
}

async function loadFiles(warehouse: Warehouse, spec: TableSpec, files: readonly string[], { keepRejected = false, others = () => true, reduced, inPlace = () => false }: LoadOptions, folder: string): Promise<LoadedTable> {
  const loaded: LoadedSource[] = [];
  const columns = new Map<string, MatchedColumn>();
  const found = files.flatMap((name) => findFiles(name).map((file) => ({ file, given: name })));
  for (const { file, given } of found) {
    const index = String(loaded.length);
    const opened = openSource(file);
    const long = await refuseDamagedGzip(opened);
    const source = await toUtf8(opened, folder, index);
    const plain = await readSource(warehouse, source, `${spec.name}_rejects_${index}`).catch((error: unknown) => { throw unreadable(file, error); });
    const read = { ...plain, columns: withPartitions(plain.columns, partitionsOf(given, file)) };
    const matched = matchColumns(spec, file, read.columns).filter(({ name }) => Object.hasOwn(spec.columns, name) || others(name));
    const added = matched.filter(({ name }) => !columns.has(name.toLowerCase()));
    if (columns.size + added.length > MOST_COLUMNS) throw new InputError(file, `has ${plain.columns.length.toLocaleString('en-GB')} columns, more than the ${MOST_COLUMNS.toLocaleString('en-GB')} that are read of a table`, 'Export fewer columns: those that the mail prints, and those that Presend names.');
    if (found.length === 1 && inPlace(matched.map(({ name }) => name))) {
      const rows = await viewFile(warehouse, spec, read, matched).catch((error: unknown) => { throw unreadable(file, error); });
      if (rows !== undefined) return { ...describeColumns(spec, matched), rows, rejected: [], encodings: [], unreadWords: [] };
    }
    if (loaded.length === 0) await makeTable(warehouse, spec, matched, reduced);
    else if (reduced === undefined) await addColumns(warehouse, spec, added);
    for (const column of added) columns.set(column.name.toLowerCase(), column);
    const start = loaded.at(-1)?.end ?? 0;
    await insertRows(warehouse, spec, keepRejected ? read : { ...read, row: NO_ROW }, matched, { reduced, start }).catch((error: unknown) => { throw unreadable(file, error); });
    await nameDroppedLines(warehouse, read, long);
    loaded.push({ ...read, start, end: await countRows(warehouse, spec) });
  }
  const kept = await keepUnread(warehouse, spec);
  await markRepeatedKeys(warehouse, spec, keepRejected ? rowOf([...columns.values()]) : NO_ROW);
  await keepLasting(warehouse, spec);
  const faulty = await isFaulty(warehouse, spec);
  const rejected = await collectRejected(warehouse, spec, loaded, { faulty, keep: keepRejected });
  const leftOut = faulty ? await leftOutWords(warehouse, spec) : [];
  const rows = await dropProblems(warehouse, spec, faulty);
  refuseWhenNothingIsLeft(rows, rejected, leftOut, files[0] ?? '');
  const unreadWords = [...kept, ...leftOut, ...await replaceUnreadWords(warehouse, spec, [...columns.values()].map(({ name }) => name))];
  const encodings = loaded.filter(({ source: { encoding } }) => encoding !== 'utf-8').map(({ source: { file, encoding } }) => ({ table: spec.name, file, encoding }));
  return { ...describeColumns(spec, [...columns.values()]), rows, rejected, encodings, unreadWords };
}

function describeColumns(spec: TableSpec, found: readonly MatchedColumn[]): Pick<LoadedTable, 'header' | 'columns'> {
  return { header: found.map(({ source }) => source.name), columns: [...new Set([...Object.keys(spec.columns), ...found.map(({ name }) => name)])] };
}

/** A file's own column beats its folder's. */
function withPartitions(columns: readonly SourceColumn[], partitions: ReadonlyMap<string, string | null>): readonly SourceColumn[] {
  const own = new Set(columns.map(({ name }) => name.toLowerCase()));
  const added = [...partitions].filter(([name]) => !own.has(name.toLowerCase()));
  return [...columns, ...added.map(([name, value]) => ({ name, cell: sql`CAST(${value} AS VARCHAR)`, type: 'VARCHAR' }))];
}

/** Instead of a row's text, for which every column would be read. */
const NO_ROW = sql`CAST(NULL AS VARCHAR)`;
const PROBLEM_COLUMN = raw('_problem VARCHAR');

async function makeTable(warehouse: Warehouse, spec: TableSpec, matched: readonly MatchedColumn[], reduced: LoadOptions['reduced']): Promise<void> {
  const others = matched.filter(({ name }) => !Object.hasOwn(spec.columns, name)).map(({ name }) => sql`${identifier(name)} VARCHAR`);
  if (reduced === undefined) return createTable(warehouse, spec, [PROBLEM_COLUMN, ...others]);
  const columns = reduced.map(({ name, type }) => sql`${identifier(name)} ${type}`);
  return warehouse.run(sql`CREATE OR REPLACE TABLE ${identifier(spec.name)} (${join(columns, ', ')}, ${PROBLEM_COLUMN})`);
}

/** Adds what another file has beyond the columns of those before. */
async function addColumns(warehouse: Warehouse, spec: TableSpec, added: readonly MatchedColumn[]): Promise<void> {
  for (const { name } of added) {
    if (Object.hasOwn(spec.columns, name)) continue;
    await warehouse.run(sql`ALTER TABLE ${identifier(spec.name)} ADD COLUMN ${identifier(name)} VARCHAR`);
  }
}

async function insertRows(warehouse: Warehouse, spec: TableSpec, read: ReadSource, matched: readonly MatchedColumn[], { reduced, start }: Pick<LoadOptions, 'reduced'> & { readonly start: number }): Promise<void> {
  const rows = judgedRows(spec, read, matched);
  await warehouse.run(sql`INSERT INTO ${identifier(spec.name)} BY NAME ${reduced === undefined ? rows : reducedRows(spec, rows, matched, reduced)}`);
  if (reduced === undefined) await readAgain(warehouse, spec, read, matched, start);
}

function reducedRows(spec: TableSpec, rows: Sql, matched: readonly MatchedColumn[], reduced: readonly ReducedColumn[]): Sql {
  const absent = Object.entries(spec.columns).filter(([name]) => matched.every((column) => column.name !== name));
  const nulls = absent.map(([name, type]) => sql`, CAST(NULL AS ${sqlType(type)}) AS ${identifier(name)}`);
  return sql`SELECT ${join(reduced.map(({ name, type, value }) => sql`CAST(${value} AS ${type}) AS ${identifier(name)}`), ', ')}, _problem
    FROM (SELECT *${join(nulls, '')} FROM (${rows}))`;
}

/** Leaves out the rows that have a problem, and the column; returns how many there are then. */
async function dropProblems(warehouse: Warehouse, spec: TableSpec, faulty: boolean): Promise<number> {
  if (faulty) await warehouse.run(sql`DELETE FROM ${identifier(spec.name)} WHERE _problem IS NOT NULL`);
  await warehouse.run(sql`ALTER TABLE ${identifier(spec.name)} DROP COLUMN _problem`);
  return countRows(warehouse, spec);
}

/** The first row of a key stays. */
async function markRepeatedKeys(warehouse: Warehouse, spec: TableSpec, row: Sql): Promise<void> {
  if (spec.key === undefined) return;
  const [table, key] = [identifier(spec.name), identifier(spec.key)];
  await warehouse.run(sql`
    UPDATE ${table} SET _problem = ${writeProblem('repeated', [{ column: spec.key, value: sql`NULL` }], row)}
    WHERE rowid IN (
      SELECT row_id FROM (
        SELECT rowid AS row_id, row_number() OVER (PARTITION BY ${key} ORDER BY rowid) AS place FROM ${table}
        WHERE _problem IS NULL AND ${key} IN (SELECT ${key} FROM ${table} WHERE _problem IS NULL GROUP BY ${key} HAVING count(*) > 1))
      WHERE place > 1)`);
}

function rowOf(columns: readonly MatchedColumn[]): Sql {
  return csvRow(columns.map(({ name, type }) => writeCell(identifier(name), type)), ',');
}

/** What a repeated row says for good is kept with the row that stays. */
async function keepLasting(warehouse: Warehouse, { name, key, lasting = [] }: TableSpec): Promise<void> {
  if (key === undefined) return;
  for (const column of lasting.map(identifier)) {
    await warehouse.run(sql`
      UPDATE ${identifier(name)} SET ${column} = true
      WHERE _problem IS NULL AND ${column} IS NOT true AND ${identifier(key)} IN (SELECT ${identifier(key)} FROM ${identifier(name)} WHERE _problem IS NOT NULL AND ${PROBLEM_KIND} = 'repeated' AND ${column})`);
  }
}

async function countRows(warehouse: Warehouse, spec: TableSpec): Promise<number> {
  const [found] = await warehouse.all<{ rows: number }>(sql`SELECT count(*) AS rows FROM ${identifier(spec.name)}`);
  return found?.rows ?? 0;
}

/** A table of which not one row could be read has been misread: an empty audience must not pass for a checked one. */
function refuseWhenNothingIsLeft(rows: number, rejected: readonly Rejected[], [unread]: readonly UnreadWords[], given: string): void {
  const [first] = rejected;
  if (rows > 0 || (first === undefined && unread === undefined)) return;
  if (first === undefined) throw new InputError(given, `none of its ${String(unread?.count)} rows has a ${String(unread?.column)} that is known (${unread?.words.map(({ word }) => `"${word}"`).join(', ') ?? ''})`, `Check that the column ${String(unread?.column)} is what it says.`);
  const [example] = first.examples;
  throw new InputError(first.file, `none of its ${String(first.rows)} rows can be read (line ${String(example?.line)}: ${String(example?.reason)})`, 'Check delimiter, quotes and columns.');
}

/** DuckDB's complaint about a file is the user's mistake; what else it says is ours. */
function unreadable(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof InputError) return error;
  if (error.message.includes('reached an invalid state')) return new InputError(file, 'its lines end in different ways (LF, CRLF or CR)', 'Save it with one kind of line end.', { cause: error });
  if (!/^(Invalid Input|IO|Invalid|Conversion) Error/.test(error.message)) return error;
  return new InputError(file, `cannot be read (${error.message.split('\n')[0] ?? ''})`, 'Check that the file is complete.', { cause: error });
}
