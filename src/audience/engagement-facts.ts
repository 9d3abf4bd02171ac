import { join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import { IS_HARD_BOUNCE } from './bounces.js';
import type { FactStage, StageInput } from './fact-stage.js';
import { IS_PAID } from './past-gifts.js';
import { NEVER_OUTLIVED } from './through-day.js';
import serviceMail from './service-mail.json' with { type: 'json' };

const ENGAGEMENT = raw('recipient_engagement');

/** What only a person does. Opens are left out: mail programs fetch pictures on their own (Apple Mail Privacy Protection). */
const HUMAN = ['click', 'reply', 'conversion', 'gift'];
/** What shows that a mailbox takes mail. */
const REACHED = ['delivered', 'click', 'reply'];
/** Mail that the recipient's own business sets off tires nobody: by its category, which says so in each of its words (`order_confirmation`, not `order now`). Asked once for each different one. */
const WORDS = sql`list_filter(regexp_split_to_array(lower(category), '[^\\pL\\pN]+'), lambda word: word <> '')`;
const IS_SERVICE = sql`category IN (
  SELECT category FROM (SELECT any_value(category) AS category FROM events GROUP BY category)
  WHERE list_has_any(${serviceMail.words}, ${WORDS}) AND list_has_all(${[...serviceMail.words, ...serviceMail.beside]}, ${WORDS}))`;
/** Days back from the send instant within which mail is counted. */
const WINDOWS = [['sends_day', 1], ['sends_week', 7], ['sends_month', 30]] as const;

/**
 * What happened before each recipient's own send instant, from events and gifts: one aggregate a recipient, of sums, minima and maxima
 only, and of messages, so that parts of the events by recipient merge.
 */
export async function prepareEngagementFacts({ warehouse, given, context }: StageInput): Promise<FactStage> {
  const mail = sql`is_mail AND NOT is_service`;
  const windows = WINDOWS.map(([name, days]) => sql`count(DISTINCT message) FILTER (WHERE ${mail} AND occurred_at > send_at - to_days(${days})) AS ${raw(name)}`);
  await warehouse.run(sql`
    CREATE TABLE ${ENGAGEMENT} AS
    SELECT recipient_id,
      max(occurred_at) FILTER (WHERE ${mail}) AS last_sent_at, min(occurred_at) FILTER (WHERE ${mail}) AS first_sent_at,
      count(*) FILTER (WHERE ${mail}) AS sends, ${join(windows, ', ')},
      max(occurred_at) FILTER (WHERE is_mail AND is_ask) AS last_ask_at,
      max(occurred_at) FILTER (WHERE list_contains(${HUMAN}, type)) AS last_engaged_at,
      ${lastOf('unsubscribe')} AS unsubscribed_at, ${lastOf('complaint')} AS complained_at,
      max(occurred_at) FILTER (WHERE is_hard_bounce) AS bounced_at, max(occurred_at) FILTER (WHERE list_contains(${REACHED}, type)) AS last_reached_at
    FROM (${eventsBeforeSend(context.sendAt)})
    GROUP BY recipient_id`);
  const counts = ['sends', ...WINDOWS.map(([name]) => name)].map(raw);
  const counted = counts.map((name) => sql`CASE WHEN ${given.has('events')} THEN coalesce(past.${name}, 0) END AS ${name}`);
  return (recipients) => sql`
    SELECT r.*, past.* EXCLUDE (recipient_id, ${join(counts, ', ')}), ${join(counted, ', ')}
    FROM (${recipients}) AS r LEFT JOIN ${ENGAGEMENT} AS past ON past.recipient_id = r.recipient_id`;
}

/** Only opt-outs may have no instant. */
function lastOf(optOut: string): Sql {
  return sql`max(coalesce(occurred_at, ${NEVER_OUTLIVED})) FILTER (WHERE type = ${optOut})`;
}

/** Sends are the `sent` events; where an ESP exports none, the `delivered` ones. */
function eventsBeforeSend(sendAt: Date): Sql {
  return sql`
    SELECT past.*, coalesce(planned.send_at, ${sendAt}) AS send_at
    FROM (
      SELECT recipient_id, type, occurred_at, coalesce(is_ask, false) AS is_ask,
        type = (SELECT CASE WHEN bool_or(type = 'sent') THEN 'sent' ELSE 'delivered' END FROM events) AS is_mail,
        coalesce(triggered OR ${IS_SERVICE}, false) AS is_service, ${IS_HARD_BOUNCE} AS is_hard_bounce, coalesce(message_id, concat(campaign_id, date_trunc('minute', occurred_at))) AS message
      FROM events WHERE type <> 'open'
      UNION ALL SELECT recipient_id, 'gift', occurred_at, false, false, false, false, NULL FROM gifts WHERE ${IS_PAID}
    ) AS past
    LEFT JOIN schedule AS planned ON planned.recipient_id = past.recipient_id
    WHERE past.occurred_at IS NULL OR past.occurred_at < coalesce(planned.send_at, ${sendAt})`;
}
