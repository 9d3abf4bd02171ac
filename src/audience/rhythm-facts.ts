import agents from '#schedule/evidence/machine-agents.json' with { type: 'json' };
import { join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { FactStage, StageInput } from './fact-stage.js';
import { ZONE_CLOCKS } from './slot-facts.js';

const REACTIONS = raw('recipient_reactions');

/** What only a person does by mail. */
const HUMAN = ['click', 'reply', 'conversion', 'gift'];
/** Somebody's latest reactions are enough to know his hours, and bound the work that one person makes. */
const LATEST = 40;
/** Hours on the clock, before and after, that count as the same time of day. */
const NEAR_HOURS = 2;
/** Clicks on so many different links within so many seconds are a gateway's, as are clicks so soon after the send. */
const BURST_LINKS = 3;
const BURST_SECONDS = 10;

/**
 * At which time of day each recipient reacted to mail in the year before the slot, on his own clock: `reactions`, of these within two
 * hours of the slot's time of day `reactions_near_slot`, and at the best time of day, `best_hour`, `best_reactions`. Needs the facts of
 * the slot; NULL where the slot or the zone is not known.
 */
export async function prepareRhythmFacts({ warehouse, given, context }: StageInput): Promise<FactStage> {
  const isAsked = given.has('schedule') || context.sendAtGiven === true;
  await warehouse.run(sql`CREATE OR REPLACE TABLE ${REACTIONS} AS ${reactionsOf(isAsked)}`);
  const clockHour = sql`((stamp + list_extract(clock.seconds, len(list_filter(clock.starts, lambda start: start <= stamp)))) // 3600) % 24`;
  const isNear = (one: Sql, other: Sql) => sql`least((${one} - ${other} + 24) % 24, (${other} - ${one} + 24) % 24) <= ${NEAR_HOURS}`;
  return (recipients) => sql`
    SELECT * EXCLUDE (_hours, _near),
      CASE WHEN _hours IS NOT NULL THEN len(_hours) END AS reactions,
      len(list_filter(_hours, lambda hour: ${isNear(sql`hour`, sql`local_hour`)})) AS reactions_near_slot,
      list_max(_near) AS best_reactions, list_extract(_hours, list_position(_near, list_max(_near))) AS best_hour
    FROM (
      SELECT *, list_transform(_hours, lambda hour: len(list_filter(_hours, lambda other: ${isNear(sql`hour`, sql`other`)}))) AS _near
      FROM (
        SELECT r.*, CASE WHEN r.local_hour IS NOT NULL THEN list_transform(past.instants, lambda stamp: ${clockHour}) END AS _hours
        FROM (${recipients}) AS r
        LEFT JOIN ${REACTIONS} AS past ON past.recipient_id = r.recipient_id
        LEFT JOIN ${ZONE_CLOCKS} AS clock ON clock.zone = r.zone))`;
}

/** Epoch seconds of each recipient's latest reactions, one a mail and day: an eager hour of many clicks is one sign. */
function reactionsOf(isAsked: boolean): Sql {
  return sql`
    SELECT recipient_id, max(stamp, ${LATEST}) AS instants
    FROM (
      SELECT recipient_id, CAST(min(epoch(occurred_at)) AS BIGINT) AS stamp
      FROM (
        SELECT *, count(DISTINCT url) OVER (PARTITION BY recipient_id, message_id, type ORDER BY epoch(occurred_at) RANGE BETWEEN ${BURST_SECONDS} PRECEDING AND ${BURST_SECONDS} FOLLOWING) AS links,
          min(occurred_at) FILTER (WHERE type = 'sent') OVER (PARTITION BY recipient_id, message_id) AS sent_at
        FROM events WHERE ${isAsked} AND (list_contains(${HUMAN}, type) OR (type = 'sent' AND message_id IS NOT NULL)))
      WHERE type <> 'sent'
        AND NOT (type = 'click' AND (coalesce(links, 0) >= ${BURST_LINKS} OR coalesce(${hasMachineAgent()}, false) OR coalesce(message_id IS NOT NULL AND occurred_at < sent_at + to_seconds(${BURST_SECONDS}), false)))
        AND NOT (type = 'gift' AND epoch(occurred_at) % 86400 = 0)
        AND occurred_at > (SELECT min(starts_at) FROM slot_start) - to_days(365)
      GROUP BY recipient_id, message_id, CAST(occurred_at AS DATE))
    GROUP BY recipient_id`;
}

function hasMachineAgent(): Sql {
  return sql`(${join(agents.tokens.map((token) => sql`contains(lower(user_agent), ${token})`), ' OR ')})`;
}
