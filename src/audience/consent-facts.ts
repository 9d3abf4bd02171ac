import type { Manifest } from '#campaign/manifest.js';
import { CONSENT_BASES } from '#config/law-profiles.js';
import { join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { AudienceContext, FactStage, StageInput } from './fact-stage.js';

const BEST = raw('recipient_consents');

/** Columns of the consents table that a recipient's best record gives to the facts, with the name they have there. */
const COPIED = [
  ['basis', 'consent_basis'], ['given_at', 'consent_given_at'], ['confirmed_at', 'consent_confirmed_at'], ['withdrawn_at', 'consent_withdrawn_at'],
  ['source', 'consent_source'], ['source_type', 'consent_source_type'], ['proof_ref', 'consent_proof_ref'], ['wording_version', 'consent_wording_version'],
  ['purposes', 'consent_purposes'], ['controller', 'consent_controller'], ['pre_ticked', 'consent_pre_ticked'], ['bundled', 'consent_bundled'],
  ['opt_out_offered_at_collection', 'consent_opt_out_offered'], ['tracking_opens', 'tracking_opens'], ['tracking_clicks', 'tracking_clicks'],
  ['relationship_type', 'relationship_type'], ['relationship_last_event_at', 'relationship_last_event_at'], ['relationship_ended_at', 'relationship_ended_at'],
  ['relationship_paid', 'relationship_paid'], ['seller_entity', 'seller_entity'],
] as const;

/**
 * The consent_* columns: each recipient's best record, judged at the instant at which that recipient gets the mail. Active before
 * others, covering this campaign before others, the stronger basis before the weaker, then the newest.
 */
export async function prepareConsentFacts({ warehouse, given, context }: StageInput): Promise<FactStage> {
  await warehouse.run(sql`
    CREATE TABLE ${BEST} AS
    SELECT recipient_id, consent_status, consent_records, ${join(COPIED.map(([column, fact]) => sql`${raw(column)} AS ${raw(fact)}`), ', ')}
    FROM (
      SELECT row_id, state AS consent_status, count(*) OVER (PARTITION BY recipient_id) AS consent_records
      FROM (${judgedRecords(context)})
      QUALIFY row_number() OVER (PARTITION BY recipient_id ORDER BY state = 'active' DESC, covers DESC, strength DESC, recency DESC, row_id DESC) = 1
    ) AS best
    JOIN (SELECT rowid AS row_id, * FROM consents) AS records USING (row_id)`);
  const known = given.has('consents');
  return (recipients) => sql`
    SELECT r.*, best.* EXCLUDE (recipient_id),
      CASE WHEN ${known} THEN coalesce(best.consent_status = 'active', false) END AS consent_active,
      CASE WHEN ${known} THEN coalesce(best.consent_status = 'active' AND list_contains(r._accepted_bases, best.consent_basis), false) END AS consent_accepted
    FROM (${recipients}) AS r LEFT JOIN ${BEST} AS best ON best.recipient_id = r.recipient_id`;
}

/** Every record with its state at the send instant. An objection (GDPR Art. 21(3)) ends what was given before it. */
function judgedRecords({ manifest, sendAt }: AudienceContext): Sql {
  return sql`
    SELECT *, CASE
      WHEN status = 'objected' THEN 'objected'
      WHEN status = 'withdrawn' OR withdrawn_at <= send_at THEN 'withdrawn'
      WHEN basis = 'none' THEN 'none'
      WHEN status IN ('expired', 'pending') THEN status
      WHEN given_at > send_at THEN 'future'
      WHEN objected_at >= coalesce(confirmed_at, given_at, objected_at) THEN 'objected'
      ELSE 'active' END AS state
    FROM (
      SELECT c.recipient_id, c.rowid AS row_id, c.status, c.basis, c.given_at, c.confirmed_at, c.withdrawn_at, objections.objected_at,
        coalesce(planned.send_at, ${sendAt}) AS send_at, ${covers(manifest)} AS covers, ${strength()} AS strength,
        coalesce(c.confirmed_at, c.given_at, c.withdrawn_at, TIMESTAMP '1900-01-01') AS recency
      FROM consents AS c
      LEFT JOIN schedule AS planned ON planned.recipient_id = c.recipient_id
      LEFT JOIN (
        SELECT c.recipient_id, max(coalesce(c.withdrawn_at, c.given_at, TIMESTAMP '9999-01-01')) AS objected_at
        FROM consents AS c WHERE c.status = 'objected' AND ${covers(manifest)} GROUP BY c.recipient_id
      ) AS objections ON objections.recipient_id = c.recipient_id
    )`;
}

/** A record without purposes is for everything; else one of them is the campaign's kind, topic or programme. */
function covers({ kind, topic, programme }: Manifest): Sql {
  const wanted = [kind, topic, programme, 'all'].filter((purpose) => purpose !== undefined).map((purpose) => purpose.toLowerCase());
  return sql`coalesce(len(c.purposes) = 0 OR list_has_any(list_transform(c.purposes, lambda purpose: lower(purpose)), ${wanted}), true)`;
}

function strength(): Sql {
  const cases = CONSENT_BASES.map((basis, index) => sql`WHEN ${basis} THEN ${CONSENT_BASES.length - index}`);
  return sql`CASE c.basis ${join(cases, ' ')} END`;
}
