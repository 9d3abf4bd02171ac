import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import { companyName, foldedText, FORMS } from './company-name.js';

/** Two ways to write one legal form, or an ampersand. */
const SYNONYMS = [...FORMS, ['company', 'co'], ['und', ''], ['and', ''], ['et', '']] as const;

/**
 * Whether a name on file can be that of one of some legal persons: the same name and the same legal form, or one of the two without a
 * legal form. `Acme AG` and `Acme GmbH` are two companies, whoever owns them.
 */
export function isSameEntity(cell: Sql, names: readonly string[]): Sql {
  const own = sql`(SELECT [own for own in flatten(list([${entityKey(sql`name`)}, ${bareKey(sql`name`)}])) if own IS NOT NULL] FROM (SELECT unnest(${names}) AS name))`;
  const full = sql`(SELECT list(${entityKey(sql`name`)}) FROM (SELECT unnest(${names}) AS name))`;
  return sql`(list_contains(${own}, ${entityKey(cell)}) OR coalesce(list_contains(${full}, ${bareKey(cell)}), false))`;
}

/** The name with its legal form, as letters and digits only. */
function entityKey(cell: Sql): Sql {
  const spelled = SYNONYMS.reduce((text, [long, short]) => sql`regexp_replace(${text}, ${`\\b${long}\\b`}, ${short}, 'g')`, sql`replace(${foldedText(cell)}, '.', '')`);
  return sql`regexp_replace(${spelled}, '[^\\p{L}\\p{N}]+', '', 'g')`;
}

function bareKey(cell: Sql): Sql {
  return sql`replace(${companyName(cell)}, ' ', '')`;
}
