import { isTime, readCell } from './cast-column.js';
import { isFaulty } from './collect-rejected.js';
import { judgedRows } from './judged-rows.js';
import type { MatchedColumn } from './match-columns.js';
import { dividedName, monthsIn } from './month-names.js';
import type { MonthNames } from './month-names.js';
import type { ReadSource } from './read-source.js';
import { FAULTY_CELLS } from './row-problem.js';
import { identifier, join, raw, sql } from './sql.js';
import type { Sql } from './sql.js';
import type { TableSpec } from './table-spec.js';
import type { Warehouse } from './warehouse.js';
import { isShortDay, shortYearsTell, wordKey } from './written-days.js';
import type { WrittenAs } from './written-days.js';

/** The file's rows once more, in its order, which a number by a window without an order would not keep to (duckdb issue 25713). */
const AGAIN = raw('rows_read_again');

/**
 * Reads the times of a file's rows again where its other times tell how: those with a month's name that is one month in one language and another in another (`listopada`), when the
 * other names tell the language; and those with a year of two digits (`04-Mar-26`), when some day can have it behind the month only and none in front only. Its rows stand in the table
 * in the order of the file, from `start` on.
 */
export async function readAgain(warehouse: Warehouse, spec: TableSpec, read: ReadSource, matched: readonly MatchedColumn[], start: number): Promise<void> {
  const [table, times] = [identifier(spec.name), matched.filter(({ type }) => isTime(type))];
  if (times.length === 0 || !await isFaulty(warehouse, spec)) return;
  const rows = sql`SELECT rowid FROM ${table} WHERE rowid >= ${start} AND _problem IS NOT NULL`;
  const withCell = (test: Sql) => sql`${rows} AND list_bool_or(list_transform(${FAULTY_CELLS}, lambda cell: list_contains(${times.map(({ name }) => name)}, cell."column") AND coalesce(${test}, false)))`;
  const divided = withCell(sql`regexp_matches(${wordKey(sql`cell.value`)}, ${dividedName()})`);
  const [found] = await warehouse.all<{ divided: boolean; short: boolean }>(sql`SELECT EXISTS (${divided}) AS divided, EXISTS (${withCell(isShortDay(sql`cell.value`))}) AS short`);
  const months = found?.divided === true ? monthsIn(await wordsOf(warehouse, read, times)) : undefined;
  const shortYears = found?.short === true && await hasYearsBehind(warehouse, read, times, months);
  if (!shortYears && months === undefined) return;
  const writtenAs: WrittenAs = { ...(months && { months }), shortYears };
  const again = matched.map((column) => ({ ...column, source: { ...column.source, writtenAs } }));
  const columns = [...times.map(({ name }) => identifier(name)), identifier('_problem')];
  await warehouse.run(sql`CREATE TABLE ${AGAIN} AS ${judgedRows(spec, read, again)}`);
  await warehouse.run(sql`UPDATE ${table} SET ${join(columns.map((name) => sql`${name} = again.${name}`), ', ')} FROM ${AGAIN} AS again WHERE ${table}.rowid = ${start} + again.rowid AND ${table}.rowid IN (${rows})`);
  await warehouse.run(sql`DROP TABLE ${AGAIN}`);
}

/** Whether a file's short years stand behind the month. In doubt they do not: an opt-out that is read years too early ends nothing. */
async function hasYearsBehind(warehouse: Warehouse, { from }: ReadSource, times: readonly MatchedColumn[], months: MonthNames | undefined): Promise<boolean> {
  const cells = times.map(({ source, type }) => sql`CAST(${readCell(source, type)} AS VARCHAR)`);
  const { behind, inFront } = shortYearsTell(sql`cell`, months);
  const [found] = await warehouse.all<{ behind: boolean | null; front: boolean | null }>(sql`SELECT bool_or(${behind}) AS behind, bool_or(${inFront}) AS front FROM (SELECT unnest([${join(cells, ', ')}]) AS cell FROM ${from})`);
  return found?.behind === true && found.front !== true;
}

/** The words in a file's times. */
async function wordsOf(warehouse: Warehouse, { from }: ReadSource, times: readonly MatchedColumn[]): Promise<readonly string[]> {
  const cells = times.map(({ source, type }) => readCell(source, type));
  const words = await warehouse.all<{ word: string }>(sql`SELECT DISTINCT ${wordKey(sql`word`)} AS word FROM (SELECT unnest(regexp_extract_all(concat_ws(' ', ${join(cells, ', ')}), '\\p{L}{3,}')) AS word FROM ${from})`);
  return words.map(({ word }) => word);
}
