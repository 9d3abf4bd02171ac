import { openWarehouse } from '#warehouse/open-warehouse.js';
import { sql } from '#warehouse/sql.js';
import { makeMessages } from '#schedule/evidence/messages-table.js';
import { prepareEvidence } from '#schedule/evidence/prepare-evidence.js';
import type { Choices } from './score.js';
import { END, SENDER_ZONE } from './world.js';
import { instantOfWallTime } from '#schedule/zones/wall-time.js';

const DAY = 86_400;
/** Thursday to the Monday before, in seconds; `END` is a Monday. */
const TO_MONDAY = 3 * DAY;

interface Row extends Record<string, unknown> {
  readonly recipient_id: string;
  readonly zone: string;
  readonly day: number;
  readonly hour: number;
}

/** The usual rule: the weekday and the hour in which a person engaged most often, machines left out; for who never did, everybody's. */
export async function modalHours(recipients: string, events: string): Promise<Choices> {
  const warehouse = await openWarehouse();
  try {
    const { judging } = await prepareEvidence(warehouse, {
      recipients, log: { events }, now: new Date(END), until: new Date(END + 8_000 * DAY), defaultZone: SENDER_ZONE, businessContext: false, scannerClickSeconds: 60,
    });
    await makeMessages(warehouse, judging);
    const rows = await warehouse.all<Row>(sql`
      WITH engaged AS (
        SELECT messages.recipient_id, CAST(floor((local_s + engaged_s - sent_s + ${TO_MONDAY}) / ${DAY}) % 7 AS INTEGER) AS day,
          CAST(floor((local_s + engaged_s - sent_s) / 3600) % 24 AS INTEGER) AS hour
        FROM plan_messages AS messages WHERE engaged_s IS NOT NULL),
      days AS (SELECT recipient_id, arg_max(day, (n, -day)) AS day FROM (SELECT recipient_id, day, count(*) AS n FROM engaged GROUP BY ALL) GROUP BY 1),
      hours AS (SELECT recipient_id, arg_max(hour, (n, -hour)) AS hour FROM (SELECT recipient_id, hour, count(*) AS n FROM engaged GROUP BY ALL) GROUP BY 1)
      SELECT people.recipient_id, zone, coalesce(days.day, (SELECT mode(day) FROM engaged)) AS day, coalesce(hours.hour, (SELECT mode(hour) FROM engaged)) AS hour
      FROM plan_recipients AS people LEFT JOIN days ON days.recipient_id = people.recipient_id LEFT JOIN hours ON hours.recipient_id = people.recipient_id`);
    return new Map(rows.map(({ recipient_id: id, zone, day, hour }) => [id, instantOfWallTime(judging.zones.get(zone)!, END / 1000 + DAY * day + 3600 * hour + 1800)]));
  } finally {
    await warehouse.close();
  }
}
