import { InputError } from '#errors.js';
import { isTime } from './cast-column.js';
import { dividedMonth } from './month-names.js';
import { locateRecords } from './locate-record.js';
import type { LineNumbers, Torn } from './locate-record.js';
import type { ReadSource } from './read-source.js';
import { keepRejectedRows } from './rejected-rows.js';
import type { Rejected } from './rejected.js';
import { PROBLEM, PROBLEM_KIND } from './row-problem.js';
import type { RowProblem } from './row-problem.js';
import { shownCell } from './shown-cell.js';
import { identifier, sql } from './sql.js';
import type { Sql } from './sql.js';
import type { TableSpec } from './table-spec.js';
import type { Warehouse } from './warehouse.js';

const EXAMPLES = 5;
/** Rows of a file that are put by at most: a file with more is no table. How many are left out is put by with them. */
const MAX_KEPT = 1_000_000;
/** With more unsplittable records than this before it, a row's line is not looked for: the file is no table. */
const MAX_OFFSETS = 100_000;
const MONTHS = 12;
/** Characters of a cell in a reason. */
const LONGEST_CELL = 60;

const IS_FAULT = sql`kind NOT IN ('blank', 'unread')`;

/** A file in its table: its rows have the row ids from `start` to `end`, exclusive. */
export interface LoadedSource extends ReadSource {
  readonly start: number;
  readonly end: number;
}

type ProblemRow = Readonly<{ row: number; problem: RowProblem }>;

type SplitProblem = Readonly<{ offset: number; kind: string; message: string; row: string | null }>;

/**
 * Counts and names the rows that could not be read, a file at a time.
 * @throws InputError at the first instant without a zone or with an ambiguous date, or header row in another order
 */
export async function collectRejected(warehouse: Warehouse, spec: TableSpec, sources: readonly LoadedSource[], { faulty, keep }: { readonly faulty: boolean; readonly keep: boolean }): Promise<readonly Rejected[]> {
  const rejected: Rejected[] = [];
  for (const source of sources) {
    const found = await collectFrom(warehouse, spec, source, { faulty, keep });
    if (found.rows > 0) rejected.push(found);
  }
  for (const source of sources) {
    if (faulty) await refuseGuesses(warehouse, spec, source);
    if (source.rejects !== undefined) await dropRejects(warehouse, source.rejects);
  }
  return rejected;
}

/** Whether any row has a problem: one look instead of several at tables that have none. */
export async function isFaulty(warehouse: Warehouse, spec: TableSpec): Promise<boolean> {
  const [found] = await warehouse.all<{ faulty: boolean }>(sql`SELECT EXISTS (FROM ${identifier(spec.name)} WHERE _problem IS NOT NULL) AS faulty`);
  return found?.faulty === true;
}

async function refuseGuesses(warehouse: Warehouse, spec: TableSpec, source: LoadedSource): Promise<void> {
  const [found] = await problemRows(warehouse, spec, source, sql`kind IN ('naive', 'ambiguous', 'reordered')`, 1);
  if (found === undefined) return;
  const { kind, column, value } = found.problem;
  const lines = await locate(source, [found], await splitProblems(warehouse, source, MAX_OFFSETS));
  const where = `${source.source.file}:${String(lineOf(source, found, lines))}`;
  if (kind === 'reordered') throw new InputError(where, 'is a header row again, with its columns in another order, so that what follows would be read into the wrong ones', 'Make two files of it.');
  const what = `${column} "${value ?? ''}" ${kind === 'naive' ? 'has no time zone' : twoDays(value ?? '')}`;
  const days = kind === 'ambiguous' && spec.columns[column] !== 'instant' ? 'days as 2026-12-01, and ' : '';
  throw new InputError(where, what, `Write ${days}instants as 2026-12-01T09:00:00+01:00 or 2026-12-01T08:00:00Z.`);
}

