import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { ROW_NUMBERS } from './blocks.js';
import type { JudgedPerson, Lists, LogBlock, PeopleBlock, PersonFacts } from './blocks.js';
import { blockJudge } from './judge-block.js';
import type { BlockJudge, EvidenceQuery, Judging } from './judge-block.js';
import { logRows } from './sorted-log.js';

/** The people of a block have numbers with the same whole part when divided by so many: that of few rows each, else fewer. */
const MOST_PEOPLE = 2048;
/** Rows of an ordinary block, and those of one person from which on they are judged as they come, since nobody knows how many there are. */
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
  const log = listReader(warehouse.streamNumbers(logRows(query.asOf, query.log)), BLOCK_ROWS * ROW_NUMBERS);
  const planned = listReader(warehouse.streamNumbers(plannedQuery(query.among)));
  try {
    for await (const [numbers, texts] of warehouse.streamColumns(factsQuery(query.among, each))) {
      for (let row = 0; row < texts!.length; row++) {
        const people = Float64Array.from(JSON.parse(`[${numbers![row] as string}]`) as readonly number[]);
        const facts = `[${texts![row] as string}]`;
        const long = longLogs(judging, query, people, facts);
        yield { people, facts, log: await log.read(people, long), planned: await planned.read(people), ahead: long.judged };
      }
    }
  } finally {
    await log.close();
    await planned.close();
  }
}

/** Judges whose logs are too long. */
function longLogs(judging: Judging, query: PeopleQuery, people: Float64Array, text: string): LongLists & { readonly judged: readonly JudgedPerson[] } {
  const judged: JudgedPerson[] = [];
  let judge: BlockJudge | undefined;
  return {
    judged,
    add(rows) { (judge ??= blockJudge(judging, query)).add(rows); },
    close(index) { judged.push(judge!.close(index, people[index]!, (JSON.parse(text) as readonly PersonFacts[])[index]!)); },
  };
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

/** Takes the numbers of a person who has more than can be held, piece by piece. */
export interface LongLists {
  add(numbers: Float64Array): void;
  close(index: number): void;
}

/** Reads rows of a person and numbers, which are sorted by person, a few people at a time; `most` numbers of each, where others are taken elsewhere. */
export function listReader(chunks: AsyncIterable<readonly Float64Array[]>, most = Infinity): { read(people: Float64Array, long?: LongLists): Promise<Lists>; close(): Promise<void> } {
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
    async read(people, long) {
      const starts = new Uint32Array(people.length + 1);
      let count = 0;
      let isLong = false;
      const hand = (from: number): void => {
        long?.add(numbers.subarray(from, count));
        count = from;
      };
      for (let index = 0; index < people.length;) {
        if (row === columns[0]!.length && !ended) await advance();
        else if (columns[0]![row] === people[index]) {
          if (count - starts[index]! >= most) {
            isLong = true;
            hand(starts[index]!);
          }
          if (count + columns.length > numbers.length) numbers = grown(numbers);
          for (let column = 1; column < columns.length; column++) numbers[count++] = columns[column]![row]!;
          row++;
        } else if (columns[0]![row]! < people[index]!) throw new Error(`rows of person ${String(columns[0]![row])} come after those of others`);
        else {
          if (isLong) {
            hand(starts[index]!);
            long?.close(index);
            isLong = false;
          }
          starts[++index] = count;
        }
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
