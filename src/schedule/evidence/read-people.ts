import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { DECAY } from '../model/decay-table.js';
import type { GoalModel } from '../model/goal-model.js';
import { HOURS_IN_WEEK } from '../model/hour-of-week.js';
import { addMessageGroup, clearStatistics, emptyStatistics } from '../model/statistics.js';
import type { MessageGroup, Statistics } from '../model/statistics.js';
import { GROUP_COLUMNS } from './message-groups.js';
import type { PeopleBlock, PersonFacts } from './blocks.js';
import type { EvidenceQuery, Judging } from './judge-block.js';
import { peopleBlocks } from './people-blocks.js';
import { mailedUntil, takeRows } from './sorted-log.js';

/** What a plan of asks knows of a person. */
export interface AskRest {
  /** Why the person must not be asked, whenever; null: time mends it. */
  readonly barredBy: string | null;
  /** The reason that time mends, and epoch seconds from which on it no longer holds. */
  readonly reason: string;
  readonly notBefore: number;
}

/** One recipient with all that the planner knows of them. `statistics` is reused for the next one. */
export interface Person {
  readonly recipientId: string;
  readonly zone: string;
  readonly zoneSource: PersonFacts[2];
  /** Other zones that the person may well live in, where the zone is not known. */
  readonly plausibleZones: readonly string[];
  readonly domain: string | null;
  readonly works: boolean;
  /** ISO 3166-1 or, where the region is written, 3166-2: `DE-BY`. */
  readonly place: string | null;
  readonly opensCount: boolean;
  /** Epoch seconds of the scheduled mail of the last days and of planned mail, newest first. */
  readonly otherSends: readonly number[];
  /** When the step before went or goes out, epoch seconds; null: never. */
  readonly stepBefore: number | null;
  /** Whether and from when on the person may be asked; null: nobody is asked for anything. */
  readonly ask: AskRest | null;
  readonly statistics: Statistics;
  /** The same as they would be if the person's clock were ahead by so many hours, and mail decayed otherwise; reused. */
  readonly statisticsAt: (shift: number, decay?: Float64Array) => Statistics;
}

/** What a person's statistics depend on besides the log. */
export interface ReadModel extends Pick<GoalModel, 'decay' | 'countsOpens'> {
  /** How many times as much triggered mail pleases as scheduled mail does. */
  readonly triggeredAppeal: number;
}
const ANY_ENGAGEMENT: ReadModel = { decay: DECAY, countsOpens: true, triggeredAppeal: 1 };

/** Whom to draw. */
interface Draw {
  /** How many at most, of how many there are. */
  readonly size: (total: number) => number;
  readonly seed: number;
  /** Only those with an address of this domain. */
  readonly domain?: string;
}

/** Some recipients, chosen by a hash of their ids and the seed, in the order of their ids, and how many there are to choose from. */
export async function somePeople(warehouse: Warehouse, judging: Judging, query: EvidenceQuery, { size, seed, domain }: Draw, model: ReadModel = ANY_ENGAGEMENT): Promise<{ readonly people: AsyncGenerator<Person>; readonly total: number }> {
  const from = sql`FROM plan_recipients ${domain === undefined ? sql`` : sql`WHERE domain = ${domain}`}`;
  const [all] = await warehouse.all<{ recipients: number }>(sql`SELECT count(*) AS recipients ${from}`);
  const total = all?.recipients ?? 0;
  const among = sql`person IN (SELECT person ${from} ORDER BY ${drawnOrder(seed)} LIMIT ${size(total)})`;
  await takeRows(warehouse, sql`plan_some_log`, among, sql`plan_log`);
  return { people: oneByOne(peopleBlocks(warehouse, judging, { ...query, among, log: sql`plan_some_log` }), model), total };
}

/** From so many people with a known zone on, the others teach nothing: their hours may be somebody else's. */
const ENOUGH_KNOWN = 1000;
/** So many times the size of a sample are drawn first, which is nearly always enough of people with a known zone who had got mail: the rest of a long list is not looked at. */
const DRAWN = 4;

/** By a hash of ids and the seed. */
const drawnOrder = (seed: number): Sql => sql`md5(recipient_id || ${String(seed)}), recipient_id`;

/** Makes `plan_drawn`, which samples of up to `size` people are taken from, and `plan_drawn_log`, their rows of the log: to go through a long list is dear. */
export async function drawPeople(warehouse: Warehouse, size: number, seed: number): Promise<void> {
  await warehouse.run(sql`
    CREATE OR REPLACE TABLE plan_drawn AS SELECT person, recipient_id FROM plan_recipients WHERE zone_source <> 'default' ORDER BY ${drawnOrder(seed)} LIMIT ${DRAWN * size}`);
  await takeRows(warehouse, sql`plan_drawn_log`, sql`person IN (SELECT person FROM plan_drawn)`, sql`plan_log`);
}

/**
 * Makes `plan_sample`, up to `size` people who had got mail at an instant, chosen by a hash of their ids and the seed, and `plan_sample_log`, their rows of the log. Needs `plan_drawn` of
 * this size or a larger one, and of this seed.
 */
