import { lookupsOf, raw, sql, withLookups } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';

/** What stands in the statement for whether a value is among those of a query. */
type Answer = (value: Sql) => Sql;

/**
 * Answers lookups before the scan, each once: DuckDB would answer them for each part of the recipients, and for a join prepares everything above it once more. For nothing found
 * stands `false`, for up to `few` texts the list of them, and for more a table.
 */
export function lookupAnswers(warehouse: Warehouse, few: number): (where: Sql) => Promise<Sql> {
  const answers = new Map<string, Answer>();
  const answered = async (where: Sql): Promise<Sql> => {
    for (const { query } of lookupsOf(where)) {
      const key = JSON.stringify(query);
      if (!answers.has(key)) answers.set(key, await answer(warehouse, await answered(query), few, `lookup_${String(answers.size)}`));
    }
    return withLookups(where, ({ value, query }) => answers.get(JSON.stringify(query))?.(value) ?? sql`${value} IN (${query})`);
  };
  return answered;
}

async function answer(warehouse: Warehouse, query: Sql, few: number, name: string): Promise<Answer> {
  const rows = await warehouse.all(sql`SELECT * FROM (${query}) LIMIT ${few + 1}`);
  if (rows.length === 0) return () => sql`false`;
  const texts = rows.map((row) => Object.values(row)[0]).filter((value) => typeof value === 'string');
  if (rows.length <= few && texts.length === rows.length) return (value) => sql`list_contains(${texts}, ${value})`;
  await warehouse.run(sql`CREATE OR REPLACE TABLE ${raw(name)} AS ${query}`);
  return (value) => sql`${value} IN (SELECT * FROM ${raw(name)})`;
}
