import { sqlType } from '#warehouse/cast-column.js';
import { join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import { CONSENT_KINDS, makeConsentKinds } from './consent-kinds.js';
import { BEST_RECORDS, createStops, makeBestRecords, OWN_COLUMNS } from './consent-records.js';
import type { FactStage, StageInput } from './fact-stage.js';
import { CONSENTS } from './tables.js';

/** Columns of the consents table that a recipient's best record gives to the facts, with the name they have there. */
const COPIED = [
  ['basis', 'consent_basis'], ['given_at', 'consent_given_at'], ['confirmed_at', 'consent_confirmed_at'], ['withdrawn_at', 'consent_withdrawn_at'],
  ['source', 'consent_source'], ['source_type', 'consent_source_type'], ['proof_ref', 'consent_proof_ref'], ['wording_version', 'consent_wording_version'],
  ['purposes', 'consent_purposes'], ['channel', 'consent_channel'], ['controller', 'consent_controller'], ['pre_ticked', 'consent_pre_ticked'], ['bundled', 'consent_bundled'],
  ['opt_out_offered_at_collection', 'consent_opt_out_offered'], ['tracking_opens', 'tracking_opens'], ['tracking_clicks', 'tracking_clicks'],
  ['relationship_type', 'relationship_type'], ['relationship_last_event_at', 'relationship_last_event_at'], ['relationship_ended_at', 'relationship_ended_at'],
  ['relationship_paid', 'relationship_paid'], ['seller_entity', 'seller_entity'],
] as const;

/** The consent_* columns, in two stages: each recipient's best record, judged at the instant at which that recipient gets the mail, and what the law makes of it. `makeBestRecords` says which is best. */
export async function prepareConsentFacts(input: StageInput): Promise<readonly [FactStage, FactStage]> {
  const known = input.given.has('consents');
  const law: FactStage = (recipients) => sql`
    SELECT r.*,
      CASE WHEN ${known} THEN coalesce(consent_active AND list_contains(_accepted_bases, consent_basis), false) END AS consent_accepted,
      CASE consent_basis WHEN 'soft_opt_in' THEN coalesce(_soft_law, law) WHEN 'charitable_soft_opt_in' THEN coalesce(_charity_law, law)
        WHEN 'implied' THEN coalesce(_implied_law, law) ELSE law END AS basis_law
    FROM (${recipients}) AS r`;
  if (known) await makeBestRecords(input, await makeConsentKinds(input));
  else await createStops(input);
  return [known ? bestRecord : noRecord, law];
}

function bestRecord(recipients: Sql): Sql {
  const copied = COPIED.map(([column, fact]) => sql`${raw((OWN_COLUMNS as readonly string[]).includes(column) ? 'best' : 'kind')}.${raw(column)} AS ${raw(fact)}`);
  return sql`
    SELECT r.*, best.state AS consent_status, best.records AS consent_records, kind.covers AS consent_covers, kind.for_email AS consent_for_email, kind.of_sender AS consent_of_sender, kind.seller_is_sender,
      ${join(copied, ', ')}, coalesce(best.state = 'active', false) AS consent_active
    FROM (${recipients}) AS r LEFT JOIN ${BEST_RECORDS} AS best ON best.recipient_number = r.recipient_number
    LEFT JOIN ${CONSENT_KINDS} AS kind ON kind.kind = best.kind`;
}

/** Without consents nothing is known, and nothing is to be joined. */
function noRecord(recipients: Sql): Sql {
  const unknown = (fact: string, type: Sql): Sql => sql`CAST(NULL AS ${type}) AS ${raw(fact)}`;
  const judged = ['consent_covers', 'consent_for_email', 'consent_of_sender', 'seller_is_sender'].map((fact) => unknown(fact, raw('BOOLEAN')));
  const copied = COPIED.flatMap(([column, fact]) => {
    const type = CONSENTS.columns[column];
    return type === undefined ? [] : [unknown(fact, sqlType(type))];
  });
  const columns = [unknown('consent_status', raw('VARCHAR')), unknown('consent_records', raw('BIGINT')), ...judged, ...copied, unknown('consent_active', raw('BOOLEAN'))];
  return sql`SELECT r.*, ${join(columns, ', ')} FROM (${recipients}) AS r`;
}
