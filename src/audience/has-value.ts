import { columnName } from '#warehouse/match-columns.js';
import { identifier, isAmong, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import { fieldText } from './merge-field.js';
import { RECIPIENTS } from './tables.js';

/** Whether a merge field's text passes a test that is costly and is asked once for each different text, not of every recipient. An empty cell passes none. */
export function hasValue(name: string, test: (text: Sql) => Sql): Sql {
  const cell = sql`CAST(${identifier(columnName(RECIPIENTS, name))} AS VARCHAR)`;
  return sql`coalesce(${isAmong(fieldText(name), sql`SELECT value FROM (SELECT any_value(${cell}) AS value FROM recipients GROUP BY ${cell}) WHERE ${test(sql`value`)}`)}, false)`;
}
