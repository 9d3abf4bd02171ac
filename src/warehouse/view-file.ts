import { castCell, cellProblems, plainCell, readCell, sqlType } from './cast-column.js';
import { createView } from './create-view.js';
import type { MatchedColumn } from './match-columns.js';
import type { ReadSource } from './read-source.js';
import { identifier, join, raw, sql } from './sql.js';
import type { Sql } from './sql.js';
import type { TableSpec } from './table-spec.js';
import type { Warehouse } from './warehouse.js';

/** DuckDB plans each statement over a view in a time that grows with the square of its columns. */
const MOST_COLUMNS = 100;

/**
 * Makes the table a view of a Parquet file of which no row is to be rejected or counted: copied, it would take more time than all that is done with it,
 * and much memory. Columns in which every cell stands as the table has it are read as they are, and the others translated by whoever reads them. `rowid` is the row's
 * place in the file. Gives the number of rows; undefined for a file that has to be copied.
 */
export async function viewFile(warehouse: Warehouse, spec: TableSpec, { numbered }: ReadSource, matched: readonly MatchedColumn[]): Promise<number | undefined> {
  if (numbered === undefined || matched.length > MOST_COLUMNS) return undefined;
  const columns = await readColumns(warehouse, numbered, matched);
  const absent = Object.entries(spec.columns).filter(([name]) => matched.every((column) => column.name !== name));
  const values = [...columns.map(({ name, value }) => sql`${value} AS ${identifier(name)}`), ...absent.map(([name, type]) => sql`CAST(NULL AS ${sqlType(type)}) AS ${identifier(name)}`)];
  const rows = sql`SELECT file_row_number AS rowid, ${join(values, ', ')} FROM ${numbered}`;
  const isFaulty = join([sql`false`, ...columns.flatMap(({ isFaulty: test }) => (test === undefined ? [] : [test])), ...lacking(spec, columns)].map((test) => sql`coalesce(bool_or(${test}), false)`), ' OR ');
  const [found] = await warehouse.all<{ rows: number; faulty: boolean; repeated: boolean }>(sql`SELECT count(*) AS "rows", ${isFaulty} AS faulty, ${isRepeated(spec, rows)} AS repeated FROM ${numbered}`);
  if (found === undefined || found.faulty || found.repeated) return undefined;
  await createView(warehouse, spec.name, rows);
  return found.rows;
}

interface ReadColumn {
  readonly name: string;
  readonly value: Sql;
  /** Whether the row is to be rejected, or its word counted; absent where no cell is. */
  readonly isFaulty?: Sql;
}

/** One pass over the file tells the columns that can be read as they are. */
async function readColumns(warehouse: Warehouse, numbered: Sql, matched: readonly MatchedColumn[]): Promise<readonly ReadColumn[]> {
  const plain = matched.map(({ source, type }) => plainCell(source, type));
  const odd = plain.map(({ isPlain }, index) => sql`bool_or(NOT ${isPlain}) AS ${raw(`c${String(index)}`)}`);
  const [found] = await warehouse.all<Record<string, boolean | null>>(sql`SELECT ${join(odd, ', ')} FROM ${numbered}`);
  return matched.map(({ name, source, type }, index): ReadColumn => {
    if (found?.[`c${String(index)}`] !== true) return { name, value: plain[index]?.value ?? source.cell };
    const cell = readCell(source, type);
    const value = castCell(cell, source, type);
    const isUnknown = typeof type === 'object' && type.otherwise !== undefined ? [sql`NOT list_contains(${type.enum}, ${value})`] : [];
    const faults = [...cellProblems(cell, value, source, type).map(({ when }) => when), ...isUnknown];
    return { name, value, ...(faults.length > 0 && { isFaulty: join(faults, ' OR ') }) };
  });
}

/** What holds where a row lacks what it must have. */
function lacking({ required, mayBeEmpty = [], requireOneOf }: TableSpec, columns: readonly ReadColumn[]): readonly Sql[] {
  const isEmpty = (name: string): Sql => sql`${columns.find((column) => column.name === name)?.value ?? sql`NULL`} IS NULL`;
  const empty = required.filter((name) => !mayBeEmpty.includes(name)).map(isEmpty);
  return [...empty, ...(requireOneOf === undefined ? [] : [join(requireOneOf.map(isEmpty), ' AND ')])];
}

/** Whether two rows may have one key, by its hash: of ten million keys two have one hash once in four hundred thousand files. */
function isRepeated({ key }: TableSpec, rows: Sql): Sql {
  return key === undefined ? sql`false` : sql`EXISTS (SELECT 1 FROM (${rows}) GROUP BY hash(${identifier(key)}) HAVING count(*) > 1)`;
}
