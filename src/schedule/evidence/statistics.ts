import { raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import type { Goal } from '../schedule-config.js';
import { LIFETIME_HOURS } from '../model/decay-table.js';
import { REPLY_LIFETIME_HOURS } from '../model/goal-model.js';
import { HOURS_IN_WEEK } from '../model/hour-of-week.js';
import { CELL_LAGS } from './message-groups.js';

/** Days after which a message counts half: people change jobs, shifts and children. */
const HALF_LIFE_DAYS = 240;

/** From Thursday 1 January 1970 back to the Monday before, in hours. */
const EPOCH_HOUR_OF_WEEK = 72;

/** Doubles all, as `streamNumbers` gives them. */
const WATCHED = sql`CAST(person AS DOUBLE) AS person, CAST((CAST(slot AS INTEGER) * ${raw(String(CELL_LAGS))} + last_lag) * 2 + CAST(engaged AS INTEGER) AS DOUBLE) AS cell,
  f AS minute, stop, w AS weight, CAST(NOT triggered AS DOUBLE) AS scheduled`;

/**
 * Makes `plan_mails`, one row a message, in the order of people: when it went out, in UTC and on the recipient's clock, when it was first engaged with, and how many seconds it is watched for; and
 * `plan_messages`, the same with recipient ids. Needs `plan_judged`, with goal reply `plan_work_holidays`, `plan_recipients`, `plan_zones` and `plan_sends`, which is dropped: it is as long as the log, and all of it is in `plan_mails`.
 */
export async function makeMessages(warehouse: Warehouse, goal: Goal = 'engagement'): Promise<void> {
  await warehouse.run(mailsTable(goal));
  await warehouse.run(sql`DROP TABLE plan_sends`);
  await warehouse.run(sql`
    CREATE OR REPLACE VIEW plan_messages AS
    SELECT recipient_id, mails.* FROM plan_mails AS mails JOIN plan_recipients AS recipients ON recipients.person = mails.person`);
}

/** A holiday ends the watch over a mail: what comes after it is no longer told from a slow reply. Mail of a holiday teaches nothing. */
const UNTIL_HOLIDAY = sql`CASE WHEN holidays.from_s IS NULL THEN ${REPLY_LIFETIME_HOURS * 3600} ELSE least(${REPLY_LIFETIME_HOURS * 3600}, greatest(0, holidays.from_s - (sent_s + offset_s))) END`;

const HOLIDAYS = sql`
    JOIN (SELECT person, coalesce(place, zone) AS place FROM plan_recipients) AS people ON people.person = sends.person
    LEFT JOIN plan_work_holidays AS holidays ON holidays.place = people.place AND holidays.day = CAST(floor((sent_s + offset_s) / 86400) AS INTEGER)`;

function mailsTable(goal: Goal): Sql {
  return sql`
    CREATE OR REPLACE TABLE plan_mails AS
    SELECT sends.person, sent_s, triggered, engaged_s, sent_s + offset_s AS local_s, ${goal === 'reply' ? UNTIL_HOLIDAY : sql`${LIFETIME_HOURS * 3600}`} AS watch_s,
      CAST((floor((sent_s + offset_s) / 3600) + ${EPOCH_HOUR_OF_WEEK}) % 168 AS UTINYINT) AS slot
    FROM plan_sends AS sends
    JOIN plan_zones AS zones ON zones.zone_number = sends.zone_number AND sent_s >= zones.from_s AND sent_s < zones.until_s
    LEFT JOIN (
      SELECT person, message, min(at_s) AS engaged_s FROM plan_judged WHERE reason IS NULL GROUP BY ALL) AS engaged
      ON engaged.person = sends.person AND engaged.message = sends.message
    ${goal === 'reply' ? HOLIDAYS : sql``}
    ORDER BY sends.person`;
}

/**
 * Mail (`plan_mails`, or rows of it) as it was at an instant, in the order in which it stands there, for `messageGroups` to sum up: `cell`, what tells a person's groups apart (slot,
 * lag of the end, whether that was an engagement); when within the hour it went out, as a fraction; hours watched or until the engagement; weight.
 */
export function watchedMail(asOf: Date, mails: Sql): Sql {
  return sql`SELECT ${WATCHED} FROM (${watched(asOf, mails)})`;
}

/**
 * The same of scheduled mail since an instant, by `day` (since 1970, UTC), with whether it was engaged with within the horizon (`reached`).
 * Mail that has not been watched for so long is left out. `horizons` in hours, by slot.
 */
export function dailyMail(since: Date, asOf: Date, horizons: readonly number[], mails: Sql): Sql {
  const horizon = sql`[${raw(horizons.join(', '))}][slot + 1]`;
  return sql`
    SELECT ${WATCHED}, CAST(floor(sent_s / 86400) AS DOUBLE) AS day, CAST(engaged AND stop <= ${horizon} AS DOUBLE) AS reached
    FROM (${watched(asOf, mails)}) WHERE NOT triggered AND sent_s > ${since.getTime() / 1000} AND watched >= ${horizon}
    ORDER BY person, slot, day`;
}

/** Engagements up to an instant, a row each, with the hour of the week. */
export function engagementHours(asOf: Date): Sql {
  return sql`SELECT (slot + last_lag) % ${raw(String(HOURS_IN_WEEK))} AS hour FROM (${watched(asOf, sql`plan_mails`)}) WHERE engaged`;
}

/** Messages up to an instant, and how each was seen to end by then. */
function watched(asOf: Date, mails: Sql): Sql {
  const then = asOf.getTime() / 1000;
  return sql`
      SELECT *, CAST(floor(f + stop) AS INTEGER) AS last_lag
      FROM (
        SELECT person, sent_s, triggered, slot, f, w, watched, coalesce(delay <= watched, false) AS engaged, CASE WHEN delay <= watched THEN delay ELSE watched END AS stop
        FROM (
          SELECT person, sent_s, triggered, slot, local_s / 3600 - floor(local_s / 3600) AS f, (engaged_s - sent_s) / 3600 AS delay,
            least(watch_s / 3600, (${then} - sent_s) / 3600) AS watched, pow(0.5, (${then} - sent_s) / ${HALF_LIFE_DAYS * 86_400}) AS w
          FROM ${mails} WHERE sent_s <= ${then} AND watch_s > 0))`;
}

/** People with statistics at an instant, by their mail (`plan_mails`, or rows of it). */
export function mailedUntil(asOf: Date, mails: Sql): Sql {
  return sql`SELECT DISTINCT person FROM ${mails} WHERE sent_s <= ${asOf.getTime() / 1000}`;
}
