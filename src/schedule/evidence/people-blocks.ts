import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import type { Columns, JudgedPerson, LogBlock, PeopleBlock, PersonFacts } from './blocks.js';
import { blockJudge } from './judge-block.js';
import type { EvidenceQuery, Judging } from './judge-block.js';
import { logRows, rowsInOrder } from './sorted-log.js';

/** The people of a block have numbers with the same whole part when divided by so many: that of few rows each, else fewer. */
const MOST_PEOPLE = 2048;
/** Rows of an ordinary block, and those of one person beyond which they are not held, since nobody knows how many there are. */
const BLOCK_ROWS = 100_000;

/** Whom to read. */
export interface PeopleQuery extends EvidenceQuery {
  /** A condition on `person`. */
  readonly among: Sql;
  /** Their rows of `plan_log`, in its order. */
  readonly log: Sql;
}

/** Rows that are read by one statement: what is in memory does not grow with the log. */
const ROWS_AT_ONCE = 3_000_000;

/** All recipients in the order of their ids (code points). */
export async function* allBlocks(warehouse: Warehouse, judging: Judging, query: EvidenceQuery): AsyncGenerator<LogBlock> {
  const [counts] = await warehouse.all<{ people: number; rows: number }>(sql`SELECT count(*) AS people, (SELECT count(*) FROM plan_log) AS rows FROM plan_recipients`);
  const { people = 0, rows = 0 } = counts ?? {};
  const size = Math.ceil(people / Math.max(1, Math.ceil(rows / ROWS_AT_ONCE)));
  const each = Math.max(1, Math.min(MOST_PEOPLE, Math.floor((BLOCK_ROWS * people) / Math.max(1, rows))));
  for (let first = 0; first < people; first += size) {
    const among = sql`person >= ${first} AND person < ${first + size}`;
    yield* logBlocks(warehouse, judging, { ...query, among, log: sql`(FROM plan_log WHERE ${among})` }, each);
  }
}

/** The people that a condition holds for, in the order of their ids, judged. */
export async function* peopleBlocks(warehouse: Warehouse, judging: Judging, query: PeopleQuery): AsyncGenerator<PeopleBlock> {
  const { judge } = blockJudge(judging, query);
  for await (const block of logBlocks(warehouse, judging, query, MOST_PEOPLE)) yield judge(block);
}

/** Three results in the order of people are read side by side: a join would carry the widest of them through a sort. */
async function* logBlocks(warehouse: Warehouse, judging: Judging, query: PeopleQuery, each: number): AsyncGenerator<LogBlock> {
  const log = rowReader(warehouse.streamNumbers(logRows(query.asOf, query.log)), BLOCK_ROWS);
  const planned = rowReader(warehouse.streamNumbers(plannedQuery(query.among)));
  try {
    for await (const [numbers, texts] of warehouse.streamColumns(factsQuery(query.among, each))) {
      for (let row = 0; row < texts!.length; row++) {
        const people = Float64Array.from(JSON.parse(`[${numbers![row] as string}]`) as readonly number[]);
        const facts = `[${texts![row] as string}]`;
        const { long, ...rows } = await log.read(people);
        const ahead: JudgedPerson[] = [];
        for (const index of long) ahead.push(await judgeLong(warehouse, judging, query, index, people[index]!, (JSON.parse(facts) as readonly PersonFacts[])[index]!));
        yield { people, facts, log: rows, planned: await planned.read(people), ahead };
      }
    }
  } finally {
    await log.close();
    await planned.close();
  }
}

/** Judges somebody whose log is too long to be held. */
async function judgeLong(warehouse: Warehouse, judging: Judging, query: PeopleQuery, index: number, person: number, facts: PersonFacts): Promise<JudgedPerson> {
  const judge = blockJudge(judging, query);
  for await (const [, ...columns] of warehouse.streamNumbers(logRows(query.asOf, rowsInOrder(person, query.log)))) judge.add(columns);
  return judge.close(index, person, facts);
}

/** A row a block: text is put together here, since to read a text from the engine costs as much as a long one. */
function factsQuery(among: Sql, each: number): Sql {
  return sql`
    SELECT string_agg(CAST(person AS VARCHAR), ',' ORDER BY person), string_agg(CAST(json_array(
      people.recipient_id, zone, zone_source, domain, works, place, opens_count, before_s, asking, barred_by, rest_reason, not_before_s) AS VARCHAR), ',' ORDER BY person)
    FROM (SELECT * FROM plan_recipients WHERE ${among}) AS people
    LEFT JOIN plan_series AS series ON series.recipient_id = people.recipient_id
    LEFT JOIN plan_asks AS asks ON asks.recipient_id = people.recipient_id CROSS JOIN (SELECT count(*) > 0 AS asking FROM plan_asks)
    GROUP BY person // ${each} ORDER BY min(person)`;
}

function plannedQuery(among: Sql): Sql {
  return sql`
    SELECT CAST(person AS DOUBLE), sent_s FROM plan_planned JOIN plan_recipients ON plan_recipients.recipient_id = plan_planned.recipient_id
    WHERE ${among} ORDER BY person`;
}

/** Reads rows of a person and other numbers, which are sorted by person, a few people at a time. Who has more than `most` rows has none, and stands in `long` by their index. */
export function rowReader(chunks: AsyncIterable<readonly Float64Array[]>, most = Infinity): { read(people: Float64Array): Promise<Columns & { readonly long: readonly number[] }>; close(): Promise<void> } {
  const chunk = chunks[Symbol.asyncIterator]();
  let [person = new Float64Array(), ...columns]: readonly Float64Array[] = [];
  let row = 0;
  let ended = false;
  let held: readonly Float64Array[] = [];
  const advance = async (): Promise<void> => {
    const next = await chunk.next();
    ended = next.done === true;
    [person = new Float64Array(), ...columns] = next.done === true ? [] : next.value;
    row = 0;
  };
  return {
    async read(people) {
      const starts = new Uint32Array(people.length + 1);
      const long: number[] = [];
      let [count, from, isLong] = [0, row, false];
      /** Takes the rows since the last call, in one piece a column. */
      const hold = (): void => {
        if (from === row) return;
        const before = count - (row - from);
        held = columns.map((values, column) => withRows(held[column], values.subarray(from, row), before));
        from = row;
      };
      for (let index = 0; index < people.length;) {
        if (row === person.length && !ended) {
          hold();
          if (count - starts[index]! > most) [count, isLong] = [starts[index]!, true];
          await advance();
          from = row;
        } else if (person[row] === people[index]) {
          row++;
          count++;
        } else if (person[row]! < people[index]!) throw new Error(`rows of person ${String(person[row])} come after those of others`);
        else {
          if (isLong || count - starts[index]! > most) {
            hold();
            long.push(index);
            [count, isLong] = [starts[index]!, false];
          }
          starts[++index] = count;
        }
      }
      hold();
      return { starts, columns: held.map((values) => values.slice(0, count)), long };
    },
    async close() { await chunk.return?.(); },
  };
}

/** Numbers with others from a place on, in an array that has room for more. */
function withRows(numbers: Float64Array = new Float64Array(1024), rows: Float64Array, place: number): Float64Array {
  let room = numbers;
  if (place + rows.length > room.length) {
    room = new Float64Array(Math.max(place + rows.length, 2 * room.length));
    room.set(numbers.subarray(0, place));
  }
  room.set(rows, place);
  return room;
}
