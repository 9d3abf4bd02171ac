import type { Warehouse } from '#warehouse/warehouse.js';
import { raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import { LIFETIME_HOURS } from '../model/decay-table.js';
import { SIGNAL_TYPE } from './event-log.js';
import type { EventLog } from './event-log.js';
import { makeBursts, makeScanned, BURST_CELL, SCANNED_SECONDS } from './machine-clicks.js';
import type { Goal } from '../schedule-config.js';

/** Reasons that a mailbox's pictures are fetched whether or not anybody reads, so that its reader's opens are hidden. */
export const IS_FETCHED = raw(`reason IN ('apple_prefetch', 'machine_open')`);

/** Nobody reads a mail and answers it this soon after it went out: our own. */
const AUTO_REPLY_SECONDS = 60;

export interface JudgeOptions {
  /** With `reply`, what is no reply of a person does not count. */
  readonly goal?: Goal;
  readonly now: Date;
  /** A first click this soon after the send speaks for a gateway. */
  readonly scannerClickSeconds: number;
  /** Whether a table of gifts was given. */
  readonly gifts: boolean;
}

/** Recipients, with the hash that stands for their ids in a log, and the number of their zone. */
const RECIPIENTS = sql`(
  SELECT person, opens_count, zone_number, hash(recipient_id) AS recipient FROM plan_recipients
  JOIN (SELECT DISTINCT zone, zone_number FROM plan_zones) AS numbers ON numbers.zone = plan_recipients.zone) AS recipients`;

/**
 * Makes `plan_sends` (one row a message that went out), `plan_judged` (one row an engagement event; `reason` says why it does not
 * count, NULL when a person made it), `plan_signals` (the same with recipient ids) and `plan_prefetched` (whose mail a machine fetches). Needs `plan_recipients` and `plan_zones`.
 * People and messages are numbers from here on: joins of whole numbers are several times cheaper than of ids.
 */
export async function judgeSignals(warehouse: Warehouse, log: EventLog, options: JudgeOptions): Promise<void> {
  await warehouse.run(sendsTable(log, options));
  await warehouse.run(sql`CREATE OR REPLACE TABLE plan_log_signals AS FROM ${log.signals}`);
  await log.close();
  await warehouse.run(engagementsTable(options));
  await warehouse.run(sql`DROP TABLE plan_log_signals`);
  await makeBursts(warehouse);
  await makeScanned(warehouse, options.scannerClickSeconds);
  await warehouse.run(judgedTable(options));
  await warehouse.run(sql`DROP TABLE plan_engagements`);
  await warehouse.run(sql`
    CREATE OR REPLACE VIEW plan_signals AS
    SELECT recipient_id, plan_judged.* FROM plan_judged LEFT JOIN plan_recipients ON plan_recipients.person = plan_judged.person`);
  await warehouse.run(sql`CREATE OR REPLACE TABLE plan_prefetched AS SELECT DISTINCT recipient_id FROM plan_signals WHERE ${IS_FETCHED}`);
}

/** A bounced message was never there to be read. */
function sendsTable(log: EventLog, { now }: JudgeOptions): Sql {
  return sql`
    CREATE OR REPLACE TABLE plan_sends AS
    SELECT person, zone_number, message, epoch(sent) AS sent_s, triggered FROM ${log.sendsUntil(now)} AS messages JOIN ${RECIPIENTS} ON recipients.recipient = messages.recipient`;
}

/** Events with their message, and what each by itself shows. `link` stands for the address that was clicked. */
function engagementsTable({ now, gifts }: JudgeOptions): Sql {
  return sql`
    CREATE OR REPLACE TABLE plan_engagements AS
    SELECT recipients.person, sends.message, type, epoch(occurred_at) AS at_s, sent_s, link, opens_count, coalesce(machine = 'auto_reply', false) AS automatic, CASE
      WHEN recipients.person IS NULL THEN 'not_in_audience'
      WHEN occurred_at > ${now} THEN 'in_the_future'
      WHEN sent_s IS NULL THEN 'no_send'
      WHEN epoch(occurred_at) < sent_s THEN 'before_its_send'
      WHEN machine <> 'auto_reply' THEN CAST(machine AS VARCHAR)
    END AS reason
    FROM plan_log_signals AS signals
    LEFT JOIN ${RECIPIENTS} ON recipients.recipient = signals.recipient
    LEFT JOIN plan_sends AS sends ON sends.person = recipients.person AND sends.message = signals.message
    ${gifts ? sql`UNION ALL ${giftSignals(now)}` : sql``}`;
}

/** A gift says when somebody was there, unless it was collected: it belongs to the last mail before it, if that came within a mail's lifetime. */
function giftSignals(now: Date): Sql {
  return sql`
    SELECT gifts.person, message, CAST('gift' AS ${SIGNAL_TYPE}), at_s, sent_s, NULL, opens_count, false, CASE
      WHEN gifts.person IS NULL THEN 'not_in_audience'
      WHEN at_s > ${now.getTime() / 1000} THEN 'in_the_future'
      WHEN gifts.type IN ('legacy', 'match') OR (gifts.type = 'regular' AND coalesce(gifts.event, '') NOT IN ('start', 'upgrade')) OR gifts.event IN ('decline', 'cancel') THEN 'collected_gift'
      WHEN at_s % 86400 = 0 THEN 'gift_without_time'
      WHEN sent_s IS NULL OR at_s - sent_s > ${LIFETIME_HOURS * 3600} THEN 'no_send'
    END
    FROM (
      SELECT gifts.*, person, opens_count, epoch(occurred_at) AS at_s
      FROM gifts LEFT JOIN plan_recipients AS recipients ON recipients.recipient_id = gifts.recipient_id) AS gifts
    ASOF LEFT JOIN plan_sends AS sends ON sends.person = gifts.person AND gifts.at_s >= sends.sent_s`;
}

/** An automatic reply is known by its category, or by its haste. */
function judgedTable({ goal }: JudgeOptions): Sql {
  const otherGoal = sql`WHEN type <> 'reply' THEN 'no_reply' WHEN reason IS NULL AND (automatic OR at_s - sent_s < ${AUTO_REPLY_SECONDS}) THEN 'auto_reply'`;
  return sql`
    CREATE OR REPLACE TABLE plan_judged AS
    SELECT signals.person, signals.message, type, at_s, CASE
      ${goal === 'reply' ? otherGoal : sql``}
      WHEN reason IS NOT NULL THEN reason
      WHEN type IN ('open', 'click') AND bursts.cell IS NOT NULL THEN 'scanner_burst'
      WHEN type IN ('open', 'click') AND scanned.person IS NOT NULL AND at_s - sent_s <= ${SCANNED_SECONDS} THEN 'scanned_mailbox'
      WHEN type = 'open' AND NOT opens_count THEN 'no_tracking_consent'
    END AS reason
    FROM plan_engagements AS signals
    LEFT JOIN plan_bursts AS bursts
      ON bursts.person = signals.person AND bursts.message = signals.message AND bursts.cell = floor(at_s / ${BURST_CELL})
    LEFT JOIN plan_scanned AS scanned ON scanned.person = signals.person`;
}