/** Of a cell like 31/12/2026 it is the others of its column that can be read as two days. */
function twoDays(cell: string): string {
  const [first = 0, second = 0] = (cell.match(/\d+/g) ?? []).map(Number);
  return Math.max(first, second) > MONTHS ? 'is written as 03/04/2026 is, which can be read as two different days' : 'can be read as two different days';
}

async function collectFrom(warehouse: Warehouse, spec: TableSpec, source: LoadedSource, { faulty, keep }: { readonly faulty: boolean; readonly keep: boolean }): Promise<Rejected> {
  const split = await splitProblems(warehouse, source, MAX_OFFSETS);
  const rows = faulty ? await problemRows(warehouse, spec, source, IS_FAULT, keep ? MAX_KEPT : EXAMPLES) : [];
  const lines = await locate(source, rows, split);
  if (split.length > 0 && lines.torn) throw tornRecord(source, lines.torn);
  const linesOf = ({ kind, offset }: SplitProblem): number => (kind === STRAY_QUOTE ? lines.spans.get(offset) ?? 1 : 1);
  const located = [
    ...split.slice(0, keep ? undefined : EXAMPLES).map((found) => ({ line: lines.offsets.get(found.offset) ?? 0, reason: splitReason(found, linesOf(found)), row: found.row ?? '' })),
    ...rows.map((found) => ({ line: lineOf(source, found, lines), reason: rowReason(spec, found), row: found.problem.row ?? '' })),
  ].sort((a, b) => a.line - b.line);
  const count = (faulty ? await countProblems(warehouse, spec, source) : 0) + (await countSplitProblems(warehouse, source));
  const left = count - located.length;
  const more = left > 0 ? [{ line: 0, reason: `${String(left)} more rows of this file could not be read and are not listed`, row: '' }] : [];
  if (keep) await keepRejectedRows(warehouse, [...located, ...more].map((found) => ({ table: spec.name, file: source.source.file, ...found })));
  return {
    table: spec.name, file: source.source.file,
    rows: split.reduce((sum, found) => sum + linesOf(found) - 1, count),
    examples: located.slice(0, EXAMPLES).map(({ line, reason }) => ({ line, reason })),
  };
}

/** Nobody can tell how many rows it is: the next pieces that DuckDB reads begin in its middle. */
function tornRecord({ source: { file } }: LoadedSource, { line, lines, isClosed }: Torn): InputError {
  const more = (lines - 1).toLocaleString('en-GB');
  const what = isClosed ? `a quoted cell goes on over ${more} more lines, for longer than the 2 MB that a row may have` : `a quote is never closed, and the lines after it, ${more}, would be lost`;
  return new InputError(`${file}:${String(line)}`, what, 'Close the quote where the cell ends, or write it twice ("") where it is part of the text.');
}

function problemRows(warehouse: Warehouse, spec: TableSpec, source: LoadedSource, which: Sql, limit: number): Promise<ProblemRow[]> {
  return warehouse.all<ProblemRow>(sql`SELECT row_id - ${source.start} AS row, problem FROM ${problems(spec, source)} WHERE ${which} ORDER BY row_id LIMIT ${limit}`);
}

async function countProblems(warehouse: Warehouse, spec: TableSpec, source: LoadedSource): Promise<number> {
  const [found] = await warehouse.all<{ rows: number }>(sql`SELECT count(*) AS rows FROM ${problems(spec, source)} WHERE ${IS_FAULT}`);
  return found?.rows ?? 0;
}

function problems(spec: TableSpec, { start, end }: LoadedSource): Sql {
  return sql`(SELECT rowid AS row_id, ${PROBLEM} AS problem, ${PROBLEM_KIND} AS kind FROM ${identifier(spec.name)} WHERE rowid >= ${start} AND rowid < ${end} AND _problem IS NOT NULL)`;
}

