import { createView } from '#warehouse/create-view.js';
import { raw, sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { addressParts, localPart, matchKey, normalAddress, writtenDomain } from './address.js';
import { companyKey, foldedName } from './company-name.js';
import { isWanted } from './fact-stage.js';
import type { FactStage, StageInput } from './fact-stage.js';
import { EMAIL_DOMAINS } from './register-domains.js';

/** The keys by which recipients are looked up in other tables, one row a recipient (recipient_number, email, match_key, variant, other_form, domain, first_name, surname, company): `makeRecipientKeys`. */
export const RECIPIENT_KEYS = raw('recipient_keys');
/** Of those who have a domain the keys and what it comes to (email_domain, company_domain, unicode_domain). */
export const KEYS_WITH_DOMAINS = sql`(
  SELECT keys.*, known.domain AS email_domain, known.company_domain, known.unicode_domain FROM ${RECIPIENT_KEYS} AS keys JOIN ${EMAIL_DOMAINS} AS known ON known.rowid = keys.domain)`;
const KEY_COLUMNS = raw('recipient_key_columns');

/** What the recipients' names come to, worked out once for each name (written, key): `makeRecipientKeys`. */
export const RECIPIENT_NAMES = { first_name: raw('recipient_first_names'), last_name: raw('recipient_last_names'), company: raw('recipient_companies') } as const;
const NAMES = [
  { table: RECIPIENT_NAMES.first_name, column: raw('first_name'), keyOf: foldedName },
  { table: RECIPIENT_NAMES.last_name, column: raw('last_name'), keyOf: foldedName },
  { table: RECIPIENT_NAMES.company, column: raw('company'), keyOf: companyKey },
] as const;

/** email, mailbox, email_domain, company_domain, domain_fault, the key by which spellings of one mailbox match, and the domain in Unicode if it is punycode. Needs `registerDomains`. */
export const addAddressFacts: FactStage = (recipients) => sql`
  SELECT * EXCLUDE (_parts, _local, _written), CASE WHEN email_domain IS NOT NULL THEN _local END AS mailbox, ${matchKey(sql`_local`, sql`email_domain`, sql`email`)} AS _match_key
  FROM (
    SELECT *, CASE WHEN email_domain IS NULL OR (email_domain = _written AND NOT ends_with(_address, '.')) THEN _address ELSE _local || '@' || email_domain END AS email
    FROM (
      SELECT parts.*, known.rowid AS _domain, known.domain AS email_domain, known.company_domain, known.fault AS domain_fault, known.unicode_domain AS _unicode_domain
      FROM (
        SELECT *, ${localPart(sql`_address`, sql`_parts`)} AS _local, ${writtenDomain(sql`_address`, sql`_parts`)} AS _written
        FROM (SELECT *, ${addressParts(sql`_address`)} AS _parts FROM (SELECT *, ${normalAddress(sql`field_email`)} AS _address FROM (${recipients})))
      ) AS parts
      LEFT JOIN ${EMAIL_DOMAINS} AS known ON known.written = parts._written
    ))`;

/**
 * Makes a narrow table of what contacts and suppressions are matched on: joins that carry no other column are many times faster. Empty where nothing is. Ten million rows do not
 * fit into memory: most addresses are their own `match_key`, and a domain is the row of `email_domains` that describes it.
 */
export async function makeRecipientKeys({ warehouse, given, context }: StageInput): Promise<void> {
  if (given.has('contacts') || given.has('suppressions') || isWanted('duplicates', context)) await fillKeys(warehouse);
  else await warehouse.run(sql`CREATE TABLE ${KEY_COLUMNS} (recipient_number BIGINT, email VARCHAR, variant VARCHAR, other_form VARCHAR, domain INTEGER, first_name VARCHAR, surname VARCHAR, company VARCHAR)`);
  await createView(warehouse, 'recipient_keys', sql`SELECT *, CASE WHEN domain IS NOT NULL THEN coalesce(variant, email) END AS match_key FROM ${KEY_COLUMNS}`);
}

export async function dropRecipientKeys(warehouse: Warehouse): Promise<void> {
  await warehouse.run(sql`DROP VIEW ${RECIPIENT_KEYS}`);
  await warehouse.run(sql`DROP TABLE ${KEY_COLUMNS}`);
}

async function fillKeys(warehouse: Warehouse): Promise<void> {
  const recipients = sql`SELECT rowid AS recipient_number, email AS field_email, first_name, last_name, company FROM recipients`;
  for (const { table, column, keyOf } of NAMES) await warehouse.run(sql`CREATE TABLE ${table} AS SELECT written, ${keyOf(sql`written`)} AS key FROM (SELECT DISTINCT ${column} AS written FROM recipients)`);
  await warehouse.run(sql`
    CREATE TABLE ${KEY_COLUMNS} AS
    SELECT recipient_number, email, CASE WHEN _match_key <> email THEN _match_key END AS variant, CASE WHEN _address <> email THEN _address END AS other_form, CAST(_domain AS INTEGER) AS domain,
      first.key AS first_name, family.key AS surname, firm.key AS company
    FROM (${addAddressFacts(recipients)}) AS r
    LEFT JOIN ${RECIPIENT_NAMES.first_name} AS first ON first.written = r.first_name
    LEFT JOIN ${RECIPIENT_NAMES.last_name} AS family ON family.written = r.last_name
    LEFT JOIN ${RECIPIENT_NAMES.company} AS firm ON firm.written = r.company`);
}
