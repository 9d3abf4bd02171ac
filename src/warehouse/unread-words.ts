import { nearestName } from '#config/nearest-name.js';
import { FAULTY_CELLS, PROBLEM_KIND } from './row-problem.js';
import type { ProblemKind } from './row-problem.js';
import { shownCell } from './shown-cell.js';
import { identifier, join, raw, sql } from './sql.js';
import type { Sql } from './sql.js';
import type { EnumType, TableSpec } from './table-spec.js';
import type { Warehouse } from './warehouse.js';

/** Words of a column that are none of those it may hold, where the row was read all the same: never silently. */
export interface UnreadWords extends WordColumn {
  /** How often such words stand there. */
  readonly count: number;
  /** How many different ones. */
  readonly different: number;
  /** The most frequent few, by their beginning, with the known word that each may be a slip of; an address is not shown. */
  readonly words: readonly { readonly word: string; readonly count: number; readonly meant?: string }[];
}

export interface WordColumn {
  readonly table: string;
  readonly column: string;
  /** What they count as; null: as an empty cell. */
  readonly takenFor: string | null;
}

/** Words that are shown, and characters of each: enough to see what the column holds, too little to copy it into a report. */
const SHOWN = 5;
const LONGEST = 30;
/** Characters by which words are told apart, of a column in which somebody writes novels. */
export const LONGEST_WORD = 60;

/** The cells of kept rows that nobody can read. */
const CELLS = raw('unread_cells');

/** What the enum columns that take any word came out with: for it stands its `otherwise` from here on. */
export async function replaceUnreadWords(warehouse: Warehouse, { name: table, columns }: TableSpec, given: readonly string[]): Promise<readonly UnreadWords[]> {
  const unread: UnreadWords[] = [];
  for (const column of given) {
    const type = columns[column];
    if (typeof type !== 'object' || type.otherwise === undefined) continue;
    const counted = sql`SELECT ${identifier(column)} AS word, count(*) AS count FROM ${identifier(table)} WHERE NOT ${isRead(type, column)} GROUP BY word`;
    const found = await countWords(warehouse, { table, column, takenFor: type.otherwise.value }, counted, knownWords(type));
    if (found === undefined) continue;
    unread.push(found);
    // No ALTER with USING: while another statement runs, it writes what the column held before an UPDATE.
    const filled = Object.entries(type.otherwise.fills ?? {}).map(([name, value]) => sql`, ${identifier(name)} = ${value(identifier(column))}`);
    await warehouse.run(sql`UPDATE ${identifier(table)} SET ${identifier(column)} = ${type.otherwise.value}${join(filled, '')} WHERE NOT ${isRead(type, column)}`);
  }
  return unread;
}

/** The words for which rows are left out. */
export async function leftOutWords(warehouse: Warehouse, { name: table, columns }: TableSpec): Promise<readonly UnreadWords[]> {
  const unread: UnreadWords[] = [];
  for (const [column, type] of Object.entries(columns)) {
    if (typeof type !== 'object' || type.leftOutAs === undefined) continue;
    const found = await countWords(warehouse, { table, column, takenFor: type.leftOutAs }, faultyWords(table, 'unread', column), knownWords(type));
    if (found !== undefined) unread.push(found);
  }
  return unread;
}

/** Lets the rows stay that are not to be lost for cells that nobody can read (`stays`, `emptyBeside`), without those cells, or with what they say all the same (`unreadable`). */
export async function keepUnread(warehouse: Warehouse, { name: table, stays, emptyBeside, unreadable = {} }: TableSpec): Promise<readonly UnreadWords[]> {
  if (stays === undefined && emptyBeside === undefined) return [];
  const [found] = await warehouse.all<{ kept: boolean }>(sql`SELECT EXISTS (FROM ${identifier(table)} WHERE _problem IS NOT NULL AND ${PROBLEM_KIND} = 'kept') AS kept`);
  if (found?.kept !== true) return [];
  // JSON is read once, however many columns it names.
  await warehouse.run(sql`CREATE OR REPLACE TABLE ${CELLS} AS SELECT row_id, cell."column" AS "column", cell.value AS "value" FROM (${faultyCells(table, 'kept')})`);
  const columns = await warehouse.all<{ column: string }>(sql`SELECT "column" FROM ${CELLS} GROUP BY 1 ORDER BY min(row_id), 1`);
  const unread: UnreadWords[] = [];
  for (const { column } of columns) {
    const { takenFor = null, holds = {} } = unreadable[column] ?? {};
    const words = await countWords(warehouse, { table, column, takenFor }, sql`SELECT left("value", ${LONGEST_WORD}) AS word, count(*) AS count FROM ${CELLS} WHERE "column" = ${column} GROUP BY word`);
    if (words !== undefined) unread.push(words);
    const held = Object.entries(holds).map(([name, value]) => sql`${identifier(name)} = ${value}`);
    if (held.length > 0) await warehouse.run(sql`UPDATE ${identifier(table)} SET ${join(held, ', ')} WHERE rowid IN (SELECT row_id FROM ${CELLS} WHERE "column" = ${column})`);
  }
  await warehouse.run(sql`UPDATE ${identifier(table)} SET _problem = NULL WHERE rowid IN (SELECT row_id FROM ${CELLS})`);
  await warehouse.run(sql`DROP TABLE ${CELLS}`);
  return unread;
}

/** Cells of the rows that have a problem of a kind (row_id, cell). */
function faultyCells(table: string, kind: ProblemKind): Sql {
  return sql`SELECT rowid AS row_id, unnest(${FAULTY_CELLS}) AS cell FROM ${identifier(table)} WHERE _problem IS NOT NULL AND ${PROBLEM_KIND} = ${kind}`;
}

function faultyWords(table: string, kind: ProblemKind, column: string): Sql {
  return sql`SELECT left(cell.value, ${LONGEST_WORD}) AS word, count(*) AS count FROM (${faultyCells(table, kind)}) WHERE cell."column" = ${column} GROUP BY word`;
}

/** Values and synonyms, as systems write them. */
export function knownWords({ enum: values, synonyms = {} }: EnumType): readonly string[] {
  return [...values, ...Object.values(synonyms).flat()];
}

/** Counts what a query of `word` and `count`, one row a word, gives; undefined for no row. */
export async function countWords(warehouse: Warehouse, column: WordColumn, counted: Sql, known: readonly string[] = []): Promise<UnreadWords | undefined> {
  const [found] = await warehouse.all<{ count: number | null; different: number; words: { word: string; count: number }[] }>(sql`
    SELECT CAST(sum(count) AS BIGINT) AS count, count(*) AS different, min_by(struct_pack(word := word, count := CAST(count AS BIGINT)), struct_pack(fewer := -count, word := word), ${SHOWN}) AS words
    FROM (${counted})`);
  if (found === undefined || found.count === null) return undefined;
  const words = found.words.map(({ word, count }) => {
    const shown = shownCell(word, LONGEST);
    const meant = shown === undefined ? undefined : nearestName(shown.toLowerCase().replace(/[ -]/g, '_'), known);
    return { word: shown ?? '(an address)', count, ...(meant !== undefined && { meant }) };
  });
  return { ...column, count: found.count, different: found.different, words };
}

function isRead(type: EnumType, column: string): Sql {
  return sql`list_contains(${type.enum}, ${identifier(column)})`;
}
