import { join, raw, sql } from '#warehouse/sql.js';
import { BEST_FIRST, judgedRecords } from './consent-records.js';
import type { FactStage, StageInput } from './fact-stage.js';
import { prepareSenderNames } from './sender-names.js';

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

/** The consent_* columns: each recipient's best record, judged at the instant at which that recipient gets the mail. `judgedRecords` says which is best. */
export async function prepareConsentFacts(input: StageInput): Promise<FactStage> {
  const { warehouse, given, context } = input;
  const ofSender = await prepareSenderNames(input);
  await warehouse.run(sql`
    CREATE TABLE ${BEST} AS
    SELECT recipient_id, consent_status, consent_records, consent_covers, consent_of_sender, seller_is_sender,
      ${join(COPIED.map(([column, fact]) => sql`${raw(column)} AS ${raw(fact)}`), ', ')}
    FROM (
      SELECT row_id, state AS consent_status, covers AS consent_covers, of_sender AS consent_of_sender, seller_is_sender,
        count(*) OVER (PARTITION BY recipient_id) AS consent_records
      FROM (${judgedRecords(context, ofSender)})
      QUALIFY row_number() OVER (PARTITION BY recipient_id ORDER BY ${BEST_FIRST}) = 1
    ) AS best
    JOIN (SELECT rowid AS row_id, * FROM consents) AS records USING (row_id)`);
  const known = given.has('consents');
  return (recipients) => sql`
    SELECT r.*, best.* EXCLUDE (recipient_id),
      CASE WHEN ${known} THEN coalesce(best.consent_status = 'active', false) END AS consent_active,
      CASE WHEN ${known} THEN coalesce(best.consent_status = 'active' AND list_contains(r._accepted_bases, best.consent_basis), false) END AS consent_accepted,
      CASE best.consent_basis WHEN 'soft_opt_in' THEN coalesce(r._soft_law, r.law) WHEN 'charitable_soft_opt_in' THEN coalesce(r._charity_law, r.law)
        WHEN 'implied' THEN coalesce(r._implied_law, r.law) ELSE r.law END AS basis_law
    FROM (${recipients}) AS r LEFT JOIN ${BEST} AS best ON best.recipient_id = r.recipient_id`;
}
