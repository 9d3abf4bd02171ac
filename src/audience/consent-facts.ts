import { sqlType } from '#warehouse/cast-column.js';
import { join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import { CONSENT_KINDS, makeConsentKinds, NO_KIND } from './consent-kinds.js';
import { BEST_RECORDS, createStops, makeBestRecords, makeStops, OWN_COLUMNS } from './consent-records.js';
import type { FactStage, StageInput } from './fact-stage.js';
import { CONSENTS } from './tables.js';

/** Columns of the consents table that a recipient's best record gives to the facts, with the name they have there. */
const COPIED = [
  ['basis', 'consent_basis'], ['given_at', 'consent_given_at'], ['confirmed_at', 'consent_confirmed_at'],
  ['source', 'consent_source'], ['source_type', 'consent_source_type'], ['wording_version', 'consent_wording_version'],
  ['purposes', 'consent_purposes'], ['channel', 'consent_channel'], ['controller', 'consent_controller'], ['pre_ticked', 'consent_pre_ticked'], ['bundled', 'consent_bundled'],
  ['opt_out_offered_at_collection', 'consent_opt_out_offered'], ['tracking_opens', 'tracking_opens'], ['tracking_clicks', 'tracking_clicks'],
  ['relationship_type', 'relationship_type'], ['relationship_last_event_at', 'relationship_last_event_at'], ['relationship_ended_at', 'relationship_ended_at'],
  ['relationship_paid', 'relationship_paid'], ['seller_entity', 'seller_entity'],
] as const;

interface ConsentStages {
  /** Each recipient's best record, judged at the instant at which that recipient gets the mail: what is its own. `makeBestRecords` says which is best. */
  readonly record: readonly FactStage[];
  /** What it shares with all of its kind, lists among it, and what the law makes of it. */
  readonly kind: readonly FactStage[];
}

/** Gives the hash of a record's kind, when the kinds and what stops records are worked out; undefined where no consents are given. */
export async function prepareConsentKinds(input: StageInput): Promise<Sql | undefined> {
  if (!input.given.has('consents')) {
    await createStops(input);
    return undefined;
  }
  const hash = await makeConsentKinds(input);
  await makeStops(input, hash);
  return hash;
}

/** The consent_* columns. Needs `prepareConsentKinds`. */
export async function prepareConsentFacts(input: StageInput, hash: Sql | undefined): Promise<ConsentStages> {
  const known = hash !== undefined;
  const law: FactStage = (recipients) => sql`
    SELECT r.*,
      CASE WHEN ${known} THEN coalesce(consent_active AND list_contains(_accepted_bases, consent_basis), false) END AS consent_accepted,
      CASE consent_basis WHEN 'soft_opt_in' THEN coalesce(_soft_law, law) WHEN 'charitable_soft_opt_in' THEN coalesce(_charity_law, law)
        WHEN 'implied' THEN coalesce(_implied_law, law) ELSE law END AS basis_law
    FROM (${recipients}) AS r`;
  if (known) await makeBestRecords(input, hash);
  return known ? { record: [bestRecord], kind: [kindOfRecord, law] } : { record: [noRecord], kind: [noKind, law] };
}

function bestRecord(recipients: Sql): Sql {
  return sql`
    SELECT r.*, best.state AS consent_status, best.proved AS consent_proved, coalesce(best.kind, CAST(${NO_KIND} AS INTEGER)) AS _consent_kind, ${copied('best', isOwn)}, coalesce(best.state = 'active', false) AS consent_active
    FROM (${recipients}) AS r LEFT JOIN ${BEST_RECORDS} AS best ON best.recipient_number = r.recipient_number`;
}

function kindOfRecord(recipients: Sql): Sql {
  return sql`
    SELECT r.*, kind.covers AS consent_covers, kind.for_email AS consent_for_email, kind.of_sender AS consent_of_sender, kind.seller_is_sender, ${copied('kind', (column) => !isOwn(column))}
    FROM (${recipients}) AS r LEFT JOIN ${CONSENT_KINDS} AS kind ON kind.kind = r._consent_kind`;
}

function copied(table: 'best' | 'kind', which: (column: string) => boolean): Sql {
  return join(COPIED.filter(([column]) => which(column)).map(([column, fact]) => sql`${raw(table)}.${raw(column)} AS ${raw(fact)}`), ', ');
}

function isOwn(column: string): boolean {
  return (OWN_COLUMNS as readonly string[]).includes(column);
}

/** Without consents nothing is known, and nothing is to be joined. */
function noRecord(recipients: Sql): Sql {
  return sql`SELECT r.*, CAST(NULL AS VARCHAR) AS consent_status, CAST(NULL AS BOOLEAN) AS consent_proved, ${unknown(isOwn)}, CAST(NULL AS BOOLEAN) AS consent_active FROM (${recipients}) AS r`;
}

function noKind(recipients: Sql): Sql {
  const judged = ['consent_covers', 'consent_for_email', 'consent_of_sender', 'seller_is_sender'].map((fact) => sql`CAST(NULL AS BOOLEAN) AS ${raw(fact)}`);
  return sql`SELECT r.*, ${join(judged, ', ')}, ${unknown((column) => !isOwn(column))} FROM (${recipients}) AS r`;
}

function unknown(which: (column: string) => boolean): Sql {
  return join(COPIED.flatMap(([column, fact]) => {
    const type = CONSENTS.columns[column];
    return type === undefined || !which(column) ? [] : [sql`CAST(NULL AS ${sqlType(type)}) AS ${raw(fact)}`];
  }), ', ');
}