export async function makeSample(warehouse: Warehouse, asOf: Date, size: number, seed: number): Promise<void> {
  const drawn = sql`SELECT person, recipient_id, false AS unknown FROM plan_drawn ORDER BY ${drawnOrder(seed)} LIMIT ${DRAWN * size}`;
  if (await takeSample(warehouse, drawn, sql`plan_drawn_log`, asOf, size, seed) === size && size >= ENOUGH_KNOWN) return;
  await takeSample(warehouse, sql`SELECT person, recipient_id, zone_source = 'default' AS unknown FROM plan_recipients`, sql`plan_log`, asOf, size, seed);
}

/** From some people and (at least) their rows of the log; returns how many the sample has. */
async function takeSample(warehouse: Warehouse, people: Sql, log: Sql, asOf: Date, size: number, seed: number): Promise<number | undefined> {
  await warehouse.run(sql`
    CREATE OR REPLACE TABLE plan_sample AS
    WITH mailed AS MATERIALIZED (SELECT * FROM (${people}) WHERE person IN (${mailedUntil(asOf, log)}))
    SELECT person, recipient_id FROM mailed
    WHERE NOT unknown OR (SELECT count(*) FROM mailed WHERE NOT unknown) < ${ENOUGH_KNOWN} ORDER BY ${drawnOrder(seed)} LIMIT ${size}`);
  await takeRows(warehouse, sql`plan_sample_log`, IN_SAMPLE, log);
  const [found] = await warehouse.all<{ people: number }>(sql`SELECT count(*) AS people FROM plan_sample`);
  return found?.people;
}

const IN_SAMPLE = sql`person IN (SELECT person FROM plan_sample)`;

/** The people of `plan_sample`, in the order of their ids. */
export async function* sampleBlocks(warehouse: Warehouse, judging: Judging, query: Pick<EvidenceQuery, 'asOf' | 'fetchedUntil' | 'daily'>): AsyncGenerator<PeopleBlock> {
  yield* peopleBlocks(warehouse, judging, { ...query, recentSince: Infinity, among: IN_SAMPLE, log: sql`plan_sample_log` });
}

async function* oneByOne(blocks: AsyncIterable<PeopleBlock>, model: ReadModel): AsyncGenerator<Person> {
  for await (const block of blocks) yield* blockPeople(block, model);
}

const statistics = emptyStatistics();
const shifted = emptyStatistics();

/** The people of a block, one at a time. */
export function* blockPeople(block: PeopleBlock, model: ReadModel): Generator<Person> {
  for (let index = 0; index < block.facts.length; index++) {
    const [recipientId, zone, zoneSource, domain, works, place, opensCount, stepBefore, asking, barredBy, askReason, askFrom] = block.facts[index]!;
    const otherSends = [...block.otherSends.numbers.subarray(block.otherSends.starts[index], block.otherSends.starts[index + 1])];
    const fill = (into: Statistics, shift: number, decay: Float64Array = model.decay): Statistics => {
      clearStatistics(into);
      addGroups(into, block.groups, index, shift, { ...model, decay });
      into.appeal = block.appeals[index]!;
      into.opensHidden = model.countsOpens && (block.fetched[index] === 1 || !opensCount);
      return into;
    };
    yield {
      recipientId, zone, zoneSource, domain, works, place, opensCount, otherSends, stepBefore, ask: asking ? askOf(barredBy, askReason, askFrom) : null, plausibleZones: [],
      statistics: fill(statistics, 0), statisticsAt: (shift, decay) => fill(shifted, shift, decay),
    };
  }
}

function addGroups(into: Statistics, { starts, numbers }: PeopleBlock['groups'], index: number, shift: number, { decay, triggeredAppeal }: Omit<ReadModel, 'countsOpens'>): void {
  for (let at = starts[index]!; at < starts[index + 1]!; at += GROUP_COLUMNS.length) addMessageGroup(into, messageGroup(numbers, at, shift), decay, triggeredAppeal);
}

/** The mail of each person of a block. */
export function* blockMail({ people, groups: { starts, numbers } }: PeopleBlock): Generator<readonly MessageGroup[]> {
  for (let index = 0; index < people.length; index++) {
    yield Array.from({ length: (starts[index + 1]! - starts[index]!) / GROUP_COLUMNS.length }, (_, group) => messageGroup(numbers, starts[index]! + group * GROUP_COLUMNS.length));
  }
}

/** The group whose numbers, in the order of `GROUP_COLUMNS`, begin at `at`, on a clock that is ahead by so many hours. */
export function messageGroup(numbers: Float64Array, at: number, shift = 0): MessageGroup {
  return {
    slot: (numbers[at]! + shift + HOURS_IN_WEEK) % HOURS_IN_WEEK, last_lag: numbers[at + 1]!, engaged: numbers[at + 2] === 1, messages: numbers[at + 3]!, weight: numbers[at + 4]!,
    at_once: numbers[at + 5]!, hours_first: numbers[at + 6]!, hours_second: numbers[at + 7]!, hours_last: numbers[at + 8]!, triggered: numbers[at + 9] === 1,
  };
}

/** Who has no row is not asked. */
function askOf(barredBy: string | null, reason: string | null, from: number | null): AskRest {
  return reason === null ? { barredBy: 'not_in_asks', reason: '', notBefore: 0 } : { barredBy, reason, notBefore: from ?? 0 };
}
