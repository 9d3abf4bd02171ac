import { raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { StageInput } from './fact-stage.js';
import { isSameEntity } from './same-entity.js';

const NAMES = raw('consent_names');

/**
 * Makes the names that consents give for controller or seller, those that are not the sender's: few names stand in many rows. Joint controllers are separated by `;`, and one of them may be the sender.
 * Gives the sub-select for a column: NULL where nothing is on file, or the manifest names no sender.
 */
export async function prepareSenderNames({ warehouse, context }: StageInput): Promise<(column: Sql) => Sql> {
  const { legalName, formerNames = [] } = context.manifest.sender ?? {};
  if (legalName === undefined) return () => sql`CAST(NULL AS BOOLEAN)`;
  await warehouse.run(sql`
    CREATE TABLE ${NAMES} AS
    SELECT name FROM (SELECT name, unnest(string_split(name, ';')) AS one FROM (SELECT DISTINCT controller AS name FROM consents UNION SELECT DISTINCT seller_entity FROM consents))
    WHERE name IS NOT NULL GROUP BY name HAVING NOT bool_or(${isSameEntity(sql`one`, [legalName, ...formerNames])})`);
  return (column) => sql`CASE WHEN ${column} IS NOT NULL THEN ${column} NOT IN (SELECT name FROM ${NAMES}) END`;
}
