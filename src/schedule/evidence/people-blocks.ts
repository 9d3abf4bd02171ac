import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { messageGroups } from './message-groups.js';
import { watchedMail } from './statistics.js';

/** What is known of some people, one after the other in the order of their ids: plain text and numbers, so that it can be sent to a thread. */
export interface PeopleBlock {
  /** The numbers of the people. */
  readonly people: Float64Array;
  /** A JSON array with `PersonFacts` of each: a thread takes a text several times faster than as many objects. */
  readonly facts: string;
  /** Message groups, each as the numbers of `GROUP_COLUMNS`: those of person i stand from `starts[i]` to `starts[i + 1]`. */
  readonly groups: Lists;
  /** Epoch seconds of the scheduled mail of the last days and of planned mail, newest first. */
  readonly otherSends: Lists;
}

export interface Lists {
  readonly starts: Uint32Array;
  readonly numbers: Float64Array;
}

/** What there is one of a person: a row of `plan_recipients` and what else is known. */
export type PersonFacts = readonly [
  recipientId: string, zone: string, zoneSource: 'explicit' | 'region' | 'country' | 'inferred' | 'default', domain: string | null, works: boolean, place: string | null, opensCount: boolean,
  prefetched: boolean, stepBefore: number | null, asking: boolean, askBarred: string | null, askReason: string | null, askFrom: number | null,
];

/** The people of a block have numbers with the same whole part when divided by this. */
const BLOCK = 2048;

/** Whom to read, and as of when. */
export interface PeopleQuery {
  readonly asOf: Date;
  /** Mail since then (epoch seconds) may be too near to the next one. */
  readonly recentSince: number;
  /** A condition on `person`. */
  readonly among: Sql;
  /** Their rows of `plan_mails`, in the order of people. */
  readonly mails: Sql;
}

/** Mails whose statistics are taken at once: what is in memory does not grow with the log. */
const MAILS_AT_ONCE = 2_000_000;

/** All recipients in the order of their ids (code points). */
export async function* allBlocks(warehouse: Warehouse, query: Omit<PeopleQuery, 'among' | 'mails'>): AsyncGenerator<PeopleBlock> {
  const [counts] = await warehouse.all<{ people: number; mails: number }>(sql`SELECT count(*) AS people, (SELECT count(*) FROM plan_mails) AS mails FROM plan_recipients`);
  const { people = 0, mails = 0 } = counts ?? {};
  const size = Math.ceil(people / Math.max(1, Math.ceil(mails / MAILS_AT_ONCE)));
  for (let first = 0; first < people; first += size) {
    const among = sql`person >= ${first} AND person < ${first + size}`;
    yield* peopleBlocks(warehouse, { ...query, among, mails: sql`(FROM plan_mails WHERE ${among})` });
  }
}

/** The people that a condition holds for, in the order of their ids. Three results in that order are read side by side: a join would carry the widest of them through a sort. */
export async function* peopleBlocks(warehouse: Warehouse, query: PeopleQuery): AsyncGenerator<PeopleBlock> {
  const groups = listReader(messageGroups(warehouse.streamNumbers(watchedMail(query.asOf, query.mails))));
  const sends = listReader(warehouse.streamNumbers(sendsQuery(query)));
  try {
    for await (const [numbers, facts] of warehouse.streamColumns(factsQuery(query))) {
      for (let row = 0; row < facts!.length; row++) {
        const people = Float64Array.from(JSON.parse(`[${numbers![row] as string}]`) as readonly number[]);
        yield { people, facts: `[${facts![row] as string}]`, groups: await groups.read(people), otherSends: await sends.read(people) };
      }
    }
  } finally {
    await groups.close();
    await sends.close();
  }
}

/** A row a block: text is put together here, since to read a text from the engine costs as much as a long one. */
function factsQuery({ among }: PeopleQuery): Sql {
  return sql`
    SELECT string_agg(CAST(person AS VARCHAR), ',' ORDER BY person), string_agg(CAST(json_array(
      people.recipient_id, zone, zone_source, domain, works, place, opens_count, prefetched.recipient_id IS NOT NULL, before_s, asking, barred_by, rest_reason, not_before_s) AS VARCHAR), ',' ORDER BY person)
    FROM (SELECT * FROM plan_recipients WHERE ${among}) AS people
    LEFT JOIN plan_series AS series ON series.recipient_id = people.recipient_id
    LEFT JOIN plan_asks AS asks ON asks.recipient_id = people.recipient_id CROSS JOIN (SELECT count(*) > 0 AS asking FROM plan_asks)
    LEFT JOIN plan_prefetched AS prefetched ON prefetched.recipient_id = people.recipient_id
    GROUP BY person // ${BLOCK} ORDER BY min(person)`;
}

function sendsQuery({ recentSince, among }: PeopleQuery): Sql {
  return sql`
    SELECT CAST(person AS DOUBLE), sent_s FROM (
      SELECT person, sent_s FROM plan_mails WHERE NOT triggered AND sent_s >= ${recentSince}
      UNION ALL SELECT person, sent_s FROM plan_planned JOIN plan_recipients ON plan_recipients.recipient_id = plan_planned.recipient_id)
    WHERE ${among} ORDER BY person, sent_s DESC`;
}

/** Reads rows of a person and numbers, which are sorted by person, a few people at a time. */
export function listReader(chunks: AsyncIterable<readonly Float64Array[]>): { read(people: Float64Array): Promise<Lists>; close(): Promise<void> } {
  const chunk = chunks[Symbol.asyncIterator]();
  let columns: readonly Float64Array[] = [new Float64Array()];
  let row = 0;
  let ended = false;
  let numbers: Float64Array = new Float64Array(1024);
  const advance = async (): Promise<void> => {
    const next = await chunk.next();
    ended = next.done === true;
    columns = next.done === true ? [new Float64Array()] : next.value;
    row = 0;
  };
  return {
    async read(people) {
      const starts = new Uint32Array(people.length + 1);
      let count = 0;
      for (let index = 0; index < people.length;) {
        if (row === columns[0]!.length && !ended) await advance();
        else if (columns[0]![row] === people[index]) {
          if (count + columns.length > numbers.length) numbers = grown(numbers);
          for (let column = 1; column < columns.length; column++) numbers[count++] = columns[column]![row]!;
          row++;
        } else if (columns[0]![row]! < people[index]!) throw new Error(`rows of person ${String(columns[0]![row])} come after those of others`);
        else starts[++index] = count;
      }
      return { starts, numbers: numbers.slice(0, count) };
    },
    async close() { await chunk.return?.(); },
  };
}

function grown(numbers: Float64Array): Float64Array {
  const twice = new Float64Array(2 * numbers.length);
  twice.set(numbers);
  return twice;
}
