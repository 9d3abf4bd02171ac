import { domainToASCII, domainToUnicode } from 'node:url';
import { getDomain, getHostname } from 'tldts';
import { raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { normalAddress, writtenDomain } from './address.js';
import { domainFault } from './domain-fault.js';
import freeMail from './free-mail.json' with { type: 'json' };
import privateRelays from './private-relays.json' with { type: 'json' };

/** Many domains take 32 statements: by five bits of their hashes, since a modulo of 64 bits is worked out in 128. */
const PIECE = sql`hash(written) >> CAST(59 AS UBIGINT)`;
/** Domains of states and unions below which each authority has its own, as below a public suffix (the list has `gov.uk`, and not these). */
const OF_AUTHORITIES = new Set(['bund.de', 'bayern.de', 'berlin.de', 'brandenburg.de', 'bremen.de', 'hamburg.de', 'hessen.de', 'niedersachsen.de', 'nrw.de', 'rlp.de', 'saarland.de', 'sachsen.de', 'sachsen-anhalt.de', 'thueringen.de', 'admin.ch', 'europa.eu']);
/** Domains on which unrelated people have addresses: providers of free mail and of access, tenants' default domains, relays. */
const SHARED = new Set([...freeMail, ...privateRelays, ...OF_AUTHORITIES]);

/** Where the domains stand, and how they are looked up: `email_domains` has one row for each that was registered. */
export const EMAIL_DOMAINS = raw('email_domains');

/** Makes the table email_domains (written, domain, company_domain, fault, unicode_domain, recipients) with what the recipients' addresses have behind the @, and how many of them write it so. */
export async function registerRecipientDomains(warehouse: Warehouse): Promise<void> {
  await warehouse.run(sql`CREATE TABLE ${EMAIL_DOMAINS} (written VARCHAR, domain VARCHAR, company_domain VARCHAR, fault VARCHAR, unicode_domain VARCHAR, recipients BIGINT)`);
  await describeDomains(warehouse, sql`SELECT ${writtenDomain(normalAddress(sql`email`))} AS written, true AS is_recipients FROM recipients`);
}

/**
 * Adds to email_domains what only JavaScript knows of a domain, worked out once for each that is not in it yet. `domain` is lower case and punycode; `company_domain` is registrable by the public suffix list, NULL for shared ones; `unicode_domain` is NULL where it is the same as `domain`.
 * @param written selects one column `written`: lower-case domains, or the addresses of web sites
 */
export async function registerDomains(warehouse: Warehouse, written: Sql): Promise<void> {
  await describeDomains(warehouse, sql`SELECT written, NULL AS is_recipients FROM (${written})`);
}

async function describeDomains(warehouse: Warehouse, written: Sql): Promise<void> {
  // Behind an aggregate the filters ask each domain once; DuckDB pushes them below a DISTINCT, and works out the domain of each row twice. To make objects of rows takes longer than to describe them.
  const pieces = warehouse.stream<{ found: string }>(sql`
    SELECT CAST(to_json(list([written, CAST(recipients AS VARCHAR)])) AS VARCHAR) AS found
    FROM (SELECT any_value(written) AS written, count(is_recipients) AS recipients FROM (${written}) GROUP BY written)
    WHERE written <> '' AND written NOT IN (SELECT written FROM ${EMAIL_DOMAINS}) GROUP BY ${PIECE}`);
  for await (const piece of pieces) for (const { found } of piece) {
    const rows = (JSON.parse(found) as [string, string][]).map(([domain, recipients]) => [domain, recipients, ...describeDomain(domain)]);
    await warehouse.run(sql`
      INSERT INTO ${EMAIL_DOMAINS} SELECT cells[1], coalesce(cells[3], cells[1]), CASE WHEN len(cells) = 2 THEN cells[1] ELSE cells[4] END, cells[5], cells[6], cells[2]
      FROM (SELECT unnest(from_json(${JSON.stringify(rows)}, '[["VARCHAR"]]')) AS cells)`);
  }
}

/** Labels as they stand in the DNS, the last no number (that would be an IP address), none in punycode. */
const PLAIN = /^(?!.*xn--)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?!0x)[a-z0-9-]*[a-z][a-z0-9-]*$/;

/** domain, company_domain, fault and unicode_domain; nothing for a company's own domain that is written as it stands in the DNS, as most are. */
function describeDomain(written: string): readonly (string | null)[] {
  const domain = PLAIN.test(written) ? written : inAscii(getHostname(written) ?? written);
  const registrable = ownDomain(domain);
  const fault = domainFault(written, domain) ?? null;
  const isShared = SHARED.has(domain) || (registrable !== null && SHARED.has(registrable));
  if (written === domain && written === registrable && fault === null && !isShared && !domain.includes('xn--')) return [];
  return [domain, isShared ? null : registrable, fault, domain.includes('xn--') ? domainToUnicode(domain) || null : null];
}

function ownDomain(domain: string): string | null {
  const registrable = getDomain(domain, { allowPrivateDomains: true });
  if (registrable === null || !OF_AUTHORITIES.has(registrable)) return registrable;
  return domain.split('.').slice(-registrable.split('.').length - 1).join('.');
}

function inAscii(host: string): string {
  return domainToASCII(host) || host;
}
