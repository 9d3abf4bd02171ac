import type { Warehouse } from '#warehouse/warehouse.js';
import { raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import { LIFETIME_HOURS } from '../model/decay-table.js';
import { ARRIVAL_HOURS } from '../model/statistics.js';

/** Days after which a message counts half: people change jobs, shifts and children. */
const HALF_LIFE_DAYS = 240;

/** Sums are of whole numbers of this part: so they do not depend on the order in which threads add. */
const PART = 2 ** -40;

/** From Thursday 1 January 1970 back to the Monday before, in hours. */
const EPOCH_HOUR_OF_WEEK = 72;

/**
 * Makes `plan_messages`, one row a message: when it went out, in UTC and on the recipient's clock, and when it was first engaged with.
 * Needs `plan_sends`, `plan_signals`, `plan_recipients` and `plan_zones`.
 */
export async function makeMessages(warehouse: Warehouse): Promise<void> {
  await warehouse.run(messagesTable());
}

/** Statistics of the log as it was at an instant. */
export interface StatisticsTable {
  readonly name: 'plan_statistics' | 'plan_past_statistics';
  readonly asOf: Date;
}

/**
 * Makes a table of one row a recipient, slot and end: sums only, so that parts of a larger log merge by adding; the columns are those of
 * `MessageGroup`. Needs `plan_messages`.
 */
export async function makeStatistics(warehouse: Warehouse, table: StatisticsTable): Promise<void> {
  await warehouse.run(statisticsTable(table));
}

function messagesTable(): Sql {
  return sql`
    CREATE OR REPLACE TABLE plan_messages AS
    SELECT sends.recipient_id, sends.sent_s, sends.triggered, engaged_s, sends.sent_s + offset_s AS local_s,
      CAST((floor((sends.sent_s + offset_s) / 3600) + ${EPOCH_HOUR_OF_WEEK}) % 168 AS INTEGER) AS slot
    FROM plan_sends AS sends
    JOIN plan_recipients AS recipients ON recipients.recipient_id = sends.recipient_id
    JOIN plan_zones AS zones ON zones.zone = recipients.zone AND sends.sent_s >= zones.from_s AND sends.sent_s < zones.until_s
    LEFT JOIN (
      SELECT recipient_id, message_key, min(at_s) AS engaged_s FROM plan_signals WHERE reason IS NULL GROUP BY ALL) AS engaged
      ON engaged.recipient_id = sends.recipient_id AND engaged.message_key = sends.message_key`;
}

/** Of a message: slot, minute as a fraction `f` of the hour, hours watched or until the engagement; then the cells these make. */
function statisticsTable({ name, asOf }: StatisticsTable): Sql {
  const then = asOf.getTime() / 1000;
  return sql`
    CREATE OR REPLACE TABLE ${raw(name)} AS
    SELECT recipient_id, slot, last_lag, engaged, count(*) AS messages,
      ${exactSum(sql`w`)} AS weight,
      ${exactSum(sql`CASE WHEN engaged AND NOT triggered AND stop <= ${ARRIVAL_HOURS} THEN w ELSE 0 END`)} AS at_once,
      ${exactSum(sql`w * greatest(0, 1 - f - ${ARRIVAL_HOURS})`)} AS hours_first,
      ${exactSum(sql`w * (2 - f - greatest(${ARRIVAL_HOURS}, 1 - f))`)} AS hours_second,
      ${exactSum(sql`w * greatest(0, stop - greatest(${ARRIVAL_HOURS}, last_lag - f))`)} AS hours_last
    FROM (
      SELECT *, CAST(floor(f + stop) AS INTEGER) AS last_lag
      FROM (
        SELECT recipient_id, triggered, slot, f, w, coalesce(delay <= watched, false) AS engaged, CASE WHEN delay <= watched THEN delay ELSE watched END AS stop
        FROM (
          SELECT recipient_id, triggered, slot, local_s / 3600 - floor(local_s / 3600) AS f, (engaged_s - sent_s) / 3600 AS delay,
            least(${LIFETIME_HOURS}, (${then} - sent_s) / 3600) AS watched, pow(0.5, (${then} - sent_s) / ${HALF_LIFE_DAYS * 86_400}) AS w
          FROM plan_messages WHERE sent_s <= ${then})))
    GROUP BY ALL`;
}

function exactSum(value: Sql): Sql {
  return sql`CAST(sum(CAST(round((${value}) / ${PART}) AS BIGINT)) AS DOUBLE) * ${PART}`;
}
