import type { Manifest } from '#campaign/manifest.js';
import { join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { addressParts, bareAddress, isPlainDomain, localPart, matchKey, normalAddress, writtenDomain } from './address.js';
import { KEYS_WITH_DOMAINS, RECIPIENT_KEYS } from './address-facts.js';
import { isForEmail } from './channels.js';
import type { StageInput } from './fact-stage.js';
import freeMail from './free-mail.json' with { type: 'json' };
import { NEAR_KEYS } from './near-keys.js';
import { PERSON_ADDRESSES } from './person-addresses.js';
import { plainPurposes, stoppedBy } from './purposes.js';
import { rankedRow, rankOf } from './rank.js';
import { EMAIL_DOMAINS, registerDomains } from './register-domains.js';

/** The strongest first. A later opt-in lifts the last one, so that it is named only where no other list has the address. */
const LISTS = ['complaint', 'legal_hold', 'objection', 'hard_bounce', 'manual', 'unsubscribe'];
/** Scopes that mean every campaign, beside the words for it that consents use. */
const EVERYWHERE = ['global', '*'];

/** A suppression without a list is taken for a manual one. */
export const LIST = sql`coalesce(list, 'manual')`;
const RANK = rankOf(sql`CASE ${LIST} ${join(LISTS.map((list, index) => sql`WHEN ${list} THEN ${index}`), ' ')} END`, sql`"at"`);

/** Some write it into the column of the addresses. */
const LISTED_DIGEST = sql`coalesce(email_sha256, CASE WHEN strlen(email) >= 64 AND regexp_full_match(email, '(?i)(sha-?256[:=])?[0-9a-f]{64}') THEN regexp_extract(lower(email), '[0-9a-f]{64}$') END)`;

/** Within JSON, a formula of a spreadsheet, or a cell of several lines. */
const ADDRESS_WITHIN = String.raw`[^\s<>(){}\[\],;:"']+@[^\s<>(){}\[\],;:"']+`;

/** What stands before the @ of a whole domain that is written into the column of the addresses: `@acme.de`, `*@acme.de`. */
const ANYBODY = sql`local IN ('', '*', '%')`;

/** Suppressions in scope of recipients and of other addresses of their people (kind, key, rank, living_rank): by the strongest, and by the strongest but dead mailboxes. */
export const SUPPRESSION_KEYS = raw('suppression_keys');
/** Digests of other addresses of recipients' people (match_key, digest) that some suppression lists. */
export const PERSON_DIGESTS = raw('person_digests');
const DIGESTS = raw('recipient_digests');
/** The addresses in scope that the lists write (row_id, local, written, domain, email, match_key), without a domain those that have none: `makeListedAddresses`. */
export const LISTED_ADDRESSES = raw('listed_addresses');
const SUPPRESSION_FACTS = raw('recipient_suppressions');

/** What of a recipient a suppression may name. `variant`, another spelling of the mailbox, counts where nothing exact does. */
const MATCHES = [
  { match: 'recipient_id', kind: 'recipient_id', key: 'recipient_id' },
  { match: 'email', kind: 'email', key: 'email' },
  { match: 'email_sha256', kind: 'email_sha256', key: 'digest' },
  { match: 'domain', kind: 'domain', key: 'email_domain' },
  { match: 'domain', kind: 'domain', key: 'company_domain' },
  { match: 'variant', kind: 'variant', key: 'match_key' },
  { match: 'variant', kind: 'email_sha256', key: 'variant_digest' },
] as const;

/** Makes a table of the suppressed_* columns: the strongest suppression of each recipient whose scope takes in this campaign. Needs `makeListedAddresses` and, told of them, `makeNearKeys`. */
export async function makeSuppressionFacts({ warehouse, given, context }: StageInput): Promise<Sql> {
  const [hashed] = await warehouse.all<{ any: boolean }>(sql`SELECT EXISTS (SELECT 1 FROM suppressions WHERE ${LISTED_DIGEST} IS NOT NULL) AS "any"`);
  const asked = MATCHES.filter(({ kind }) => kind !== 'email_sha256' || hashed?.any === true);
  if (hashed?.any === true) await makeDigests(warehouse);
  else await warehouse.run(sql`CREATE TABLE ${PERSON_DIGESTS} (match_key VARCHAR, digest VARCHAR)`);
  if (given.has('suppressions')) await makeSuppressionKeys(warehouse, context.manifest, asked);
  else await warehouse.run(sql`CREATE TABLE ${SUPPRESSION_KEYS} (kind VARCHAR, key VARCHAR, rank HUGEINT, living_rank HUGEINT)`);
  await warehouse.run(sql`DROP TABLE IF EXISTS ${LISTED_ADDRESSES}`);
  const found = asked.map(({ match, kind, key }, place) => sql`
    SELECT recipient.recipient_number, ${match === 'variant'} AS is_variant, listed.rank, ${place} AS place
    FROM ${keyTable(kind)} AS recipient JOIN (SELECT key, rank FROM ${SUPPRESSION_KEYS} WHERE kind = ${kind}) AS listed ON listed.key = ${raw(key)}`);
  const names = asked.map(({ match }, place) => sql`WHEN ${place} THEN ${match}`);
  await warehouse.run(sql`
    CREATE TABLE ${SUPPRESSION_FACTS} AS
    SELECT found.recipient_number, CASE found.place ${join(names, ' ')} END AS suppression_match,
      ${LIST} AS suppressed_by, listed.scope AS suppression_scope, listed."at" AS suppressed_at
    FROM (
      SELECT *, ${rankedRow(sql`rank`)} AS row_id FROM (${join(found, ' UNION ALL ')})
      QUALIFY row_number() OVER (PARTITION BY recipient_number ORDER BY is_variant, rank, place) = 1
    ) AS found
    JOIN suppressions AS listed ON listed.rowid = found.row_id`);
  return SUPPRESSION_FACTS;
}

/** Makes the digests of recipients, and of other addresses of their people, that some suppression lists, in whichever way it writes a domain: each digest is worked out once, and few are kept. */
async function makeDigests(warehouse: Warehouse): Promise<void> {
  const isListed = sql`IN (SELECT ${LISTED_DIGEST} FROM suppressions)`;
  const inUnicode = (address: Sql) => sql`left(${address}, length(${address}) - length(email_domain)) || unicode_domain`;
  await warehouse.run(sql`
    CREATE TABLE listed_digests AS
    SELECT * FROM (
      SELECT recipient_number, NULL AS match_key, false AS is_variant, sha256(email) AS digest FROM ${RECIPIENT_KEYS}
      UNION ALL SELECT recipient_number, NULL, false, sha256(other_form) FROM ${RECIPIENT_KEYS} WHERE other_form IS NOT NULL
      UNION ALL SELECT recipient_number, NULL, false, sha256(${inUnicode(sql`email`)}) FROM ${KEYS_WITH_DOMAINS} WHERE unicode_domain IS NOT NULL
      UNION ALL SELECT recipient_number, NULL, true, sha256(variant) FROM ${RECIPIENT_KEYS} WHERE variant IS NOT NULL
      UNION ALL SELECT recipient_number, NULL, true, sha256(${inUnicode(sql`variant`)}) FROM ${KEYS_WITH_DOMAINS} WHERE variant IS NOT NULL AND unicode_domain IS NOT NULL
      UNION ALL SELECT NULL, match_key, NULL, unnest([sha256(email), sha256(address), sha256(match_key)]) FROM ${PERSON_ADDRESSES}
    ) WHERE digest ${isListed}`);
  await warehouse.run(sql`
    CREATE TABLE ${DIGESTS} AS
    SELECT recipient_number, CASE WHEN NOT is_variant THEN digest END AS digest, CASE WHEN is_variant THEN digest END AS variant_digest FROM listed_digests WHERE recipient_number IS NOT NULL`);
  await warehouse.run(sql`CREATE TABLE ${PERSON_DIGESTS} AS SELECT DISTINCT match_key, digest FROM listed_digests WHERE recipient_number IS NULL`);
}

const RECIPIENT_DOMAINS = sql`(SELECT domain AS email_domain, company_domain FROM ${EMAIL_DOMAINS} WHERE recipients > 0)`;

function keyTable(kind: string): Sql {
  if (kind === 'recipient_id') return sql`(SELECT rowid AS recipient_number, recipient_id FROM recipients)`;
  if (kind === 'domain') return KEYS_WITH_DOMAINS;
  return kind === 'email_sha256' ? DIGESTS : NEAR_KEYS;
}

/** Makes suppression_keys; the newest of a list first. */
async function makeSuppressionKeys(warehouse: Warehouse, manifest: Manifest, asked: readonly (typeof MATCHES)[number][]): Promise<void> {
  const kinds = [...new Set(asked.map(({ kind }) => kind))];
  const wanted = (wantedKind: string) => join([...asked.filter(({ kind }) => kind === wantedKind).map(({ key }) => sql`SELECT ${raw(key)} FROM ${wantedKind === 'domain' ? RECIPIENT_DOMAINS : keyTable(wantedKind)}`), ...ofPersons(wantedKind)], ' UNION ALL ');
  const found = kinds.map((kind) => sql`SELECT ${kind} AS kind, key, row_id FROM (${keys(manifest)[kind]}) AS listed(key, row_id) WHERE key <> '' AND key IN (${wanted(kind)})`);
  await warehouse.run(sql`
    CREATE TABLE ${SUPPRESSION_KEYS} AS
    SELECT kind, key, min(${RANK}) AS rank, min(${RANK}) FILTER (WHERE ${LIST} <> 'hard_bounce') AS living_rank
    FROM (${join(found, ' UNION ALL ')}) AS found JOIN suppressions ON suppressions.rowid = found.row_id
    GROUP BY kind, key`);
}

function ofPersons(kind: string): readonly Sql[] {
  if (kind === 'variant') return [sql`SELECT match_key FROM ${PERSON_ADDRESSES}`];
  return kind === 'email_sha256' ? [sql`SELECT digest FROM ${PERSON_DIGESTS}`] : [];
}

/**
 * Makes listed_addresses, for which the lists are read once. Of a domain that no recipient has and that is not in its normal form only JavaScript knows what it comes to: few rows,
 * which are looked at afterwards. Needs `registerRecipientDomains`.
 */
export async function makeListedAddresses({ warehouse, context: { manifest } }: StageInput): Promise<void> {
  const several = sql`(contains(email, ';') OR contains(email, ','))`;
  const isCode = sql`(contains(email, '\n') OR starts_with(email, '{') OR starts_with(email, '[') OR starts_with(email, '='))`;
  const cells = sql`
    SELECT row_id, email FROM listed WHERE NOT ${several} AND NOT ${isCode}
    UNION ALL SELECT row_id, unnest(regexp_split_to_array(email, '[;,]\\s*')) FROM listed WHERE ${several} AND NOT ${isCode}
    UNION ALL SELECT row_id, unnest(regexp_extract_all(email, ${ADDRESS_WITHIN})) FROM listed WHERE ${isCode}`;
  const addresses = sql`SELECT row_id, CASE WHEN NOT contains(address, '@') AND ${isCompanyDomain(sql`address`)} THEN '@' || address ELSE address END AS address FROM (SELECT row_id, ${normalAddress(bareAddress(sql`email`))} AS address FROM (${cells}))`;
  const parts = sql`SELECT row_id, ${localPart(sql`address`, sql`parts`)} AS local, ${writtenDomain(sql`address`, sql`parts`)} AS written FROM (SELECT *, ${addressParts(sql`address`)} AS parts FROM (${addresses}))`;
  const resolved = sql`SELECT row_id, local, written, coalesce(known.domain, CASE WHEN ${isPlainDomain(sql`written`)} THEN written END) AS domain FROM (${parts}) LEFT JOIN ${EMAIL_DOMAINS} AS known USING (written)`;
  const keyed = (rows: Sql) => sql`SELECT *, local || '@' || domain AS email, ${matchKey(sql`local`, sql`domain`)} AS match_key FROM (${rows})`;
  await warehouse.run(sql`
    CREATE TABLE ${LISTED_ADDRESSES} AS
    WITH listed AS MATERIALIZED (SELECT row_id, email FROM (${inScope(manifest)}) WHERE email IS NOT NULL)
    ${keyed(resolved)}`);
  await registerDomains(warehouse, sql`SELECT written FROM ${LISTED_ADDRESSES} WHERE domain IS NULL UNION ALL SELECT written FROM (${listedDomains(manifest)})`);
  const unresolved = sql`SELECT row_id, local, written, known.domain FROM ${LISTED_ADDRESSES} AS listed JOIN ${EMAIL_DOMAINS} AS known USING (written) WHERE listed.domain IS NULL`;
  await warehouse.run(sql`INSERT INTO ${LISTED_ADDRESSES} ${keyed(unresolved)}`);
}

/** Whether what a suppression has for an address is none, nor a digest or a domain, so that it lists nobody: an MD5, a name. */
export const LISTS_NOBODY = sql`(NOT contains(email, '@') AND recipient_id IS NULL AND domain IS NULL AND ${LISTED_DIGEST} IS NULL AND NOT contains(${bareAddress(sql`email`)}, '@') AND NOT ${isCompanyDomain(normalAddress(bareAddress(sql`email`)))})`;

/** A domain in the column of addresses lists who is there; `gmail.com` is what is left of somebody's address. */
function isCompanyDomain(text: Sql): Sql {
  return sql`(regexp_full_match(${text}, '([\\pL\\pN-]+\\.)+[\\pL-]{2,}') AND NOT list_contains(${freeMail}, ${text}))`;
}

/** A topic's opt-out does not block another topic, nor one from calls mail. */
function isInScope(manifest: Manifest): Sql {
  const scopes = [...EVERYWHERE, ...stoppedBy(manifest), ...(manifest.name === undefined ? [] : [manifest.name.toLowerCase().replace(/[_-]/g, ' ')])];
  return sql`(scope IS NULL OR list_has_any(${plainPurposes(sql`[scope]`)}, ${scopes})) AND (channel IS NULL OR ${isForEmail(sql`channel`)})`;
}

function inScope(manifest: Manifest): Sql {
  return sql`SELECT rowid AS row_id, * FROM suppressions WHERE ${isInScope(manifest)}`;
}

/** Key and row_id of what each kind of suppression in scope lists. */
function keys(manifest: Manifest): Readonly<Record<(typeof MATCHES)[number]['kind'], Sql>> {
  const listed = sql`(${inScope(manifest)})`;
  return {
    recipient_id: sql`SELECT recipient_id, row_id FROM ${listed}`,
    email: sql`SELECT email, row_id FROM ${LISTED_ADDRESSES}`,
    variant: sql`SELECT match_key, row_id FROM ${LISTED_ADDRESSES}`,
    email_sha256: sql`SELECT ${LISTED_DIGEST}, row_id FROM ${listed}`,
    domain: sql`SELECT known.domain, row_id FROM (${listedDomains(manifest)}) JOIN ${EMAIL_DOMAINS} AS known USING (written)`,
  };
}

/** `@acme.de`, `*.acme.de`, `*@acme.de`, `www.acme.de` and `https://acme.de/` list acme.de. */
function listedDomains(manifest: Manifest): Sql {
  const cells = sql`SELECT domain AS cell, row_id FROM (${inScope(manifest)}) WHERE domain IS NOT NULL UNION ALL SELECT written, row_id FROM ${LISTED_ADDRESSES} WHERE written <> '' AND ${ANYBODY}`;
  return sql`SELECT regexp_replace(lower(cell), '^(https?://)?[@*%.]*(www\\.)?|[./:?]+$|[/?].*$', '', 'g') AS written, row_id FROM (${cells})`;
}
