import { raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import { EPOCH_HOUR_OF_WEEK, HOURS_IN_WEEK } from '../model/hour-of-week.js';
import { CELL_LAGS } from './message-groups.js';

/** Days after which a message counts half: people change jobs, shifts and children. */
const HALF_LIFE_DAYS = 240;

/** The hour of the week in which a mail went out, by `local_s`. */
export const SLOT = sql`CAST((floor(local_s / 3600) + ${raw(String(EPOCH_HOUR_OF_WEEK))}) % ${raw(String(HOURS_IN_WEEK))} AS INTEGER)`;

/** Doubles all, as `streamNumbers` gives them. */
const WATCHED = sql`CAST(person AS DOUBLE) AS person, CAST((slot * ${raw(String(CELL_LAGS))} + last_lag) * 2 + CAST(engaged AS INTEGER) AS DOUBLE) AS cell,
  f AS minute, stop, w AS weight, CAST(NOT triggered AS DOUBLE) AS scheduled`;

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
        SELECT person, sent_s, triggered, slot, f, w, watched, delay <= watched AS engaged, CASE WHEN delay <= watched THEN delay ELSE watched END AS stop
        FROM (
          SELECT person, sent_s, triggered, ${SLOT} AS slot, local_s / 3600 - floor(local_s / 3600) AS f, (engaged_s - sent_s) / 3600 AS delay,
            least(watch_s / 3600, (${then} - sent_s) / 3600) AS watched, pow(0.5, (${then} - sent_s) / ${HALF_LIFE_DAYS * 86_400}) AS w
          FROM ${mails} WHERE sent_s <= ${then} AND watch_s > 0))`;
}

/** People with statistics at an instant, by their mail (`plan_mails`, or rows of it). */
export function mailedUntil(asOf: Date, mails: Sql): Sql {
  return sql`SELECT DISTINCT person FROM ${mails} WHERE sent_s <= ${asOf.getTime() / 1000}`;
}
