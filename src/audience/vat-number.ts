import { identifier, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';

/** What lists call the number under which a company pays value added tax. */
const COLUMN = /^(?:(?:company|firma|account|n[uú]mero(?: de)?|num[eé]ro(?: de)?|partita|p)[ ._-]*)?(?:vat|ust|uid|tva|iva|btw|moms|cif)(?:[ ._-]*(?:id|number|no|nr|num|nummer|num[eé]ro|identnummer|registration|reg))*\.?$/i;
/** Of what people write who have none ("n/a", 0000000) nothing is left. */
const NUMBER = String.raw`[A-Z]{0,4}[0-9A-Z]*[0-9]{5,}[0-9A-Z]*`;
const FILLER = String.raw`[A-Z]*(0+|1+|9+)`;

/** `GB 123 4567 89` and `gb123456789` are one number; NULL for what is none. */
export function vatKey(written: Sql): Sql {
  const bare = sql`regexp_replace(upper(CAST(${written} AS VARCHAR)), '[^0-9A-Z]', '', 'g')`;
  return sql`CASE WHEN regexp_full_match(${bare}, ${NUMBER}) AND NOT regexp_full_match(${bare}, ${FILLER}) THEN ${bare} END`;
}

/** The recipients with their companies' numbers (recipient_number, vat); undefined for a list without such a column. */
export async function recipientsByVat(warehouse: Warehouse): Promise<Sql | undefined> {
  const columns = await warehouse.all<{ name: string }>(sql`SELECT column_name AS name FROM (DESCRIBE recipients)`);
  const column = columns.find(({ name }) => COLUMN.test(name.trim()));
  return column && sql`(SELECT rowid AS recipient_number, ${vatKey(identifier(column.name))} AS vat FROM recipients)`;
}
