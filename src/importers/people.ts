import { raw, sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { columnOf } from './load-exports.js';
import type { LoadedExport } from './load-exports.js';

/**
 * Makes `import_people`: whose id an address is, by the files that have both; where contacts share one, the first contact's. What a file
 * says of an address alone then belongs to that id.
 * @returns how many addresses several contacts share
 */
export async function makePeople(warehouse: Warehouse, exports: readonly LoadedExport[]): Promise<number> {
  await warehouse.run(sql`CREATE OR REPLACE TABLE import_addresses (address VARCHAR, id VARCHAR, place BIGINT)`);
  for (const [index, { map, fields, table }] of exports.entries()) {
    const [id, email] = [fields.get('id'), fields.get('email')];
    if (map.people !== true || id === undefined || email === undefined) continue;
    await warehouse.run(sql`INSERT INTO import_addresses SELECT lower(${columnOf(email)}), ${columnOf(id)}, rowid + ${index} * 1000000000000 FROM ${table} WHERE ${columnOf(email)} IS NOT NULL AND ${columnOf(id)} IS NOT NULL`);
  }
  await warehouse.run(sql`CREATE OR REPLACE TABLE import_people AS SELECT address, arg_min(id, place) AS id, count(DISTINCT id) AS owners FROM import_addresses GROUP BY address`);
  await warehouse.run(sql`DROP TABLE ${raw('import_addresses')}`);
  const [found] = await warehouse.all<{ shared: number }>(sql`SELECT count(*) AS shared FROM import_people WHERE owners > 1`);
  return found?.shared ?? 0;
}
