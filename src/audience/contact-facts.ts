import { join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { localPart, matchKey, normalAddress, writtenDomain } from './address.js';
import { RECIPIENT_KEYS } from './address-facts.js';
import { companyKey, foldedName } from './company-name.js';
import type { FactStage, StageInput } from './fact-stage.js';
import { EMAIL_DOMAINS } from './register-domains.js';

/** A domain under which the CRM has this many company names is a host's or a holding's: it says nothing of a company. */
const SHARED_BY_COMPANIES = 3;
/** When several contacts match equally well. Leads and prospects are nobody's relation: they match nothing. */
const LIFECYCLES = ['customer', 'open_opportunity', 'former_customer', 'donor', 'lapsed_donor', 'partner', 'supplier', 'employee'];

/**
 * How a recipient may match a contact, the surest first. Scores are judgements, not estimates: an address is a person; a name within a
 * company nearly always; a company's name alone is weaker than its domain; one full name, unique in both lists, is a hint.
 */
const MATCHES = [
  { match: 'email', on: 'address', score: 1, by: 'address', key: 'match_key' },
  { match: 'alternate_email', on: 'alternate address', score: 0.95, by: 'alternate', key: 'match_key' },
  { match: 'name_at_company', on: 'name and domain', score: 0.85, by: 'person', key: "surname || '|' || left(first_name, 1) || '|d:' || company_domain" },
  { match: 'name_at_company', on: 'name and company name', score: 0.75, by: 'person', key: "surname || '|' || left(first_name, 1) || '|n:' || company" },
  { match: 'company', on: 'domain', score: 0.7, by: 'company', key: "'d:' || company_domain" },
  { match: 'company', on: 'company name', score: 0.5, by: 'company', key: "'n:' || company" },
  { match: 'name_elsewhere', on: 'full name', score: 0.3, by: 'name', key: "first_name || '|' || surname" },
] as const;

/** The contact_* columns: the surest match of each recipient in the CRM. Needs `makeRecipientKeys`. */
export async function prepareContactFacts({ warehouse }: StageInput): Promise<FactStage> {
  await rankContacts(warehouse);
  await makeContactKeys(warehouse);
  const found = MATCHES.map(({ by, key }, place) => sql`
    SELECT recipient.recipient_number, ${place} AS place, contact.rank
    FROM ${RECIPIENT_KEYS} AS recipient JOIN (SELECT key, rank FROM contact_keys WHERE kind = ${by}) AS contact ON contact.key = ${raw(key)}`);
  const pick = (value: (match: (typeof MATCHES)[number]) => string | number): Sql =>
    sql`CASE found.place ${join(MATCHES.map((match, place) => sql`WHEN ${place} THEN ${value(match)}`), ' ')} END`;
  await warehouse.run(sql`
    CREATE TABLE recipient_contacts AS
    SELECT found.recipient_number, ${pick(({ match }) => match)} AS contact_match, ${pick(({ on }) => on)} AS contact_matched_on, ${pick(({ score }) => score)} AS contact_score,
      contact.contact_id, contact.lifecycle AS contact_lifecycle, contact.owner AS contact_owner, contact.since AS contact_since,
      contact.ended_at AS contact_ended_at, contact.last_purchase_at AS contact_last_purchase_at, contact.company AS contact_company,
      contact.churn_reason AS contact_churn_reason, contact.do_not_winback AS contact_do_not_winback, contact.products AS contact_products,
      contact.open_case AS contact_open_case
    FROM (SELECT recipient_number, min(place) AS place, arg_min(rank, place) AS rank FROM (${join(found, ' UNION ALL ')}) GROUP BY recipient_number) AS found
    JOIN ranked_contacts AS contact USING (rank)`);
  return (recipients) => sql`
    SELECT r.*, contact.* EXCLUDE (recipient_number) FROM (${recipients}) AS r
    LEFT JOIN recipient_contacts AS contact ON contact.recipient_number = r.recipient_number`;
}

/** ranked_contacts: every contact that has a relation, by how much it matters; the key tables name a contact by its rank. */
async function rankContacts(warehouse: Warehouse): Promise<void> {
  const place = LIFECYCLES.map((lifecycle, index) => sql`WHEN ${lifecycle} THEN ${index}`);
  await warehouse.run(sql`
    CREATE TABLE ranked_contacts AS
    SELECT row_number() OVER (
        ORDER BY CASE lifecycle ${join(place, ' ')} ELSE ${LIFECYCLES.length} END, coalesce(last_purchase_at, ended_at, since) DESC NULLS LAST, contact_id, rowid
      ) AS rank,
      *, ${normalAddress(sql`email`)} AS _address, ${foldedName(sql`last_name`)} AS _surname, ${foldedName(sql`first_name`)} AS _first_name, ${companyKey(sql`company`)} AS _company
    FROM contacts WHERE coalesce(lifecycle, '') NOT IN ('lead', 'prospect')`);
}

/** contact_keys (kind, key, rank): what a recipient's keys are looked up in; the first contact of each key. */
async function makeContactKeys(warehouse: Warehouse): Promise<void> {
  await warehouse.run(sql`CREATE TABLE contact_companies AS ${companies()}`);
  await warehouse.run(sql`
    CREATE TABLE contact_keys AS
    SELECT kind, key, min(rank) AS rank FROM (
      SELECT 'address' AS kind, key, rank FROM (${addressKeys(sql`SELECT rank, _address AS address FROM ranked_contacts`)})
      UNION ALL
      SELECT 'alternate', key, rank FROM (${addressKeys(sql`SELECT rank, ${normalAddress(sql`unnest(alternate_emails)`)} AS address FROM ranked_contacts`)})
      UNION ALL
      SELECT 'person', _surname || '|' || left(_first_name, 1) || '|' || company_key, rank FROM ranked_contacts JOIN contact_companies USING (rank)
      UNION ALL
      SELECT 'company', company_key, rank FROM contact_companies WHERE company_key NOT IN (${sharedCompanies()})
    ) WHERE key IS NOT NULL GROUP BY kind, key`);
  await warehouse.run(sql`
    INSERT INTO contact_keys
    SELECT 'name', contact.key, contact.rank
    FROM (SELECT _first_name || '|' || _surname AS key, min(rank) AS rank FROM ranked_contacts GROUP BY ALL HAVING count(*) = 1) AS contact
    JOIN (${namesHeldOnce()}) AS recipient USING (key)`);
}

/** Registrable domains of address, domain and alias domains (`d:`), and the company's name (`n:`). */
function companies(): Sql {
  const written = sql`
    SELECT rank, ${writtenDomain(sql`_address`)} AS written FROM ranked_contacts
    UNION ALL SELECT rank, lower(trim(domain)) FROM ranked_contacts
    UNION ALL SELECT rank, lower(trim(unnest(alias_domains))) FROM ranked_contacts`;
  return sql`
    SELECT DISTINCT rank, 'd:' || known.company_domain AS company_key
    FROM (${written}) AS found JOIN ${EMAIL_DOMAINS} AS known USING (written) WHERE known.company_domain IS NOT NULL
    UNION ALL SELECT rank, 'n:' || _company FROM ranked_contacts WHERE _company IS NOT NULL`;
}

function sharedCompanies(): Sql {
  return sql`
    SELECT company_key FROM contact_companies JOIN ranked_contacts USING (rank)
    WHERE starts_with(company_key, 'd:') GROUP BY company_key HAVING count(DISTINCT _company) >= ${SHARED_BY_COMPANIES}`;
}

function addressKeys(addresses: Sql): Sql {
  return sql`
    SELECT rank, ${matchKey(sql`local`, sql`known.domain`)} AS key
    FROM (SELECT rank, ${localPart(sql`address`)} AS local, ${writtenDomain(sql`address`)} AS written FROM (${addresses})) AS parts
    JOIN ${EMAIL_DOMAINS} AS known USING (written)`;
}

/** Full names that one recipient alone has. */
function namesHeldOnce(): Sql {
  return sql`
    SELECT key FROM (SELECT first_name || '|' || surname AS key FROM ${RECIPIENT_KEYS}) WHERE key IS NOT NULL GROUP BY key HAVING count(*) = 1`;
}
