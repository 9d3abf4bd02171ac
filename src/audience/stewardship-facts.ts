import { raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { FactStage, StageInput } from './fact-stage.js';
import { programmeKey, programmeKeyOf } from './programme-name.js';
import words from './mail-words.json' with { type: 'json' };

const STEWARDSHIP = raw('recipient_stewardship');

/** Mails looked back on: enough to find one with a rest before the ask, and a run of asks. */
const LATEST = 5;
const SERVICE = ['transactional', 'service', 'invoice', 'password', 'account', 'shipping'];

/**
 * How each recipient was looked after before his own send instant: asks, thanks and news. Where no event says `is_ask` and no category
 * names an ask, nobody can tell an ask from news, and the columns about them are NULL.
 */
export async function prepareStewardshipFacts({ warehouse, context }: StageInput): Promise<FactStage> {
  await warehouse.run(sql`
    CREATE TABLE ${STEWARDSHIP} AS
    SELECT * EXCLUDE (latest), CASE WHEN asks_known THEN coalesce(list_position(latest, false) - 1, len(latest), 0) END AS asks_in_a_row
    FROM (
      SELECT recipient_id, any_value(asks_known) AS asks_known,
        max(occurred_at) FILTER (WHERE is_thanks) AS last_thanked_at, max(occurred_at) FILTER (WHERE is_dunning) AS payment_failed_at,
        max(occurred_at, ${LATEST}) FILTER (WHERE asks_known AND is_news) AS recent_news_at,
        CASE WHEN any_value(asks_known) THEN count(DISTINCT coalesce(campaign_id, message_id, CAST(occurred_at AS VARCHAR))) FILTER (WHERE is_ask AND occurred_at > send_at - INTERVAL 1 YEAR) END AS asks_year,
        max(occurred_at) FILTER (WHERE is_ask) AS last_asked_at,
        list_transform(max(row(occurred_at, is_ask), ${LATEST}) FILTER (WHERE NOT is_service), lambda mail: mail[2]) AS latest
      FROM (${mailBeforeSend(context.sendAt, context.manifest.programme)}) GROUP BY recipient_id)`);
  return (recipients) => sql`
    SELECT r.*, past.* EXCLUDE (recipient_id, asks_known), (SELECT ${asksKnown()} FROM events) AS asks_known
    FROM (${recipients}) AS r LEFT JOIN ${STEWARDSHIP} AS past ON past.recipient_id = r.recipient_id`;
}

/** Mail with what it was for. News of another programme that gifts are given to is no news of this one. */
function mailBeforeSend(sendAt: Date, programme: string | undefined): Sql {
  const aboutOther = programme === undefined ? sql`false`
    : sql`coalesce(topic <> ${programmeKey(programme)} AND topic IN (SELECT ${programmeKeyOf(sql`programme`)} FROM gifts), false)`;
  return sql`
    SELECT *, NOT is_ask AND NOT is_service AND NOT is_dunning AND NOT ${aboutOther} AS is_news,
      NOT is_ask AND (${says('label', words.thanks)} OR (is_triggered AND NOT is_dunning AND NOT ${says('label', words.otherService)})) AS is_thanks
    FROM (SELECT *, ${says('label', words.paymentFailed)} AS is_dunning FROM (${labelledMail()}) AS mail)
    WHERE occurred_at < send_at`;

  function labelledMail(): Sql {
    return sql`
      SELECT events.recipient_id, occurred_at, message_id, campaign_id, coalesce(triggered, false) AS is_triggered,
        ${programmeKeyOf(sql`category`)} AS topic, lower(concat_ws(' ', category, campaign_id)) AS label,
        (SELECT ${asksKnown()} FROM events) AS asks_known, coalesce(is_ask, ${says('category', words.asks)}) AS is_ask,
        coalesce(triggered, false) OR list_contains(${SERVICE}, coalesce(lower(category), '')) AS is_service, coalesce(planned.send_at, ${sendAt}) AS send_at
      FROM events LEFT JOIN schedule AS planned ON planned.recipient_id = events.recipient_id
      WHERE type = (SELECT CASE WHEN bool_or(type = 'sent') THEN 'sent' ELSE 'delivered' END FROM events)`;
  }
}

function asksKnown(): Sql {
  return sql`coalesce(count(is_ask) > 0 OR bool_or(${says('category', words.asks)}), false)`;
}

function says(column: string, stems: readonly string[]): Sql {
  return sql`regexp_matches(lower(coalesce(${raw(column)}, '')), ${`(^|[^\\p{L}])(${stems.join('|')})`})`;
}
