import { raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import type { Goal } from '../schedule-config.js';
import { LIFETIME_HOURS } from '../model/decay-table.js';
import { REPLY_LIFETIME_HOURS } from '../model/goal-model.js';
import { EPOCH_HOUR_OF_WEEK, HOURS_IN_WEEK } from '../model/hour-of-week.js';

/** The columns of `plan_mails` as doubles, as `watchedMail` reads them: no engagement is at infinity. */
const MAIL_NUMBERS = sql`CAST(person AS DOUBLE), sent_s, coalesce(engaged_s, CAST('infinity' AS DOUBLE)), CAST(watch_s AS DOUBLE), CAST(NOT triggered AS DOUBLE)`;

/** The hour of the week of a wall time; views take no bound parameters. */
const hourOfWeek = (seconds: string): Sql => raw(`CAST((floor((${seconds}) / 3600) + ${String(EPOCH_HOUR_OF_WEEK)}) % ${String(HOURS_IN_WEEK)} AS UTINYINT)`);

/** For mails: their people, and by how much the clock of each was ahead when the mail went out. For millions of mails this takes seconds. */
const ON_THEIR_CLOCK = sql`
    JOIN (SELECT person, recipient_id, coalesce(place, plan_recipients.zone) AS place, zone_number FROM plan_recipients
      JOIN (SELECT DISTINCT zone, zone_number FROM plan_zones) AS numbers ON numbers.zone = plan_recipients.zone) AS people ON people.person = mails.person
    JOIN plan_zones AS zones ON zones.zone_number = people.zone_number AND sent_s >= zones.from_s AND sent_s < zones.until_s`;

/**
 * Makes `plan_mails`, one row a message, in the order of people: when it went out, when it was first engaged with, and how many seconds it is watched for; and `plan_messages`, the same with recipient
 * ids and on the recipient's clock, which takes a look at the zones for each. `sends` by `person`; needs `plan_judged`, with goal reply `plan_work_holidays`, `plan_recipients` and `plan_zones`.
 */
export async function makeMessages(warehouse: Warehouse, sends: Sql, goal: Goal = 'engagement'): Promise<void> {
  await warehouse.run(sql`CREATE OR REPLACE TABLE plan_mails AS ${goal === 'reply' ? untilHolidays(mails(sends)) : sql`SELECT *, ${LIFETIME_HOURS * 3600} AS watch_s FROM ${mails(sends)}`} ORDER BY person`);
  await warehouse.run(sql`
    CREATE OR REPLACE VIEW plan_messages AS
    SELECT recipient_id, mails.*, sent_s + offset_s AS local_s, ${hourOfWeek('sent_s + offset_s')} AS slot
    FROM plan_mails AS mails ${ON_THEIR_CLOCK}`);
}

/** The longest GROUP BY of a plan: sends and what a person did with them in one, since a join of the two would have to group both first. */
function mails(sends: Sql): Sql {
  return sql`(
    SELECT person, epoch(min(sent)) AS sent_s, coalesce(bool_or(triggered), false) AS triggered, min(engaged_s) AS engaged_s
    FROM (
      SELECT person, message, sent, triggered, bounced, CAST(NULL AS DOUBLE) AS engaged_s FROM ${sends}
      UNION ALL SELECT person, message, NULL, NULL, false, at_s FROM plan_judged WHERE reason IS NULL)
    GROUP BY person, message HAVING NOT bool_or(bounced))`;
}

/** A holiday ends the watch over a mail: what comes after it is no longer told from a slow reply. Mail of a holiday teaches nothing. */
function untilHolidays(found: Sql): Sql {
  return sql`
    SELECT mails.*, CASE WHEN holidays.from_s IS NULL THEN ${REPLY_LIFETIME_HOURS * 3600} ELSE least(${REPLY_LIFETIME_HOURS * 3600}, greatest(0, holidays.from_s - (sent_s + offset_s))) END AS watch_s
    FROM ${found} AS mails ${ON_THEIR_CLOCK}
    LEFT JOIN plan_work_holidays AS holidays ON holidays.place = people.place AND holidays.day = CAST(floor((sent_s + offset_s) / 86400) AS INTEGER)`;
}

/** Mail (`plan_mails`, or rows of it) that had gone out by an instant, in the order in which it stands there, for `watchedMail`. */
export function mailUntil(asOf: Date, mails: Sql): Sql {
  return sql`SELECT ${MAIL_NUMBERS} FROM ${mails} WHERE sent_s <= ${asOf.getTime() / 1000} AND watch_s > 0`;
}

/** The same of scheduled mail since an instant, with the mail of a person that went out in one slot on one day (UTC) together. */
export function dailyMail(since: Date, asOf: Date, mails: Sql): Sql {
  return sql`
    SELECT ${MAIL_NUMBERS} FROM (
      SELECT mails.*, ${hourOfWeek('sent_s + offset_s')} AS slot FROM ${mails} AS mails ${ON_THEIR_CLOCK}
      WHERE sent_s <= ${asOf.getTime() / 1000} AND watch_s > 0 AND NOT triggered AND sent_s > ${since.getTime() / 1000})
    ORDER BY person, slot, floor(sent_s / 86400)`;
}

/** Engagements up to an instant, a row each, with the hour of the week. */
export function engagementHours(asOf: Date): Sql {
  const then = asOf.getTime() / 1000;
  return sql`
    SELECT ${hourOfWeek('local_s + engaged_s - sent_s')} AS hour FROM plan_messages WHERE engaged_s <= least(${then}, sent_s + watch_s)`;
}

/** People with statistics at an instant, by their mail (`plan_mails`, or rows of it). */
export function mailedUntil(asOf: Date, mails: Sql): Sql {
  return sql`SELECT DISTINCT person FROM ${mails} WHERE sent_s <= ${asOf.getTime() / 1000}`;
}
