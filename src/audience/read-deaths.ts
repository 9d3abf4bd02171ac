import { castCell, isNothing } from '#warehouse/cast-column.js';
import { identifier, join, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { isStatusColumn } from './read-lifecycle.js';
import { saysDeceased } from './recorded-state.js';

/** Columns in which a CRM marks who has died, with a word for yes or with the day. */
const DEATH_COLUMN = /^(?:(?:is[ _-]?)?deceased(?:[ _-]?(?:flag|date|at|on))?|(?:date[ _-]?of[ _-]?death|death[ _-]?date|died[ _-]?(?:at|on))|verstorben(?:[ _-]?am)?|todesdatum|sterbedatum|d[eé]c[eé]d[eé]e?|date[ _-]?(?:de[ _-]?)?d[eé]c[eè]s|overleden|fallecid[oa]|decedut[oa]|falecid[oa]|avliden|afdød|avdød)$/i;

export function isDeathColumn(column: string): boolean {
  return DEATH_COLUMN.test(column);
}

/** Makes death the reason why a contact left, where a column or a status of the CRM says so: from there all who ask whether somebody is dead read it. */
export async function readDeaths(warehouse: Warehouse, columns: readonly string[]): Promise<void> {
  const marked = columns.filter(isDeathColumn).map((column) => isMarked(sql`trim(${identifier(column)})`));
  const said = columns.filter(isStatusColumn).map((column) => sql`${identifier(column)} IN (SELECT any_value(${identifier(column)}) FROM contacts GROUP BY ${identifier(column)} HAVING ${saysDeceased(sql`any_value(${identifier(column)})`)})`);
  const either = [...marked, ...said];
  if (either.length > 0) await warehouse.run(sql`UPDATE contacts SET churn_reason = 'deceased' WHERE ${join(either, ' OR ')}`);
}

/** A word for yes, or a day; what nobody can read counts as a mark, as it does for recipients. */
function isMarked(cell: Sql): Sql {
  return sql`(NOT ${isNothing(cell)} AND coalesce(${castCell(cell, { name: '', cell, type: 'VARCHAR' }, 'boolean')}, true))`;
}
