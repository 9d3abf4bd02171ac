import { raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { FactStage, StageInput } from './fact-stage.js';
import { pastGifts } from './past-gifts.js';
import { programmeKey, programmeKeyOf, programmeNameOf, UNDESIGNATED } from './programme-name.js';

const PROGRAMMES = raw('recipient_programmes');
const TOUCHES = raw('programme_touches_before_send');
/** One row a recipient and programme (`name`; `programme` as most gifts write it, then clicks): `touches`, of which `gifts`, and `weight`, their sum with older ones weighing less. */
export const PROGRAMME_WEIGHTS = raw('recipient_programme_weights');

/** How far back a gift or click says what somebody cares for, and after how many days it counts half. Our own choice. */
const MONTHS_BACK = 24;
const HALF_LIFE_DAYS = 365;

/** Which programmes each recipient gave to, or clicked, replied and ordered for, before his own send instant. Gifts in memory chose a person, not a programme. */
export async function prepareProgrammeFacts({ warehouse, context }: StageInput): Promise<FactStage> {
  await warehouse.run(sql`CREATE TABLE ${TOUCHES} AS ${touches(context.sendAt, context.manifest.programme)}`);
  await warehouse.run(sql`
    CREATE TABLE ${PROGRAMME_WEIGHTS} AS
    SELECT recipient_id, name, any_value(spelling) AS programme, count(*) AS touches, count(*) FILTER (WHERE is_gift) AS gifts,
      sum(pow(0.5, date_diff('day', occurred_at, send_at) / ${HALF_LIFE_DAYS})) AS weight
    FROM ${TOUCHES} JOIN (SELECT name, arg_min(programme, row(-given, -times, programme)) AS spelling FROM (SELECT name, programme, count(*) FILTER (WHERE is_gift) AS given, count(*) AS times FROM ${TOUCHES} GROUP BY ALL) GROUP BY name) USING (name)
    GROUP BY recipient_id, name`);
  await warehouse.run(sql`DROP TABLE ${TOUCHES}`);
  await warehouse.run(sql`
    CREATE TABLE ${PROGRAMMES} AS
    SELECT recipient_id, list(name ORDER BY weight DESC, name) AS programmes, arg_max(programme, row(weight, programme)) AS favourite_programme,
      max(weight) / sum(weight) AS favourite_share, CAST(sum(touches) AS INTEGER) AS programme_touches, CAST(sum(gifts) AS INTEGER) AS programme_gifts
    FROM ${PROGRAMME_WEIGHTS} GROUP BY recipient_id`);
  return (recipients) => sql`SELECT r.*, past.* EXCLUDE (recipient_id) FROM (${recipients}) AS r LEFT JOIN ${PROGRAMMES} AS past ON past.recipient_id = r.recipient_id`;
}

/** A category of an event is a programme when somebody gives to one of that name. A row that was delivered twice counts once: who posts events posts them again when unsure. */
function touches(sendAt: Date, programme: string | undefined): Sql {
  const known = sql`SELECT ${programmeKeyOf(sql`programme`)} FROM gifts UNION SELECT ${programme === undefined ? null : programmeKey(programme)}`;
  return sql`
    SELECT past.*, coalesce(planned.send_at, ${sendAt}) AS send_at
    FROM (
      SELECT recipient_id, occurred_at, trim(programme) AS programme, ${programmeKeyOf(sql`programme`)} AS name, true AS is_gift FROM (${pastGifts(sendAt)}) WHERE is_money AND kind IN ('single', 'regular', 'event')
      UNION ALL
      SELECT recipient_id, occurred_at, trim(category), ${programmeKeyOf(sql`category`)}, false
      FROM (SELECT DISTINCT recipient_id, occurred_at, category, type, message_id, url FROM events WHERE type IN ('click', 'reply', 'conversion') AND ${programmeKeyOf(sql`category`)} IN (${known}))
    ) AS past LEFT JOIN schedule AS planned ON planned.recipient_id = past.recipient_id
    WHERE programme IS NOT NULL AND programme <> '' AND NOT regexp_matches(${programmeNameOf(sql`programme`)}, ${UNDESIGNATED})
      AND occurred_at < coalesce(planned.send_at, ${sendAt}) AND occurred_at > coalesce(planned.send_at, ${sendAt}) - to_months(${MONTHS_BACK})`;
}
