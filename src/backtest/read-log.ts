import { sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { HOURS_IN_WEEK } from '#schedule/model/hour-of-week.js';
import type { LoggedMail } from './off-policy.js';
import type { TimedEngagement } from './timing-test.js';

/** Epoch seconds; `until` is exclusive. */
export interface Period {
  readonly from: number;
  readonly until: number;
}

export interface ReadLog {
  readonly mails: ReadonlyMap<string, readonly LoggedMail[]>;
  /** Scheduled mail of the period, to the recipients asked for, with and without a propensity. */
  readonly messages: number;
  readonly withoutPropensity: number;
  readonly engaged: number;
}

/** Who is evaluated, of a list of any length: chosen by a hash of the ids and the seed, as `somePeople` does. */
const among = (size: number, seed: number) => sql`recipient_id IN (SELECT recipient_id FROM plan_recipients ORDER BY md5(recipient_id || ${String(seed)}), recipient_id LIMIT ${size})`;

interface MailRow extends Record<string, unknown> {
  readonly recipient_id: string;
  /** Slot, propensity and engagement of one mail after the other. */
  readonly numbers: readonly number[] | null;
  readonly messages: number;
  readonly engaged: number;
}

/** Scheduled mail of a period with the propensities of its events. Needs `plan_messages` and `events`. */
export async function readLog(warehouse: Warehouse, { from, until }: Period, horizonHours: number, size: number, seed: number): Promise<ReadLog> {
  const mails = new Map<string, readonly LoggedMail[]>();
  let [messages, used, engaged] = [0, 0, 0];
  const rows = warehouse.stream<MailRow>(sql`
    SELECT recipient_id, count(*) AS messages, count(CASE WHEN answered THEN 1 END) AS engaged,
      flatten(list([CAST(slot AS DOUBLE), propensity, CASE WHEN answered THEN 1.0::DOUBLE ELSE 0.0::DOUBLE END] ORDER BY sent_s, slot) FILTER (propensity > 0 AND propensity <= 1)) AS numbers
    FROM (
      SELECT messages.recipient_id, messages.sent_s, slot, propensity, coalesce(engaged_s - messages.sent_s <= ${horizonHours * 3600}, false) AS answered
      FROM plan_messages AS messages
      LEFT JOIN (SELECT recipient, epoch(occurred_at) AS sent_s, min(propensity) AS propensity FROM events WHERE type = 'sent' GROUP BY ALL) AS sent
        ON sent.recipient = hash(messages.recipient_id) AND sent.sent_s = messages.sent_s
      WHERE NOT triggered AND messages.sent_s >= ${from} AND messages.sent_s < ${until})
    WHERE ${among(size, seed)}
    GROUP BY recipient_id ORDER BY recipient_id`);
  for await (const chunk of rows) {
    for (const row of chunk) {
      const numbers = row.numbers ?? [];
      messages += row.messages;
      engaged += row.engaged;
      used += numbers.length / 3;
      if (numbers.length > 0) mails.set(row.recipient_id, mailsOf(numbers));
    }
  }
  return { mails, messages, withoutPropensity: messages - used, engaged };
}

function mailsOf(numbers: readonly number[]): readonly LoggedMail[] {
  return Array.from({ length: numbers.length / 3 }, (_, index) => ({ slot: numbers[3 * index]!, propensity: numbers[3 * index + 1]!, engaged: numbers[3 * index + 2] === 1 }));
}

/** The hour of the week in which most mail was engaged with before an instant, by weekday and hour apart. */
export async function populationEngagements(warehouse: Warehouse, trainedUntil: Date): Promise<Float64Array> {
  const then = trainedUntil.getTime() / 1000;
  const rows = await warehouse.all<{ hour: number; engagements: number }>(sql`
    SELECT (slot + CAST(floor(local_s / 3600 - floor(local_s / 3600) + (engaged_s - sent_s) / 3600) AS INTEGER)) % ${HOURS_IN_WEEK} AS hour, count(*) AS engagements
    FROM plan_messages WHERE sent_s <= ${then} AND watch_s > 0 AND (engaged_s - sent_s) / 3600 <= least(watch_s / 3600, (${then} - sent_s) / 3600) GROUP BY hour ORDER BY hour`);
  const counts = new Float64Array(HOURS_IN_WEEK);
  for (const { hour, engagements } of rows) counts[hour] = engagements;
  return counts;
}

/** People whose engagements are tested; bands of how much of their mail they engage with, within which hours may be swapped. */
const TESTED = 5000;
const BANDS = 10;
/** Who engages with more of the mail does so soon after the send, whatever the hour; so does, unseen, who reads with Apple Mail. */
const MOST_SHARE = 0.5;

/**
 * Engagements with scheduled mail before an instant, of people with two or more who engage with half of their mail at most. Who engages often does so sooner, without any hour of his
 * own; so hours are compared among people who engage about as often and got the mail at the same hour.
 */
export async function timedEngagements(warehouse: Warehouse, until: number, seed: number): Promise<readonly TimedEngagement[]> {
  await warehouse.run(sql`
    CREATE OR REPLACE TABLE tested_people AS
    SELECT recipient_id, count(engaged_s) / count(*) AS share FROM plan_messages WHERE NOT triggered AND sent_s < ${until} AND person NOT IN (SELECT person FROM plan_fetched)
    GROUP BY recipient_id HAVING count(engaged_s) >= 2 AND count(engaged_s) <= ${MOST_SHARE} * count(*)
    ORDER BY md5(recipient_id || ${String(seed)}), recipient_id LIMIT ${TESTED}`);
  return warehouse.all<{ person: number; hour: number; stratum: number }>(sql`
    WITH people AS (
      SELECT *, row_number() OVER (ORDER BY recipient_id) - 1 AS person, ntile(${BANDS}) OVER (ORDER BY share, recipient_id) - 1 AS band FROM tested_people)
    SELECT people.person AS person, CAST(floor((local_s + engaged_s - sent_s) / 3600) % 24 AS INTEGER) AS hour, CAST(slot * ${BANDS} + band AS INTEGER) AS stratum
    FROM plan_messages AS messages JOIN people ON people.recipient_id = messages.recipient_id
    WHERE NOT triggered AND sent_s < ${until} AND engaged_s IS NOT NULL
    ORDER BY people.person, sent_s, hour`);
}
