import { LAW_PROFILES } from '#config/law-profiles.js';
import type { LawProfile } from '#config/law-profiles.js';
import { raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import { CONSENT_KINDS, KIND_COLUMNS } from './consent-kinds.js';
import type { StageInput } from './fact-stage.js';
import { NEVER_OUTLIVED, throughDay } from './through-day.js';

/** Each recipient's best record: `makeBestRecords`. */
export const BEST_RECORDS = raw('recipient_consents');

/** Columns of the consents that are each record's own, and read by somebody. */
export const OWN_COLUMNS = ['given_at', 'confirmed_at', 'source', 'relationship_last_event_at', 'relationship_ended_at'] as const;
/** The same, and what a record is judged by. */
const READ_COLUMNS = [...OWN_COLUMNS, 'withdrawn_at', 'proof_ref'] as const;

const REPEATED = raw('repeated_consents');
/** The last objection, withdrawal and unclear status of each recipient (recipient_id, objected_at, stopped_at, unclear_at): `makeStops`, `createStops`. */
export const STOPPED = raw('stopped_consents');
/** Our own choice. */
const LEAST_DATED = 0.1;
const EARLIEST = sql`TIMESTAMP '0001-01-01'`;
const LATEST = sql`TIMESTAMP '9999-12-31'`;

/** What others of the recipient's records end: an objection (GDPR Art. 21(3)), a withdrawal (Art. 7(3)), a status that may be either. */
const STOPS = sql`c.status IN ('objected', 'withdrawn', 'unclear') OR c.withdrawn_at IS NOT NULL`;

/**
 * Makes recipient_consents: each recipient's best record by recipient_number, with its own columns, its `kind`, what it comes to at the send instant (`state`), and whether it
 * names a proof (`proved`). Active before others, the sender's own, covering the campaign, without a known fault, then a stop before what it stopped, then
 * the stronger basis, confirmed first; of equals the newest, then the last in the file. Most recipients have one record: only the others are ranked, found by the hashes of their ids. Needs `makeStops`.
 */
export async function makeBestRecords({ warehouse, context: { sendAt } }: StageInput, hash: Sql): Promise<void> {
  const repeated = sql`SELECT rowid, ${raw([...KIND_COLUMNS, ...READ_COLUMNS].join(', '))}, recipient_id FROM consents WHERE hash(recipient_id) IN (SELECT hash(recipient_id) FROM consents GROUP BY hash(recipient_id) HAVING count(*) > 1)`;
  const micros = sql`epoch_us(greatest(${EARLIEST}, least(${LATEST}, ${recency()}))) - epoch_us(${EARLIEST})`;
  // Rank, time and row are packed into one number, so that the best is a maximum and nothing is sorted.
  await warehouse.run(sql`
    CREATE TABLE ${REPEATED} AS
    SELECT recipient_id, CAST(max((CAST(${RANK} AS HUGEINT) << 100) + (CAST(${micros} AS HUGEINT) << 40) + row_id) & ((1::HUGEINT << 40) - 1) AS BIGINT) AS row_id
    FROM (${judgedRecords(sql`(${repeated})`, sendAt, hash)}) GROUP BY recipient_id`);
  await warehouse.run(sql`
    CREATE TABLE ${BEST_RECORDS} AS
    SELECT recipients.rowid AS recipient_number, record.state, record.kind, record.proof_ref IS NOT NULL AS proved, ${raw(OWN_COLUMNS.map((column) => `record.${column}`).join(', '))}
    FROM (${judgedRecords(sql`consents`, sendAt, hash)}) AS record JOIN recipients ON recipients.recipient_id = record.recipient_id
    LEFT JOIN ${REPEATED} AS repeated ON repeated.recipient_id = record.recipient_id
    WHERE repeated.row_id IS NULL OR repeated.row_id = record.row_id`);
}

export async function makeStops({ warehouse, context: { sendAt } }: StageInput, hash: Sql): Promise<void> {
  await warehouse.run(sql`CREATE TABLE ${STOPPED} AS ${stops(sendAt, hash)}`);
}

/** The table of stops where no consents are given. */
export async function createStops({ warehouse }: StageInput): Promise<void> {
  await warehouse.run(sql`CREATE TABLE ${STOPPED} (recipient_id VARCHAR, objected_at TIMESTAMP, stopped_at TIMESTAMP, unclear_at TIMESTAMP)`);
}

/** When it was confirmed, if that was by the send instant. What was stopped after it stays so, also where `given_at` is the day on which somebody moved the list elsewhere. */
const CONFIRMED_BY_THEN = sql`(CASE WHEN confirmed_at <= send_at THEN confirmed_at END)`;
/** The same, if it is not of another sign-up before it (a few hours may be a wrong zone): such a record is no better one. */
const CONFIRMED = sql`(CASE WHEN confirmed_at <= send_at AND NOT coalesce(confirmed_at < given_at - to_days(1), false) THEN confirmed_at END)`;

const RANK = sql`512 * CAST(state = 'active' AS INTEGER) + 256 * CAST(of_sender IS NOT false AS INTEGER) + 128 * CAST(covers AS INTEGER)
  + 64 * CAST(sound AS INTEGER) + 32 * CAST(state IN ('objected', 'withdrawn', 'unclear') AS INTEGER) + strength + CAST(basis = 'express' AND ${CONFIRMED} IS NOT NULL AS INTEGER)`;

/** Records with their kind and their state at the send instant. */
function judgedRecords(consents: Sql, sendAt: Date, hash: Sql): Sql {
  return sql`
    SELECT *, CASE
      WHEN status = 'objected' THEN 'objected'
      WHEN status = 'withdrawn' OR (withdrawn_at <= send_at AND NOT coalesce(given_at > withdrawn_at, false)) THEN 'withdrawn'
      WHEN status = 'unclear' THEN 'unclear'
      WHEN coalesce(basis, 'none') = 'none' THEN 'none'
      WHEN status IN ('expired', 'pending') THEN status
      WHEN given_at > send_at THEN 'future'
      WHEN objected_at >= coalesce(${CONFIRMED_BY_THEN}, given_at, objected_at) THEN 'objected'
      WHEN stopped_at >= coalesce(${CONFIRMED_BY_THEN}, given_at, stopped_at) THEN 'withdrawn'
      WHEN unclear_at >= coalesce(${CONFIRMED_BY_THEN}, given_at, unclear_at) THEN 'unclear'
      ELSE 'active' END AS state
    FROM (
      SELECT c.recipient_id, c.rowid AS row_id, ${raw(READ_COLUMNS.map((column) => `c.${column}`).join(', '))}, kind.*, stops.objected_at, stops.stopped_at, stops.unclear_at,
        coalesce(planned.send_at, ${sendAt}) AS send_at
      FROM ${consents} AS c JOIN ${CONSENT_KINDS} AS kind ON kind.hash = ${hash}
      LEFT JOIN schedule AS planned ON planned.recipient_id = c.recipient_id
      LEFT JOIN ${STOPPED} AS stops ON stops.recipient_id = c.recipient_id)`;
}

/**
 * The last objection, withdrawal and unclear status of each recipient that are about this campaign. One without a date ends everything, one without a time of day what was given on that day.
 * Where consents say when they were withdrawn (a tenth of those that were: one stray day does not), one that does not is of no date: when it was given says nothing of when it ended, and that consent stands is the sender's to prove (GDPR Art. 7(1)).
 */
function stops(sendAt: Date, hash: Sql): Sql {
  const isUndated = sql`(c.status IN ('objected', 'withdrawn') AND (SELECT count(withdrawn_at) > ${LEAST_DATED} * count(*) FROM consents WHERE status IN ('objected', 'withdrawn')))`;
  const stopTime = throughDay(sql`coalesce(c.withdrawn_at, CASE WHEN NOT ${isUndated} THEN c.given_at END, ${NEVER_OUTLIVED})`);
  return sql`
    SELECT c.recipient_id,
      max(${stopTime}) FILTER (WHERE c.status = 'objected') AS objected_at,
      max(${stopTime}) FILTER (WHERE c.status = 'withdrawn' OR c.withdrawn_at <= coalesce(planned.send_at, ${sendAt})) AS stopped_at,
      max(${stopTime}) FILTER (WHERE c.status = 'unclear') AS unclear_at
    FROM consents AS c JOIN ${CONSENT_KINDS} AS kind ON kind.hash = ${hash} LEFT JOIN schedule AS planned ON planned.recipient_id = c.recipient_id
    WHERE (${STOPS}) AND kind.covers AND kind.of_sender IS NOT false GROUP BY c.recipient_id`;
}

/** The newest; of relations, the one that carries an implied consent for longest under any profile. */
function recency(): Sql {
  const months = (of: (term: NonNullable<LawProfile['impliedConsent']>) => number | null) =>
    Math.max(...[...LAW_PROFILES.values()].map(({ impliedConsent }) => (impliedConsent === null ? 0 : of(impliedConsent) ?? 0)));
  const [purchase, inquiry] = [months(({ purchaseMonths }) => purchaseMonths), months(({ inquiryMonths }) => inquiryMonths)];
  return sql`coalesce(
    CASE WHEN basis = 'implied' THEN coalesce(relationship_ended_at, relationship_last_event_at)
      + to_months(CASE WHEN relationship_type IN ('inquiry', 'negotiation') THEN ${inquiry} ELSE ${purchase} END) END,
    ${CONFIRMED}, given_at, withdrawn_at, TIMESTAMP '1900-01-01')`;
}
