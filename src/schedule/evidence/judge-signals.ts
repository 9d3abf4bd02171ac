import type { Warehouse } from '#warehouse/warehouse.js';
import { join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import { LIFETIME_HOURS } from '../model/decay-table.js';
import agents from './machine-agents.json' with { type: 'json' };

/** What a person may do with a mail. The first of them, whichever it is, is the message's engagement. */
const SIGNALS = ['open', 'click', 'reply', 'conversion', 'gift'];

/** Apple's Mail Privacy Protection fetches every mail with this user agent and no more. */
const APPLE_PREFETCH = 'Mozilla/5.0';

/** A gateway follows this many different links of one mail within one window. */
const BURST_LINKS = 3;
/** Seconds; a window is two cells long and begins at every cell. */
const BURST_CELL = 5;
/** Cells before and after the window's first that belong to the burst: the window and ten seconds on either side. */
const BURST_CELLS = [-2, -1, 0, 1, 2, 3];

/** Of at least so many mails, a mailbox behind a gateway has this share clicked within seconds. */
const SCANNED_MAILS = 3;
const SCANNED_SHARE = 0.5;
/** In such a mailbox, opens and clicks within this many seconds of the send say nothing. */
const SCANNED_SECONDS = 20 * 60;

export interface JudgeOptions {
  readonly now: Date;
  /** A first click this soon after the send speaks for a gateway. */
  readonly scannerClickSeconds: number;
  /** Whether a table of gifts was given. */
  readonly gifts: boolean;
}

/**
 * Makes `plan_sends` (one row a message that went out), `plan_signals` (one row an engagement event; `reason` says why it does not
 * count, NULL when a person made it) and `plan_prefetched` (whose mail Apple Mail fetches). Needs `events` and `plan_recipients`.
 */
export async function judgeSignals(warehouse: Warehouse, options: JudgeOptions): Promise<void> {
  await warehouse.run(sendsTable(options));
  await warehouse.run(signalsTable(options));
  await warehouse.run(sql`CREATE OR REPLACE TABLE plan_prefetched AS SELECT DISTINCT recipient_id FROM plan_signals WHERE reason = 'apple_prefetch'`);
  await warehouse.run(burstsTable());
  await warehouse.run(scannedTable(options));
  await warehouse.run(sql`
    CREATE OR REPLACE TABLE plan_signals AS
    SELECT signals.* EXCLUDE (reason), CASE
      WHEN reason IS NOT NULL THEN reason
      WHEN type IN ('open', 'click') AND bursts.cell IS NOT NULL THEN 'scanner_burst'
      WHEN type IN ('open', 'click') AND scanned.recipient_id IS NOT NULL AND at_s - sent_s <= ${SCANNED_SECONDS} THEN 'scanned_mailbox'
      WHEN type = 'open' AND NOT opens_count THEN 'no_tracking_consent'
    END AS reason
    FROM plan_signals AS signals
    LEFT JOIN plan_bursts AS bursts
      ON bursts.recipient_id = signals.recipient_id AND bursts.message_key = signals.message_key AND bursts.cell = floor(signals.at_s / ${BURST_CELL})
    LEFT JOIN plan_scanned AS scanned ON scanned.recipient_id = signals.recipient_id`);
}

/** A message is what one person got under one message id (or, without, campaign id); a bounced one was never there to be read. */
function sendsTable({ now }: JudgeOptions): Sql {
  return sql`
    CREATE OR REPLACE TABLE plan_sends AS
    SELECT recipient_id, coalesce(message_id, campaign_id) AS message_key,
      min(CASE WHEN type = 'sent' THEN epoch(occurred_at) END) AS sent_s, coalesce(bool_or(triggered), false) AS triggered
    FROM events
    WHERE type IN ('sent', 'bounce') AND occurred_at <= ${now} AND coalesce(message_id, campaign_id) IS NOT NULL
      AND recipient_id IN (SELECT recipient_id FROM plan_recipients)
    GROUP BY 1, 2
    HAVING bool_or(type = 'sent') AND NOT bool_or(type = 'bounce')`;
}

function signalsTable({ now, gifts }: JudgeOptions): Sql {
  return sql`
    CREATE OR REPLACE TABLE plan_signals AS
    SELECT events.recipient_id, sends.message_key, type, epoch(occurred_at) AS at_s, sent_s, url, opens_count, CASE
      WHEN recipients.recipient_id IS NULL THEN 'not_in_audience'
      WHEN occurred_at > ${now} THEN 'in_the_future'
      WHEN sent_s IS NULL THEN 'no_send'
      WHEN epoch(occurred_at) < sent_s THEN 'before_its_send'
      WHEN type = 'open' AND user_agent = ${APPLE_PREFETCH} THEN 'apple_prefetch'
      WHEN type IN ('open', 'click') AND (${hasMachineAgent()}) THEN 'scanner_agent'
    END AS reason
    FROM events
    LEFT JOIN plan_recipients AS recipients ON recipients.recipient_id = events.recipient_id
    LEFT JOIN plan_sends AS sends ON sends.recipient_id = events.recipient_id AND sends.message_key = coalesce(events.message_id, events.campaign_id)
    WHERE type IN (${list(SIGNALS)}) ${gifts ? sql`UNION ALL ${giftSignals(now)}` : sql``}`;
}

/** A gift says when somebody was there, unless it was collected: it belongs to the last mail before it, if that came within a mail's lifetime. */
function giftSignals(now: Date): Sql {
  return sql`
    SELECT gifts.recipient_id, message_key, 'gift', at_s, sent_s, NULL, opens_count, CASE
      WHEN recipients.recipient_id IS NULL THEN 'not_in_audience'
      WHEN at_s > ${now.getTime() / 1000} THEN 'in_the_future'
      WHEN gifts.type IN ('legacy', 'match') OR (gifts.type = 'regular' AND coalesce(gifts.event, '') NOT IN ('start', 'upgrade')) OR gifts.event IN ('decline', 'cancel') THEN 'collected_gift'
      WHEN at_s % 86400 = 0 THEN 'gift_without_time'
      WHEN sent_s IS NULL OR at_s - sent_s > ${LIFETIME_HOURS * 3600} THEN 'no_send'
    END
    FROM (SELECT *, epoch(occurred_at) AS at_s FROM gifts) AS gifts
    ASOF LEFT JOIN plan_sends AS sends ON sends.recipient_id = gifts.recipient_id AND gifts.at_s >= sends.sent_s
    LEFT JOIN plan_recipients AS recipients ON recipients.recipient_id = gifts.recipient_id`;
}

function hasMachineAgent(): Sql {
  return join(agents.tokens.map((token) => sql`contains(lower(user_agent), ${token})`), ' OR ');
}

function burstsTable(): Sql {
  return sql`
    CREATE OR REPLACE TABLE plan_bursts AS
    SELECT DISTINCT recipient_id, message_key, first_cell + unnest([${raw(BURST_CELLS.join(', '))}]) AS cell
    FROM (
      SELECT recipient_id, message_key, first_cell
      FROM (
        SELECT recipient_id, message_key, url, floor(at_s / ${BURST_CELL}) + unnest([0, -1]) AS first_cell
        FROM plan_signals WHERE type = 'click' AND url IS NOT NULL AND message_key IS NOT NULL)
      GROUP BY ALL HAVING count(DISTINCT url) >= ${BURST_LINKS})`;
}

function scannedTable({ scannerClickSeconds }: JudgeOptions): Sql {
  return sql`
    CREATE OR REPLACE TABLE plan_scanned AS
    SELECT sends.recipient_id
    FROM plan_sends AS sends
    LEFT JOIN (
      SELECT recipient_id, message_key, min(at_s) AS first_click_s FROM plan_signals
      WHERE type = 'click' AND at_s >= sent_s GROUP BY ALL) AS clicks
      ON clicks.recipient_id = sends.recipient_id AND clicks.message_key = sends.message_key
    GROUP BY sends.recipient_id
    HAVING count(*) >= ${SCANNED_MAILS}
      AND sum(CASE WHEN first_click_s - sent_s <= ${scannerClickSeconds} THEN 1 ELSE 0 END) >= ${SCANNED_SHARE} * count(*)`;
}

function list(values: readonly string[]): Sql {
  return join(values.map((value) => sql`${value}`), ', ');
}
