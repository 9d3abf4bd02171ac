import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';

/** An address as it is compared: case does not matter, nor how an accent is composed (NFC). Loaded cells have no white space around them. */
export function normalAddress(cell: Sql): Sql {
  return sql`nfc_normalize(lower(${cell}))`;
}

/** A normal address split at each @. Whoever wants both what stands before the last one and what stands behind splits once, and hands the parts on. */
export function addressParts(address: Sql): Sql {
  return sql`string_split(${address}, '@')`;
}

/** What stands before the last @ of a normal address. For addresses that have one. */
export function localPart(address: Sql, parts = addressParts(address)): Sql {
  return sql`CASE WHEN len(${parts}) = 2 THEN ${parts}[1] ELSE left(${address}, length(${address}) - length(${parts}[-1]) - 1) END`;
}

/** What stands behind the last @ of a normal address; empty without one. Few end in a dot, and to see that is cheaper than to trim. */
export function writtenDomain(address: Sql, parts = addressParts(address)): Sql {
  const behind = sql`${parts}[-1]`;
  return sql`CASE WHEN NOT contains(${address}, '@') THEN '' WHEN ends_with(${address}, '.') THEN rtrim(${behind}, '.') ELSE ${behind} END`;
}

/** Whether a written domain is in its normal form already: ASCII, and nothing but labels. */
export function isPlainDomain(written: Sql): Sql {
  return sql`regexp_full_match(${written}, '[a-z0-9.-]*[a-z][a-z0-9-]*')`;
}

/**
 * What two spellings of one mailbox share: the part before a plus tag, without Gmail's dots. For matching only: nothing is ever sent
 * to it. NULL without a domain.
 * @param email both with an @ between them: what most mailboxes match by
 */
export function matchKey(local: Sql, domain: Sql, email = sql`${local} || '@' || ${domain}`): Sql {
  const untagged = sql`CASE WHEN contains(${local}, '+') THEN coalesce(nullif(split_part(${local}, '+', 1), ''), ${local}) ELSE ${local} END`;
  return sql`CASE
    WHEN ${domain} IN ('gmail.com', 'googlemail.com') THEN replace(${untagged}, '.', '') || '@gmail.com'
    WHEN contains(${local}, '+') THEN ${untagged} || '@' || ${domain}
    WHEN ${domain} IS NOT NULL THEN ${email} END`;
}

/** `Ann <ann@acme.com>`, `"ann@acme.com"`, `ann@acme.com (Ann)`, `mailto:ann@acme.com`, `SMTP:ann@acme.com` (Exchange), `ann%40acme.com` and one with a wide @ are an address all the same. */
export function bareAddress(cell: Sql): Sql {
  const written = sql`CASE WHEN contains(${cell}, '@') THEN ${cell} ELSE replace(replace(${cell}, '\uff20', '@'), '%40', '@') END`;
  return sql`CASE WHEN ends_with(${cell}, '"') OR ends_with(${cell}, '''') THEN trim(${written}, '"''') WHEN ends_with(${cell}, '>') THEN regexp_extract(${written}, '<([^<>]+)>$', 1)
    WHEN ends_with(${cell}, ')') THEN regexp_replace(${written}, '^.*<([^<>]+)>\\s*\\([^()]*\\)$|\\s*\\([^()]*\\)$', '\\1') WHEN regexp_matches(${cell}, '^(?i)(mailto|smtp):') THEN regexp_replace(${written}, '^[A-Za-z]+:', '') ELSE ${written} END`;
}
