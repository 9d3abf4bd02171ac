import type { Manifest } from '#campaign/manifest.js';
import { CONSENT_BASES, LAW_PROFILES } from '#config/law-profiles.js';
import type { LawProfile } from '#config/law-profiles.js';
import { join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { AudienceContext } from './fact-stage.js';
import purposeWords from './purpose-words.json' with { type: 'json' };

/** What a record may come to at the send instant. */
const STATES = ['active', 'pending', 'withdrawn', 'objected', 'expired', 'none', 'future'] as const;
const EARLIEST = sql`TIMESTAMP '0001-01-01'`;
const LATEST = sql`TIMESTAMP '9999-12-31'`;

/** What others of the recipient's records end: an objection (GDPR Art. 21(3)), a withdrawal (Art. 7(3)). */
const STOPS = sql`c.status IN ('objected', 'withdrawn') OR c.withdrawn_at IS NOT NULL`;
const NEVER_OUTLIVED = sql`TIMESTAMP '9999-01-01'`;

/**
 * Each recipient's best record (`row_id`), how many there are (`records`), and what the best one comes to: active before others, the sender's own,
 * covering the campaign, without a known fault, then a stop before what it stopped, then the stronger basis, confirmed first; of equals the
 * newest, then the last in the file. Rank, time, row and judgement are packed into one number, so that the best is a maximum and nothing is sorted.
 */
export function bestRecords(context: AudienceContext, ofSender: (column: Sql) => Sql): Sql {
  const state = join(STATES.map((name, index) => sql`WHEN ${name} THEN ${index}`), ' ');
  const micros = sql`epoch_us(greatest(${EARLIEST}, least(${LATEST}, recency))) - epoch_us(${EARLIEST})`;
  const judgement = sql`32 * CASE state ${state} END + 16 * CAST(covers AS INTEGER) + 4 * ${packedFlag('of_sender')} + ${packedFlag('seller_is_sender')}`;
  const names = join(STATES.map((name, index) => sql`WHEN ${index} THEN ${name}`), ' ');
  return sql`
    SELECT recipient_id, row_id, records, CASE judgement // 32 ${names} END AS state, judgement // 16 % 2 = 1 AS covers,
      ${unpackedFlag(sql`judgement // 4 % 4`)} AS of_sender, ${unpackedFlag(sql`judgement % 4`)} AS seller_is_sender
    FROM (
      SELECT recipient_id, records, CAST((best >> 8) & ((1::HUGEINT << 40) - 1) AS BIGINT) AS row_id, CAST(best & 255 AS INTEGER) AS judgement
      FROM (
        SELECT recipient_id, count(*) AS records,
          max((CAST(rank AS HUGEINT) << 108) + (CAST(${micros} AS HUGEINT) << 48) + (CAST(row_id AS HUGEINT) << 8) + ${judgement}) AS best
        FROM (${judgedRecords(context, ofSender)}) GROUP BY recipient_id))`;
}

/** 0 unknown, 1 no, 2 yes. */
function packedFlag(column: string): Sql {
  return sql`coalesce(1 + CAST(${raw(column)} AS INTEGER), 0)`;
}

function unpackedFlag(number: Sql): Sql {
  return sql`CASE ${number} WHEN 1 THEN false WHEN 2 THEN true END`;
}

/** Every record with its state at the send instant, whether it is for this campaign and for this sender, and its rank. */
function judgedRecords({ manifest, sendAt }: AudienceContext, ofSender: (column: Sql) => Sql): Sql {
  return sql`
    SELECT *, 512 * CAST(state = 'active' AS INTEGER) + 256 * CAST(of_sender IS NOT false AS INTEGER) + 128 * CAST(covers AS INTEGER)
      + 64 * CAST(sound AS INTEGER) + 32 * CAST(state IN ('objected', 'withdrawn') AS INTEGER) + strength AS rank
    FROM (
      SELECT *, CASE
        WHEN status = 'objected' THEN 'objected'
        WHEN status = 'withdrawn' OR (withdrawn_at <= send_at AND NOT coalesce(given_at > withdrawn_at, false)) THEN 'withdrawn'
        WHEN basis = 'none' THEN 'none'
        WHEN status IN ('expired', 'pending') THEN status
        WHEN given_at > send_at THEN 'future'
        WHEN objected_at >= coalesce(confirmed_at, given_at, objected_at) THEN 'objected'
        WHEN stopped_at >= coalesce(confirmed_at, given_at, stopped_at) THEN 'withdrawn'
        ELSE 'active' END AS state
      FROM (
        SELECT c.recipient_id, c.rowid AS row_id, c.status, c.basis, c.given_at, c.confirmed_at, c.withdrawn_at, stops.objected_at, stops.stopped_at,
          coalesce(planned.send_at, ${sendAt}) AS send_at, ${covers(manifest)} AS covers, ${ofSender(sql`c.controller`)} AS of_sender,
          ${ofSender(sql`c.seller_entity`)} AS seller_is_sender, ${IS_SOUND} AS sound, ${strength()} AS strength, ${recency()} AS recency
        FROM consents AS c
        LEFT JOIN schedule AS planned ON planned.recipient_id = c.recipient_id
        LEFT JOIN (${stops(manifest, sendAt, ofSender)}) AS stops ON stops.recipient_id = c.recipient_id
      )
    )`;
}

/** The last objection and the last withdrawal of each recipient that are about this campaign. One without a date ends everything. */
function stops(manifest: Manifest, sendAt: Date, ofSender: (column: Sql) => Sql): Sql {
  return sql`
    SELECT c.recipient_id,
      max(coalesce(c.withdrawn_at, c.given_at, ${NEVER_OUTLIVED})) FILTER (WHERE c.status = 'objected') AS objected_at,
      max(coalesce(c.withdrawn_at, c.given_at, ${NEVER_OUTLIVED})) FILTER (WHERE c.status = 'withdrawn' OR c.withdrawn_at <= coalesce(planned.send_at, ${sendAt})) AS stopped_at
    FROM consents AS c LEFT JOIN schedule AS planned ON planned.recipient_id = c.recipient_id
    WHERE (${STOPS}) AND ${covers(manifest)} AND (${ofSender(sql`c.controller`)}) IS NOT false GROUP BY c.recipient_id`;
}

/** A record without purposes is for everything; else one of them is the campaign's kind, topic or programme: most often as it is written here. */
function covers({ kind, topic, programme }: Manifest): Sql {
  const named = [topic, programme].filter((purpose) => purpose !== undefined).map(plainPurpose);
  const wanted = [...named, ...purposeWords.all, ...(kind === undefined ? [] : [kind, ...purposeWords[kind]])];
  const plain = sql`list_transform(c.purposes, lambda purpose: translate(lower(purpose), '_-', '  '))`;
  return sql`coalesce(CASE WHEN len(c.purposes) = 0 OR list_has_any(c.purposes, ${wanted}) THEN true ELSE list_has_any(${plain}, ${wanted}) END, true)`;
}

function plainPurpose(purpose: string): string {
  return purpose.toLowerCase().replace(/[_-]/g, ' ');
}

/** No box that was ticked beforehand or bundled, no source that nobody gave anything to. */
const IS_SOUND = sql`(coalesce(c.source_type NOT IN ('purchased', 'scraped'), true) AND NOT (c.basis = 'express' AND (c.pre_ticked IS true OR c.bundled IS true)))`;

/** Twice the place from the end, and one for a confirmation. */
function strength(): Sql {
  const cases = CONSENT_BASES.map((basis, index) => sql`WHEN ${basis} THEN ${2 * (CONSENT_BASES.length - index)}`);
  return sql`CASE c.basis ${join(cases, ' ')} END + CAST(c.basis = 'express' AND c.confirmed_at IS NOT NULL AS INTEGER)`;
}

/** The newest; of relations, the one that carries an implied consent for longest under any profile. */
function recency(): Sql {
  const months = (of: (term: NonNullable<LawProfile['impliedConsent']>) => number | null) =>
    Math.max(...[...LAW_PROFILES.values()].map(({ impliedConsent }) => (impliedConsent === null ? 0 : of(impliedConsent) ?? 0)));
  const [purchase, inquiry] = [months(({ purchaseMonths }) => purchaseMonths), months(({ inquiryMonths }) => inquiryMonths)];
  return sql`coalesce(
    CASE WHEN c.basis = 'implied' THEN coalesce(c.relationship_ended_at, c.relationship_last_event_at)
      + to_months(CASE WHEN c.relationship_type IN ('inquiry', 'negotiation') THEN ${inquiry} ELSE ${purchase} END) END,
    c.confirmed_at, c.given_at, c.withdrawn_at, TIMESTAMP '1900-01-01')`;
}
