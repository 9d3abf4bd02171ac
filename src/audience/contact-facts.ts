import { join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { bareAddress, isPlainDomain, localPart, matchKey, normalAddress, writtenDomain } from './address.js';
import { KEYS_WITH_DOMAINS, RECIPIENT_KEYS, RECIPIENT_NAMES } from './address-facts.js';
import { companyKey, companyName, foldedName } from './company-name.js';
import type { FactStage, StageInput } from './fact-stage.js';
import { NEAR_KEYS } from './near-keys.js';
import { rankedRow, rankOf } from './rank.js';
import { EMAIL_DOMAINS, registerDomains } from './register-domains.js';
import { recipientsByVat, vatKey } from './vat-number.js';

const CONTACT_FACTS = raw('recipient_contacts');
const CONTACT_DOMAINS = raw('contact_domains');

/** A domain under which the CRM has this many company names is a host's or a holding's: it says nothing of a company. */
const SHARED_BY_COMPANIES = 3;
/** A company domain has no more labels: one more than the longest suffix of the public suffix list. */
const MOST_LABELS = 7;
/** When several contacts match equally well. Leads and prospects are nobody's relation: they match nothing. */
const LIFECYCLES = ['customer', 'open_opportunity', 'former_customer', 'donor', 'lapsed_donor', 'partner', 'supplier', 'employee'];

/** Stands in no product's name (ASCII's unit separator). */
const SEPARATOR = '\u001f';

const IS_RELATION = sql`coalesce(lifecycle, '') NOT IN ('lead', 'prospect')`;

/**
 * How a recipient may match a contact, the surest first. Scores are judgements, not estimates: an address is a person; a name within a
 * company nearly always; a company's name alone is weaker than its domain; one full name, unique in both lists, is a hint.
 */
const MATCHES = [
  { match: 'email', on: 'address', score: 1, by: 'address', key: 'match_key' },
  { match: 'alternate_email', on: 'alternate address', score: 0.95, by: 'alternate', key: 'match_key' },
  { match: 'name_at_company', on: 'name and domain', score: 0.85, by: 'person', key: "surname || '|' || left(first_name, 1) || '|d:' || company_domain" },
  { match: 'name_at_company', on: 'name and company name', score: 0.75, by: 'person', key: "surname || '|' || left(first_name, 1) || '|n:' || company" },
  { match: 'company', on: 'VAT number', score: 0.8, by: 'vat', key: 'vat' },
  { match: 'company', on: 'domain', score: 0.7, by: 'company', key: "'d:' || company_domain" },
  { match: 'company', on: 'company name', score: 0.5, by: 'company', key: "'n:' || company" },
  { match: 'name_elsewhere', on: 'full name', score: 0.3, by: 'name', key: "first_name || '|' || surname" },
] as const;

/** Makes a table of the contact_* columns: the surest match of each recipient in the CRM who has one. Needs `makeContactDomains`, `makeNearKeys`, told of `contactAddresses`. */
export async function makeContactFacts({ warehouse, given }: StageInput): Promise<Sql> {
  const byVat = given.has('contacts') ? await recipientsByVat(warehouse) : undefined;
  if (given.has('contacts')) await makeContactKeys(warehouse, byVat);
  else await warehouse.run(sql`CREATE TABLE contact_keys (kind VARCHAR, key VARCHAR, rank HUGEINT)`);
  const found = MATCHES.flatMap(({ by, key }, place) => {
    const keys = by === 'vat' ? byVat : key === 'match_key' ? NEAR_KEYS : key.includes('company_domain') ? KEYS_WITH_DOMAINS : RECIPIENT_KEYS;
    return keys === undefined ? [] : [sql`
      SELECT recipient.recipient_number, ${place} AS place, contact.rank
      FROM ${keys} AS recipient JOIN (SELECT key, rank FROM contact_keys WHERE kind = ${by}) AS contact ON contact.key = ${raw(key)}`];
  });
  const pick = (value: (match: (typeof MATCHES)[number]) => string | number): Sql =>
    sql`CASE found.place ${join(MATCHES.map((match, place) => sql`WHEN ${place} THEN ${value(match)}`), ' ')} END`;
  await warehouse.run(sql`
    CREATE TABLE ${CONTACT_FACTS} AS
    SELECT found.recipient_number, ${pick(({ match }) => match)} AS contact_match, ${pick(({ on }) => on)} AS contact_matched_on, ${pick(({ score }) => score)} AS contact_score,
      contact.contact_id, contact.lifecycle AS contact_lifecycle, contact.owner AS contact_owner, contact.since AS contact_since,
      contact.ended_at AS contact_ended_at, contact.last_purchase_at AS contact_last_purchase_at, contact.company AS contact_company,
      contact.churn_reason AS contact_churn_reason, contact.do_not_winback AS contact_do_not_winback, array_to_string(contact.products, ${SEPARATOR}) AS _contact_products,
      contact.open_case AS contact_open_case
    FROM (
      SELECT recipient_number, min(place) AS place, ${rankedRow(sql`arg_min(rank, place)`)} AS row_id FROM (${join(found, ' UNION ALL ')}) GROUP BY recipient_number
    ) AS found
    JOIN contacts AS contact ON contact.rowid = found.row_id`);
  return CONTACT_FACTS;
}

/** contact_products, a list. */
export const addContactProducts: FactStage = (recipients) => sql`SELECT *, CASE _contact_products WHEN '' THEN CAST([] AS VARCHAR[]) ELSE string_split(_contact_products, ${SEPARATOR}) END AS contact_products FROM (${recipients})`;

/**
 * Makes contact_domains (kind, row_id, address, written): the addresses, domains and alias domains that the CRM writes for a relation, where a recipient
 * may be at that domain: it is that of one, or it or one above it is the company domain of one. Of the others nothing need be known. Needs `makeRecipientKeys`.
 */
export async function makeContactDomains(warehouse: Warehouse): Promise<void> {
  const addresses = sql`
    SELECT 'address' AS kind, rowid AS row_id, ${normalAddress(bareAddress(sql`email`))} AS address FROM contacts WHERE email IS NOT NULL AND ${IS_RELATION}
    UNION ALL SELECT 'alternate', row_id, ${normalAddress(sql`given`)} FROM (SELECT rowid AS row_id, unnest(alternate_emails) AS given FROM contacts WHERE ${IS_RELATION})`;
  const above = sql`list_transform(range(2, least(len(labels), ${MOST_LABELS}) + 1), lambda length: array_to_string(labels[-length:], '.'))`;
  const below = sql`
    SELECT written FROM (SELECT written, unnest(${above}) AS domain FROM (SELECT written, string_split(written, '.') AS labels FROM domains WHERE split_part(written, '.', 3) <> ''))
    WHERE domain IN (SELECT company_domain FROM ${EMAIL_DOMAINS})`;
  await warehouse.run(sql`
    CREATE TABLE ${CONTACT_DOMAINS} AS
    WITH found AS MATERIALIZED (
      SELECT kind, row_id, address, ${writtenDomain(sql`address`)} AS written FROM (${addresses})
      UNION ALL SELECT 'domain', rowid, NULL, lower(domain) FROM contacts WHERE domain IS NOT NULL AND ${IS_RELATION}
      UNION ALL SELECT 'domain', row_id, NULL, lower(written) FROM (SELECT rowid AS row_id, unnest(alias_domains) AS written FROM contacts WHERE ${IS_RELATION})),
    domains AS MATERIALIZED (SELECT DISTINCT written FROM found WHERE written <> '')
    SELECT * FROM found WHERE written IN (
      SELECT written FROM domains WHERE NOT ${isPlainDomain(sql`written`)} OR written IN (SELECT domain FROM ${EMAIL_DOMAINS} UNION ALL SELECT company_domain FROM ${EMAIL_DOMAINS}) OR written IN ('gmail.com', 'googlemail.com')
      UNION ALL ${below})`);
  await registerDomains(warehouse, sql`SELECT written FROM ${CONTACT_DOMAINS}`);
}

/** The mailboxes that the CRM writes for a relation at recipients' domains (kind, row_id, match_key). Needs `makeContactDomains`. */
export function contactAddresses(): Sql {
  return sql`
    SELECT kind, row_id, ${matchKey(localPart(sql`address`), sql`known.domain`)} AS match_key
    FROM ${CONTACT_DOMAINS} AS found JOIN ${EMAIL_DOMAINS} AS known USING (written) WHERE kind <> 'domain'`;
}

/** contact_keys (kind, key, rank): the contacts that share a key with a recipient, the first of each key. Few do, and only they are ranked. */
async function makeContactKeys(warehouse: Warehouse, byVat: Sql | undefined): Promise<void> {
  await warehouse.run(sql`
    CREATE TABLE contact_names AS SELECT written, key FROM (SELECT written, ${companyKey(sql`written`)} AS key FROM (SELECT DISTINCT company AS written FROM contacts))
    WHERE key IN (SELECT key FROM ${RECIPIENT_NAMES.company})`);
  await warehouse.run(sql`CREATE TABLE contact_companies AS ${companies()}`);
  const place = LIFECYCLES.map((lifecycle, index) => sql`WHEN ${lifecycle} THEN ${index}`);
  const rank = rankOf(sql`CASE lifecycle ${join(place, ' ')} ELSE ${LIFECYCLES.length} END`, sql`coalesce(last_purchase_at, ended_at, since)`);
  await warehouse.run(sql`
    CREATE TABLE contact_keys AS
    SELECT kind, key, min(${rank}) AS rank
    FROM (
      SELECT kind, match_key AS key, row_id FROM (${contactAddresses()}) WHERE match_key IN (SELECT match_key FROM ${NEAR_KEYS})
      UNION ALL
      SELECT 'person', ${foldedName(sql`last_name`)} || '|' || left(${foldedName(sql`first_name`)}, 1) || '|' || company_key AS person, row_id
      FROM contact_companies JOIN contacts ON contacts.rowid = row_id WHERE person IS NOT NULL
      UNION ALL
      SELECT 'company', company_key, row_id FROM contact_companies WHERE company_key NOT IN (${sharedCompanies()})
      UNION ALL
      SELECT 'name', key, row_id FROM (${namesHeldOnce()})
      ${byVat === undefined ? sql`` : sql`UNION ALL SELECT 'vat', key, row_id FROM (${vatNumbers(byVat)})`}
    ) AS found JOIN contacts ON contacts.rowid = found.row_id
    GROUP BY kind, key`);
}

/** Companies of the CRM at which there are recipients: by registrable domain (`d:`), and by name (`n:`). */
function companies(): Sql {
  return sql`
    SELECT DISTINCT row_id, 'd:' || known.company_domain AS company_key
    FROM ${CONTACT_DOMAINS} AS found JOIN ${EMAIL_DOMAINS} AS known USING (written) WHERE found.kind <> 'alternate' AND known.company_domain IN (SELECT company_domain FROM ${EMAIL_DOMAINS} WHERE recipients > 0)
    UNION ALL SELECT contacts.rowid, 'n:' || name.key FROM contacts JOIN contact_names AS name ON name.written = contacts.company WHERE ${IS_RELATION}`;
}

function sharedCompanies(): Sql {
  return sql`
    SELECT company_key FROM contact_companies JOIN contacts ON contacts.rowid = row_id
    WHERE starts_with(company_key, 'd:') GROUP BY company_key HAVING count(DISTINCT ${companyName(sql`company`)}) >= ${SHARED_BY_COMPANIES}`;
}

/** Numbers of the CRM's companies that recipients' companies have, but for those that several companies were given. */
function vatNumbers(byVat: Sql): Sql {
  return sql`
    SELECT key, row_id FROM (
      SELECT rowid AS row_id, ${vatKey(sql`vat_id`)} AS key, count(DISTINCT ${companyName(sql`company`)}) OVER (PARTITION BY key) AS companies
      FROM contacts WHERE vat_id IS NOT NULL AND ${IS_RELATION} AND key IN (SELECT vat FROM ${byVat}))
    WHERE companies < ${SHARED_BY_COMPANIES}`;
}

/** Full names that one recipient and one contact alone have. */
function namesHeldOnce(): Sql {
  return sql`
    SELECT key, any_value(row_id) AS row_id
    FROM (
      SELECT contacts.rowid AS row_id, first.key || '|' || family.key AS key FROM contacts
      JOIN (${namesOf('first_name')}) AS first ON first.written = contacts.first_name
      JOIN (${namesOf('last_name')}) AS family ON family.written = contacts.last_name WHERE ${IS_RELATION})
    WHERE key IN (SELECT first_name || '|' || surname FROM ${RECIPIENT_KEYS} GROUP BY first_name, surname HAVING count(*) = 1)
    GROUP BY key HAVING count(*) = 1`;
}

/** Names of the CRM that recipients have too: what each comes to is worked out once. */
function namesOf(column: 'first_name' | 'last_name'): Sql {
  return sql`
    SELECT written, key FROM (SELECT written, ${foldedName(sql`written`)} AS key FROM (SELECT DISTINCT ${raw(column)} AS written FROM contacts))
    WHERE key IN (SELECT key FROM ${RECIPIENT_NAMES[column]})`;
}
