import { raw, sql } from '#warehouse/sql.js';
import type { FactStage, StageInput } from './fact-stage.js';
import { insertRows } from './insert-rows.js';
import { roleOf } from './role.js';

const ROLES = raw('recipient_roles');

/** role: what a job title says of what somebody answers for, worked out once for each different title. */
export async function prepareRoleFacts({ warehouse }: StageInput): Promise<FactStage> {
  await warehouse.run(sql`CREATE TABLE ${ROLES} (written VARCHAR, role VARCHAR)`);
  const written = warehouse.stream<{ written: string }>(sql`SELECT DISTINCT job_title AS written FROM recipients WHERE job_title IS NOT NULL`);
  await insertRows(warehouse, ROLES, written, (row) => [row.written, roleOf(row.written) ?? null]);
  return (recipients) => sql`SELECT r.*, roles.role FROM (${recipients}) AS r LEFT JOIN ${ROLES} AS roles ON roles.written = r.job_title`;
}