/** Records that DuckDB could not split, in file order, each once. */
async function splitProblems(warehouse: Warehouse, { rejects }: LoadedSource, limit: number): Promise<SplitProblem[]> {
  if (rejects === undefined) return [];
  return warehouse.all<SplitProblem>(sql`
    SELECT line_byte_position AS offset, first(CAST(error_type AS VARCHAR)) AS kind, first(error_message) AS message, left(first(csv_line), 10000) AS row
    FROM ${identifier(rejects)} GROUP BY line_byte_position ORDER BY line_byte_position LIMIT ${limit}`);
}

async function countSplitProblems(warehouse: Warehouse, { rejects }: LoadedSource): Promise<number> {
  if (rejects === undefined) return 0;
  const [found] = await warehouse.all<{ rows: number }>(sql`SELECT count(DISTINCT line_byte_position) AS rows FROM ${identifier(rejects)}`);
  return found?.rows ?? 0;
}

async function dropRejects(warehouse: Warehouse, rejects: string): Promise<void> {
  await warehouse.run(sql`DROP TABLE IF EXISTS ${identifier(rejects)}`);
  await warehouse.run(sql`DROP TABLE IF EXISTS ${identifier(`${rejects}_scan`)}`);
}

async function locate(source: LoadedSource, rows: readonly ProblemRow[], split: readonly SplitProblem[]): Promise<LineNumbers> {
  const nothing = rows.length === 0 && split.length === 0;
  if (nothing || source.source.format === 'parquet') return { records: new Map(), offsets: new Map(), spans: new Map(), torn: undefined };
  return locateRecords(source.source, { records: split.length === MAX_OFFSETS ? [] : rows.map(({ row }) => row), offsets: split.map(({ offset }) => offset) });
}

/** The line, or the row in a Parquet file. */
function lineOf(source: LoadedSource, { row }: ProblemRow, lines: LineNumbers): number {
  return source.source.format === 'parquet' ? row + 1 : lines.records.get(row) ?? 0;
}

function rowReason(spec: TableSpec, { problem: { kind, column, value } }: ProblemRow): string {
  if (kind === 'empty') return `${column} is empty`;
  if (kind === 'none-of') return `none of ${(spec.requireOneOf ?? []).join(', ')} is filled`;
  if (kind === 'repeated') return `${column} is that of an earlier row`;
  if (kind === 'header') return 'is the header row again';
  if (kind === 'not-json') return 'is not a JSON object';
  const type = spec.columns[column];
  const divided = type !== undefined && isTime(type) ? dividedMonth(value ?? '') : undefined;
  return `${column} ${shown(value)} is ${expected(spec, column)}${divided === undefined ? '' : `, ${divided}`}`;
}

function shown(value: string | null): string {
  const text = value === null ? undefined : shownCell(value, LONGEST_CELL);
  return text === undefined ? '(an address)' : `"${text}"`;
}

function expected(spec: TableSpec, column: string): string {
  const type = spec.columns[column];
  if (typeof type === 'object') return `none of ${type.enum.join(', ')}`;
  if (type === 'number') return 'not a number like 1234.50';
  if (type === 'sha256') return 'not the SHA-256 of an address: 64 hexadecimal digits';
  if (type === 'day' || type === 'month') return 'not a day like 2026-12-01';
  return type === 'boolean' ? 'not true or false' : 'not an instant like 2026-12-01T09:00:00+01:00';
}

const STRAY_QUOTE = 'UNQUOTED VALUE';

function splitReason({ kind, message }: SplitProblem, lines: number): string {
  const [wanted, found] = message.match(/\d+/g) ?? [];
  if (kind === 'MISSING COLUMNS' || kind === 'TOO MANY COLUMNS') return `has ${found ?? '?'} cells, the header row has ${wanted ?? '?'}`;
  if (kind === 'INVALID ENCODING') return 'is not UTF-8';
  if (kind === 'LINE SIZE OVER MAXIMUM') return 'is longer than 2 MB';
  if (kind !== STRAY_QUOTE) return message;
  return `has a quote that is not closed or stands inside a cell${lines > 1 ? `, so that ${String(lines)} lines are one` : ''}`;
}
