import { sqlType } from './cast-column.js';
import { identifier, join, sql } from './sql.js';
import type { Sql } from './sql.js';
import type { TableSpec } from './table-spec.js';
import type { Warehouse } from './warehouse.js';

/** Makes an empty table with the spec's columns, and others that the caller needs. */
export async function createTable(warehouse: Warehouse, spec: TableSpec, others: readonly Sql[] = []): Promise<void> {
  const columns = Object.entries(spec.columns).map(([name, type]) => sql`${identifier(name)} ${sqlType(type)}`);
  await warehouse.run(sql`CREATE OR REPLACE TABLE ${identifier(spec.name)} (${join([...columns, ...others], ', ')})`);
}
