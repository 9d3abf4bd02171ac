import { raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { foldedName } from './company-name.js';
import { STOPPED } from './consent-records.js';
import type { StageInput } from './fact-stage.js';
import { NEAR_KEYS } from './near-keys.js';
import { MOST, PERSON_ADDRESSES, SPELLINGS } from './person-addresses.js';
import { rankedRow } from './rank.js';
import { SHARED_MAILBOX, TECHNICAL_MAILBOX } from './shared-mailbox.js';
import { LIST, PERSON_DIGESTS, SUPPRESSION_KEYS } from './suppression-facts.js';
import { CONSENTED_AT, NEVER_OUTLIVED } from './through-day.js';
import standIns from './stand-ins.json' with { type: 'json' };

/** An objection is by person (GDPR Art. 21(3)), a complaint is one in effect, and a lawyer's word names somebody. An unsubscription is what one address was asked. */
const BY_PERSON = ['objection', 'complaint', 'legal_hold'];
/** That the CRM gives two addresses to one person: the score of a contact's alternate address (`contact-facts.ts`). */
const SCORE = 0.95;

const STAND_INS = standIns.map((word) => word.normalize('NFD').replace(/[^\p{L}]/gu, ''));

const STOPS = raw('person_stops');
const PAIRS = raw('person_pairs');
const HOLDERS = raw('person_holders');
const PERSON_FACTS = raw('recipient_persons');

/** Who must not be mailed at this address either, over recipient_facts: the same person, as far as anybody can know, objected or complained at another one. */
export const IS_BARRED_AS_PERSON = sql`(list_contains(${BY_PERSON}, person_suppressed_by) AND person_shared_by = 1)`;

/** Who objected by the consents of another row of the list, and has not consented in this one since, over recipient_facts. */
export const HAS_OBJECTED_ELSEWHERE = sql`(person_objected_at IS NOT NULL AND NOT coalesce(consent_active AND ${CONSENTED_AT} > person_objected_at, false))`;

/**
 * Makes a table of the person_* columns: the strongest suppression of another address of each recipient's person, and the last objection on file and complaint in the events under another of
 * his rows. Dead mailboxes are left out: they say nothing of another. Needs `makePersonAddresses`, `makeNearKeys` told of repeated mailboxes, `makeSuppressionFacts`, and the consents' stops.
 */
export async function makePersonSuppressions({ warehouse }: StageInput): Promise<Sql> {
  await makeStops(warehouse);
  const [stops] = await warehouse.all<{ any: boolean }>(sql`SELECT count(*) > 0 AS any FROM ${STOPS}`);
  await (stops?.any === true ? judgePersons(warehouse) : createPersonFacts(warehouse));
  await warehouse.run(sql`DROP TABLE ${SPELLINGS}`);
  return PERSON_FACTS;
}

/** Where nothing stops anybody: most small lists, for which preparing the statements takes longer than all else. */
async function createPersonFacts(warehouse: Warehouse): Promise<void> {
  await warehouse.run(sql`
    CREATE TABLE ${PERSON_FACTS} (recipient_number BIGINT, person_suppressed_by VARCHAR, person_suppression_scope VARCHAR, person_suppressed_at TIMESTAMP, person_address VARCHAR,
      person_shared_by BIGINT, person_objected_at TIMESTAMP, person_complained_at TIMESTAMP, person_score DOUBLE)`);
}

async function judgePersons(warehouse: Warehouse): Promise<void> {
  await makePairs(warehouse);
  await makeHolders(warehouse);
  const isStrong = sql`list_contains(${BY_PERSON}, ${LIST})`;
  await warehouse.run(sql`
    CREATE TABLE ${PERSON_FACTS} AS
    WITH judged AS MATERIALIZED (${judgedPairs()}),
    listed AS (
      SELECT judged.recipient_number, ${LIST} AS person_suppressed_by, stop.scope AS person_suppression_scope, stop."at" AS person_suppressed_at, other_email AS person_address, shared_by AS person_shared_by
      FROM judged JOIN suppressions AS stop ON stop.rowid = ${rankedRow(sql`judged.rank`)} WHERE shared_by IS NOT NULL
      QUALIFY row_number() OVER (PARTITION BY recipient_number ORDER BY NOT (${isStrong} AND shared_by = 1), shared_by, judged.rank, other_email) = 1),
    objected AS (
      SELECT recipient_number, max(objected_at) AS person_objected_at, max(complained_at) AS person_complained_at
      FROM judged WHERE shared_by = 1 AND coalesce(objected_at, complained_at) IS NOT NULL GROUP BY recipient_number)
    SELECT *, round(${SCORE} / person_shared_by, 2) AS person_score FROM listed FULL JOIN objected USING (recipient_number)`);
}

/** person_stops (match_key, first_name, surname, recipient_number, rank, objected_at, complained_at): mailboxes on a list; rows of recipients, by name, whose id is on a list, whose consent says objected, or who complained by the events; of those whose mailbox nobody else has, none. */
async function makeStops(warehouse: Warehouse): Promise<void> {
  const listed = (kind: string) => sql`SELECT key, living_rank AS rank FROM ${SUPPRESSION_KEYS} WHERE kind = ${kind} AND living_rank IS NOT NULL`;
  await warehouse.run(sql`
    CREATE TABLE ${STOPS} AS
    SELECT match_key, NULL AS first_name, NULL AS surname, NULL AS recipient_number, min(rank) AS rank, NULL AS objected_at, NULL AS complained_at
    FROM (
      SELECT match_key, rank FROM (SELECT DISTINCT match_key FROM ${PERSON_ADDRESSES}) JOIN (${listed('variant')}) AS listed ON listed.key = match_key
      UNION ALL SELECT match_key, rank FROM ${PERSON_DIGESTS} JOIN (${listed('email_sha256')}) AS listed ON listed.key = digest
    ) GROUP BY match_key
    UNION ALL
    SELECT match_key, first_name, surname, recipient_number, rank, objected_at, complained_at
    FROM (
      SELECT key AS recipient_id, rank, NULL AS objected_at, NULL AS complained_at FROM (${listed('recipient_id')})
      UNION ALL SELECT recipient_id, NULL, objected_at, NULL FROM ${STOPPED} WHERE objected_at IS NOT NULL
      UNION ALL SELECT recipient_id, NULL, NULL, max(coalesce(occurred_at, ${NEVER_OUTLIVED})) FROM events WHERE type = 'complaint' GROUP BY recipient_id)
    JOIN (SELECT rowid AS recipient_number, recipient_id FROM recipients) USING (recipient_id) JOIN ${NEAR_KEYS} USING (recipient_number)`);
}

/** person_pairs: recipients beside what stops another address of a person who has theirs, or another row of the same mailbox under the same first name. */
async function makePairs(warehouse: Warehouse): Promise<void> {
  await warehouse.run(sql`
    CREATE TABLE ${PAIRS} AS
    SELECT recipient.recipient_number, ${unlessStandIn(sql`recipient.first_name`)} AS first_name, recipient.surname, own.row_id AS contact_row, own.match_key AS own_key, other.match_key AS other_key, other.email AS other_email,
      stop.first_name AS stopped_first_name, stop.surname AS stopped_surname, stop.recipient_number IS NOT NULL AS by_id, stop.rank, stop.objected_at, stop.complained_at
    FROM ${STOPS} AS stop JOIN ${PERSON_ADDRESSES} AS other USING (match_key)
    JOIN ${PERSON_ADDRESSES} AS own ON own.person = other.person AND own.match_key <> other.match_key AND NOT ${isSharedByName(sql`own.match_key`)}
    JOIN ${NEAR_KEYS} AS recipient ON recipient.match_key = own.match_key
    UNION ALL
    SELECT recipient.recipient_number, recipient.first_name, recipient.surname, NULL, recipient.match_key, recipient.match_key, recipient.email, NULL, NULL, true, min(stop.rank), max(stop.objected_at), max(stop.complained_at)
    FROM ${STOPS} AS stop JOIN ${NEAR_KEYS} AS recipient USING (match_key)
    WHERE stop.recipient_number <> recipient.recipient_number AND coalesce(stop.first_name, '') = coalesce(recipient.first_name, '')
    GROUP BY ALL`);
}

/** person_holders (match_key, people): who has an address by the whole CRM, each name once and who has none by the contact's id; NULL for more than ten. */
async function makeHolders(warehouse: Warehouse): Promise<void> {
  const names = sql`${unlessStandIn(foldedName(sql`contacts.first_name`))} AS first_name, ${unlessStandIn(foldedName(sql`contacts.last_name`))} AS surname`;
  await warehouse.run(sql`
    CREATE TABLE ${HOLDERS} AS
    WITH wanted AS (SELECT match_key, row_id, address FROM ${PERSON_ADDRESSES} WHERE match_key IN (SELECT own_key FROM ${PAIRS} UNION ALL SELECT other_key FROM ${PAIRS})),
    spelled AS (SELECT DISTINCT match_key, address FROM wanted),
    held AS (
      SELECT match_key, row_id FROM wanted
      UNION ALL SELECT match_key, contacts.rowid FROM contacts JOIN spelled ON spelled.address = lower(contacts.email)
      UNION ALL SELECT spelled.match_key, row_id FROM ${SPELLINGS} JOIN spelled USING (address))
    SELECT match_key, CASE WHEN count(DISTINCT holder) <= ${MOST} THEN list(DISTINCT holder) END AS people
    FROM (
      SELECT match_key, struct_pack(first_name := first_name, surname := surname, contact_id := CASE WHEN first_name IS NULL AND surname IS NULL THEN contact_id END) AS holder
      FROM (SELECT match_key, contact_id, ${names} FROM held JOIN contacts ON contacts.rowid = held.row_id))
    GROUP BY match_key`);
}

/** Pairs with how many people may be meant by the two addresses (`shared_by`): 1 says the same person, NULL another one. */
function judgedPairs(): Sql {
  const named = sql`
    SELECT pair.*, ${unlessStandIn(foldedName(sql`contact.first_name`))} AS contact_first_name, ${unlessStandIn(foldedName(sql`contact.last_name`))} AS contact_surname, own.people AS own_people, other.people AS other_people
    FROM ${PAIRS} AS pair LEFT JOIN contacts AS contact ON contact.rowid = pair.contact_row
    LEFT JOIN ${HOLDERS} AS own ON own.match_key = own_key LEFT JOIN ${HOLDERS} AS other ON other.match_key = other_key`;
  const own = meant(sql`own_people`, sql`first_name`, sql`surname`);
  const stopped = sql`CASE WHEN by_id THEN ${meant(sql`other_people`, sql`stopped_first_name`, sql`stopped_surname`)} ELSE len(other_people) + CAST(${isSharedByName(sql`other_key`)} AS INTEGER) END`;
  return sql`
    SELECT *, CASE WHEN contact_row IS NULL THEN 1 WHEN of_own IS NOT NULL AND of_other IS NOT NULL THEN greatest(of_own, of_other) END AS shared_by
    FROM (SELECT *, ${own} AS of_own, ${stopped} AS of_other FROM (${named}))`;
}

/** How many people a row with a name may mean who has an address of the contact: NULL where it is another person, by the CRM or by first name and surname; one more than the CRM knows where only first names differ. */
function meant(people: Sql, first: Sql, surname: Sql): Sql {
  return sql`CASE
    WHEN ${people} IS NULL THEN NULL
    WHEN ${first} IS NULL OR contact_first_name IS NULL THEN len(${people})
    WHEN ${first} = contact_first_name THEN 1
    WHEN len(list_filter(${people}, lambda holder: holder.first_name = ${first})) > 0 THEN NULL
    WHEN starts_with(${first}, contact_first_name) OR starts_with(contact_first_name, ${first}) THEN 1
    WHEN ${surname} = contact_surname THEN len(${people}) + 1 END`;
}

/** A folded name, but for a word that stands for none: it tells nobody apart. */
function unlessStandIn(name: Sql): Sql {
  return sql`CASE WHEN NOT list_contains(${STAND_INS}, ${name}) THEN ${name} END`;
}

/** Who reads a mailbox that is named after nobody is not known. */
function isSharedByName(key: Sql): Sql {
  return sql`regexp_full_match(split_part(${key}, '@', 1), ${`${SHARED_MAILBOX}|${TECHNICAL_MAILBOX}`})`;
}
