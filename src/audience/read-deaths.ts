import { identifier, join, sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { isDeathColumn, isMarkedDead, saysDeceased } from './death-marks.js';
import { isStatusColumn } from './read-lifecycle.js';

/** Makes death the reason why a contact left, where a column or a status of the CRM says so: from there all who ask whether somebody is dead read it. */
export async function readDeaths(warehouse: Warehouse, columns: readonly string[]): Promise<void> {
  const marked = columns.filter(isDeathColumn).map((column) => isMarkedDead(sql`trim(${identifier(column)})`));
  const said = columns.filter(isStatusColumn).map((column) => sql`${identifier(column)} IN (SELECT any_value(${identifier(column)}) FROM contacts GROUP BY ${identifier(column)} HAVING ${saysDeceased(sql`any_value(${identifier(column)})`)})`);
  const either = [...marked, ...said];
  if (either.length > 0) await warehouse.run(sql`UPDATE contacts SET churn_reason = 'deceased' WHERE ${join(either, ' OR ')}`);
}
