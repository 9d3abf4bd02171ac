import { raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import type { FactStage } from './fact-stage.js';

const SPARSE = raw('recipient_sparse_facts');

/**
 * Joins tables that few recipients have a row in (by recipient_number) with each other first, and with the recipients once: each LEFT JOIN
 * of which few rows match cuts DuckDB's chunks in two, and every expression behind it runs on ever smaller ones.
 */
export async function joinSparse(warehouse: Warehouse, [first, ...others]: readonly [Sql, ...Sql[]]): Promise<FactStage> {
  const joined = others.reduce((all, table) => sql`${all} FULL JOIN ${table} USING (recipient_number)`, first);
  await warehouse.run(sql`CREATE TABLE ${SPARSE} AS SELECT * FROM ${joined}`);
  return (recipients) => sql`
    SELECT r.*, sparse.* EXCLUDE (recipient_number) FROM (${recipients}) AS r
    LEFT JOIN ${SPARSE} AS sparse ON sparse.recipient_number = r.recipient_number`;
}
