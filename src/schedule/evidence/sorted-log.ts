import { raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import type { Goal } from '../schedule-config.js';
import type { EventLog } from './event-log.js';
import { NO_MESSAGE } from './judge-person.js';
import type { Reason } from './judge-person.js';
import { FIRST_SIGNAL, isGiven, IS_SEND, kindOf, LINKS, TYPE_OF } from './log-kinds.js';

/** Days after which a message counts half: people change jobs, shifts and children. */
const HALF_LIFE_DAYS = 240;

/** The number of whoever is no recipient. */
const NOBODY = -1;

/**
 * Makes `plan_log`, the recipients' rows of the log and of `gifts` (if that table was given), in the order of people, and those of engagements of `NOBODY`. A person's rows stand in any order: to sort them, too,
 * would cost the engine a third more, and the judge of so few rows nearly nothing. Of the hash of a message's id so
 * many bits are left as a double holds exactly, of a link's 32: both are compared within one person only. Needs `plan_recipients`.
 */
export async function makeSortedLog(warehouse: Warehouse, log: EventLog, { now, gifts }: { readonly now: Date; readonly gifts: boolean }): Promise<void> {
  await warehouse.run(sql`
    CREATE OR REPLACE TABLE plan_log AS
    FROM (
      SELECT coalesce(person, ${NOBODY}) AS person, coalesce(CAST(CASE WHEN person IS NULL THEN hash(log.recipient, message) ELSE message END >> 11 AS BIGINT), ${NO_MESSAGE}) AS message, occurred_at,
        CAST(kind AS UTINYINT) AS kind, CAST(coalesce(link >> 32, 0) AS UINTEGER) AS link
      FROM ${log.rows(now)} AS log LEFT JOIN (SELECT person, hash(recipient_id) AS recipient FROM plan_recipients) AS people ON people.recipient = log.recipient
      WHERE CASE WHEN person IS NULL THEN kind >= ${FIRST_SIGNAL} ELSE true END
      ${gifts ? sql`UNION ALL SELECT coalesce(person, ${NOBODY}), ${NO_MESSAGE}, occurred_at, CAST(${GIFT_KIND} AS UTINYINT), 0 FROM gifts LEFT JOIN plan_recipients AS people ON people.recipient_id = gifts.recipient_id` : sql``})
    ORDER BY person`);
}

/** A gift says when somebody was there, unless it was collected, or is without the time of day. */
const GIFT_KIND = sql`CASE
  WHEN gifts.type IN ('legacy', 'match') OR (gifts.type = 'regular' AND coalesce(gifts.event, '') NOT IN ('start', 'upgrade')) OR gifts.event IN ('decline', 'cancel') THEN ${raw(String(kindOf('gift', 'collected_gift')))}
  WHEN epoch(gifts.occurred_at) % 86400 = 0 THEN ${raw(String(kindOf('gift', 'gift_without_time')))}
  ELSE ${raw(String(kindOf('gift', 'given')))} END`;

/** Engagements of people who are no recipients, by what becomes of them: the same event delivered twice is one, and each gift is one. Needs `plan_log`. */
export async function countStrangers(warehouse: Warehouse, goal: Goal | undefined): Promise<Partial<Record<Reason, number>>> {
  const rows = await warehouse.all<{ kind: number; events: number; gifts: number }>(sql`
    SELECT kind, count(DISTINCT (message, occurred_at, link)) AS events, count(*) AS gifts FROM plan_log WHERE person = ${NOBODY} GROUP BY kind`);
  const counts: Partial<Record<Reason, number>> = {};
  for (const { kind, events, gifts } of rows) {
    const reason = goal === 'reply' && TYPE_OF[kind] !== 'reply' ? 'no_reply' : 'not_in_audience';
    counts[reason] = (counts[reason] ?? 0) + (isGiven(kind) ? gifts : events);
  }
  return counts;
}

/** Makes a table of the rows of some people. */
export async function takeRows(warehouse: Warehouse, into: Sql, among: Sql, rows: Sql): Promise<void> {
  await warehouse.run(sql`CREATE OR REPLACE TABLE ${into} AS FROM ${rows} WHERE ${among} ORDER BY person`);
}

/** One person's rows of `plan_log` as `personJudge` takes them. */
export function rowsInOrder(person: number, rows: Sql): Sql {
  return sql`(FROM ${rows} WHERE person = ${person} ORDER BY message, occurred_at, kind, link)`;
}

/** Rows of `plan_log`, doubles all: person, message, instant (epoch seconds), act and, of a send, what a mail of that instant weighs at another one. */
export function logRows(asOf: Date, rows: Sql): Sql {
  return sql`
    SELECT CAST(person AS DOUBLE), CAST(message AS DOUBLE), epoch(occurred_at), CAST(kind AS DOUBLE) * ${raw(String(LINKS))} + link,
      CASE WHEN ${IS_SEND} THEN pow(0.5, (${asOf.getTime() / 1000} - epoch(occurred_at)) / ${HALF_LIFE_DAYS * 86_400}) ELSE 0 END
    FROM ${rows}`;
}

/** People who had got mail at an instant, by their rows of `plan_log`. */
export function mailedUntil(asOf: Date, rows: Sql): Sql {
  return sql`
    SELECT DISTINCT person FROM (SELECT person, message FROM ${rows} WHERE ${IS_SEND} AND occurred_at <= ${asOf}) AS sent
    ANTI JOIN (SELECT person, message FROM ${rows} WHERE kind = ${kindOf('bounce')}) AS bounced ON bounced.person = sent.person AND bounced.message = sent.message`;
}
