import { join, raw, sql } from '#warehouse/sql.js';
import { bestRecords } from './consent-records.js';
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

/** The consent_* columns, in two stages: each recipient's best record, judged at the instant at which that recipient gets the mail, and what the law makes of it. `bestRecords` says which is best. */
export async function prepareConsentFacts(input: StageInput): Promise<readonly [FactStage, FactStage]> {
  const { warehouse, given, context } = input;
  const ofSender = await prepareSenderNames(input);
  await warehouse.run(sql`CREATE TABLE ${BEST} AS ${bestRecords(context, ofSender)}`);
  const known = given.has('consents');
  const record: FactStage = (recipients) => sql`
    SELECT r.*, best.state AS consent_status, best.records AS consent_records, best.covers AS consent_covers, best.of_sender AS consent_of_sender, best.seller_is_sender,
      ${join(COPIED.map(([column, fact]) => sql`record.${raw(column)} AS ${raw(fact)}`), ', ')},
      CASE WHEN ${known} THEN coalesce(best.state = 'active', false) END AS consent_active
    FROM (${recipients}) AS r LEFT JOIN ${BEST} AS best ON best.recipient_id = r.recipient_id
    LEFT JOIN (SELECT rowid AS row_id, * FROM consents) AS record ON record.row_id = best.row_id`;
  const law: FactStage = (recipients) => sql`
    SELECT r.*,
      CASE WHEN ${known} THEN coalesce(consent_active AND list_contains(_accepted_bases, consent_basis), false) END AS consent_accepted,
      CASE consent_basis WHEN 'soft_opt_in' THEN coalesce(_soft_law, law) WHEN 'charitable_soft_opt_in' THEN coalesce(_charity_law, law)
        WHEN 'implied' THEN coalesce(_implied_law, law) ELSE law END AS basis_law
    FROM (${recipients}) AS r`;
  return [record, law];
}
