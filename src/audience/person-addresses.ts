import { raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import standIns from './address-stand-ins.json' with { type: 'json' };
import { addressParts, bareAddress, isPlainDomain, localPart, matchKey, normalAddress, writtenDomain } from './address.js';
import { NEAR_KEYS } from './near-keys.js';
import { EMAIL_DOMAINS, registerDomains } from './register-domains.js';

/** The addresses of people of whom the CRM knows several, one of them a recipient's: `makePersonAddresses`. */
export const PERSON_ADDRESSES = raw('person_addresses');

/** Addresses of contacts with several (row_id, person, address, local, email, match_key), which `makePersonSuppressions` drops: `makeSpellings`. */
export const SPELLINGS = raw('person_spellings');
const WRITTEN = raw('person_written');
/** An address of more people is a desk's or stands for none (none@none.com), and a contact of more addresses is a company: neither says who anybody is. Our own limit. */
export const MOST = 10;

/** Makes person_spellings from contacts with `alternate_emails` and from rows that share a `contact_id` and a name: a company's id that its people share is nobody's. Needs `registerRecipientDomains`. */
export async function makeSpellings(warehouse: Warehouse): Promise<void> {
  const several = sql`
    SELECT rowid AS row_id, hash(contact_id, lower(first_name), lower(last_name)) AS person, email, alternate_emails FROM contacts
    WHERE len(alternate_emails) > 0 OR hash(contact_id) IN (SELECT hash(contact_id) FROM contacts GROUP BY hash(contact_id) HAVING count(*) > 1)`;
  await warehouse.run(sql`
    CREATE TABLE ${WRITTEN} AS
    WITH several AS MATERIALIZED (${several}),
    given AS (
      SELECT row_id, person, ${normalAddress(bareAddress(sql`email`))} AS address FROM several WHERE email IS NOT NULL
      UNION ALL SELECT row_id, person, ${normalAddress(sql`given`)} FROM (SELECT row_id, person, unnest(alternate_emails) AS given FROM several))
    SELECT row_id, person, address, ${localPart(sql`address`, sql`parts`)} AS local, ${writtenDomain(sql`address`, sql`parts`)} AS written
    FROM (SELECT *, ${addressParts(sql`address`)} AS parts FROM given WHERE contains(address, '@'))`);
  await registerDomains(warehouse, sql`SELECT written FROM ${WRITTEN} WHERE NOT ${isPlainDomain(sql`written`)}`);
  const resolved = sql`SELECT spelling.*, coalesce(known.domain, spelling.written) AS domain FROM ${WRITTEN} AS spelling LEFT JOIN ${EMAIL_DOMAINS} AS known USING (written)`;
  await warehouse.run(sql`CREATE TABLE ${SPELLINGS} AS SELECT row_id, person, address, local, local || '@' || domain AS email, ${matchKey(sql`local`, sql`domain`)} AS match_key FROM (${resolved})`);
  await warehouse.run(sql`DROP TABLE ${WRITTEN}`);
}

/**
 * Makes person_addresses (person, row_id, match_key, email, address), one row a mailbox of a person. Leads count: an objection is by person, whatever somebody is to the sender.
 * What is typed where somebody has no address (`none@none.com`) is nobody's. Nobody is chained to others over a third. Needs `makeSpellings` and, told of them, `makeNearKeys`.
 */
export async function makePersonAddresses(warehouse: Warehouse): Promise<void> {
  await warehouse.run(sql`CREATE TABLE ${PERSON_ADDRESSES} AS ${mailboxes()}`);
}

/** The table without a row, for who asks nothing by person. */
export async function createPersonAddresses(warehouse: Warehouse): Promise<void> {
  await warehouse.run(sql`CREATE TABLE ${PERSON_ADDRESSES} (match_key VARCHAR, email VARCHAR, address VARCHAR)`);
}

/** Of each person who has a recipient's mailbox the mailboxes, without those that say of nobody who he is. */
function mailboxes(): Sql {
  const isOwn = sql`local NOT IN (SELECT local FROM stand_ins)`;
  const once = sql`SELECT DISTINCT ON (person, match_key) * EXCLUDE (local) FROM near WHERE ${isOwn} AND person IN (SELECT person FROM of_recipients WHERE ${isOwn}) ORDER BY person, match_key, row_id`;
  const ownOnes = sql`SELECT * FROM (${once}) QUALIFY count(*) OVER (PARTITION BY match_key) <= ${MOST}`;
  // Few are near a recipient, and only those are asked whether they stand for none: without the aggregate DuckDB would ask before it looks who is near.
  return sql`
    WITH of_recipients AS MATERIALIZED (SELECT person, local FROM ${SPELLINGS} WHERE match_key IN (SELECT match_key FROM ${NEAR_KEYS})),
    near AS MATERIALIZED (SELECT * FROM ${SPELLINGS} WHERE person IN (SELECT person FROM of_recipients)),
    stand_ins AS MATERIALIZED (SELECT local FROM (SELECT any_value(local) AS local FROM near GROUP BY local) WHERE ${IS_STAND_IN})
    SELECT * FROM (${ownOnes}) QUALIFY count(*) OVER (PARTITION BY person) BETWEEN 2 AND ${MOST}`;
}

/** What is typed where somebody has no address. */
const IS_STAND_IN = sql`list_contains(${standIns}, regexp_replace(strip_accents(local), '[^a-z]', '', 'g'))`;
