import type { Manifest } from '#campaign/manifest.js';
import { join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { localPart, matchKey, normalAddress, writtenDomain } from './address.js';
import type { FactStage, StageInput } from './fact-stage.js';
import { EMAIL_DOMAINS } from './register-domains.js';

/** The strongest first: what no later opt-in lifts, then what one does. */
const LISTS = ['complaint', 'legal_hold', 'objection', 'unsubscribe', 'hard_bounce', 'manual'];
/** Scopes that mean every campaign. */
const EVERYWHERE = ['global', 'all', '*'];

/** What of a recipient a suppression may name. `variant`, another spelling of the mailbox, counts where nothing exact does. */
const EXACT = [
  { match: 'recipient_id', key: 'r.recipient_id' },
  { match: 'email', key: 'r.email' },
  { match: 'email_sha256', key: 'sha256(r.email)' },
  { match: 'domain', key: 'r.email_domain' },
  { match: 'domain', key: 'r.company_domain' },
] as const;
const VARIANT = { match: 'variant', key: 'r._match_key' } as const;

/** The suppressed_* columns: the strongest suppression whose scope takes in this campaign. Needs the address facts. */
export async function prepareSuppressionFacts({ warehouse, given, context }: StageInput): Promise<FactStage> {
  await rankSuppressions(warehouse, context.manifest);
  await warehouse.run(sql`CREATE TABLE suppression_keys AS SELECT kind, key, min(rank) AS rank FROM (${keys()}) WHERE key <> '' GROUP BY kind, key`);
  const all = [...EXACT, VARIANT].map(({ match, key }, index) => ({ match, key, alias: raw(`s${String(index)}`) }));
  const exact = join(all.slice(0, EXACT.length).map(({ alias }) => sql`${alias}.rank`), ', ');
  const joins = all.map(({ match, key, alias }) => sql`LEFT JOIN (SELECT key, rank FROM suppression_keys WHERE kind = ${match}) AS ${alias} ON ${alias}.key = ${raw(key)}`);
  const matches = all.map(({ match, alias }) => sql`WHEN ${alias}.rank = _suppression THEN ${match}`);
  return (recipients) => sql`
    SELECT found.* EXCLUDE (_suppression), listed.list AS suppressed_by, listed.scope AS suppression_scope, listed."at" AS suppressed_at
    FROM (
      SELECT r.*, coalesce(least(${exact}), ${all.at(-1)?.alias ?? raw('')}.rank) AS _suppression, CASE ${join(matches, ' ')} END AS suppression_match
      FROM (${recipients}) AS r ${join(joins, ' ')}
    ) AS found
    LEFT JOIN ranked_suppressions AS listed ON listed.rank = found._suppression`;
}

/** A suppression without a list is taken for a manual one; the newest of a list first. */
async function rankSuppressions(warehouse: Warehouse, manifest: Manifest): Promise<void> {
  const place = LISTS.map((list, index) => sql`WHEN ${list} THEN ${index}`);
  await warehouse.run(sql`
    CREATE TABLE ranked_suppressions AS
    SELECT row_number() OVER (ORDER BY CASE list ${join(place, ' ')} END, "at" DESC NULLS LAST, row_id) AS rank, *
    FROM (SELECT * REPLACE (coalesce(list, 'manual') AS list), rowid AS row_id, ${normalAddress(sql`email`)} AS _address FROM suppressions)
    WHERE ${isInScope(manifest)}`);
}

/** A topic's opt-out does not block another topic. */
function isInScope({ kind, topic, programme, name }: Manifest): Sql {
  const scopes = [...EVERYWHERE, kind, topic, programme, name].filter((scope) => scope !== undefined).map((scope) => scope.toLowerCase());
  return sql`(scope IS NULL OR list_contains(${scopes}, lower(scope)))`;
}

function keys(): Sql {
  const parts = sql`SELECT rank, ${localPart(sql`_address`)} AS local, ${writtenDomain(sql`_address`)} AS written FROM ranked_suppressions WHERE email IS NOT NULL`;
  return sql`
    SELECT 'recipient_id' AS kind, recipient_id AS key, rank FROM ranked_suppressions
    UNION ALL SELECT 'email', local || '@' || known.domain, rank FROM (${parts}) JOIN ${EMAIL_DOMAINS} AS known USING (written)
    UNION ALL SELECT 'variant', ${matchKey(sql`local`, sql`known.domain`)}, rank FROM (${parts}) JOIN ${EMAIL_DOMAINS} AS known USING (written)
    UNION ALL SELECT 'email_sha256', lower(email_sha256), rank FROM ranked_suppressions
    UNION ALL SELECT 'domain', known.domain, rank FROM ranked_suppressions JOIN ${EMAIL_DOMAINS} AS known ON known.written = ltrim(lower(ranked_suppressions.domain), '@')`;
}
