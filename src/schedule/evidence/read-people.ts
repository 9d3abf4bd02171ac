import { join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { addMessageGroup, clearStatistics, emptyStatistics } from '../model/statistics.js';
import { HOURS_IN_WEEK } from '../model/hour-of-week.js';
import type { MessageGroup, Statistics } from '../model/statistics.js';
import type { StatisticsTable } from './statistics.js';

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
  readonly zoneSource: 'explicit' | 'region' | 'country' | 'inferred' | 'default';
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
  /** The same as they would be if the person's clock were ahead by so many hours; reused. */
  readonly statisticsAt: (shift: number) => Statistics;
}

interface Row extends Record<string, unknown> {
  readonly recipient_id: string;
  readonly zone: string;
  readonly zone_source: Person['zoneSource'];
  readonly domain: string | null;
  readonly works: boolean;
  readonly place: string | null;
  readonly before_s: number | null;
  readonly opens_count: boolean;
  readonly prefetched: boolean;
  readonly ask_barred: string | null;
  readonly ask_reason: string | null;
  readonly ask_from: number | null;
  readonly asking: boolean;
  readonly recent: readonly number[] | null;
  /** The person's message groups, one after the other, each as the numbers of `GROUP_COLUMNS`; NULL: no mail. */
  readonly groups: readonly number[] | null;
}

const GROUP_COLUMNS = ['slot', 'last_lag', 'engaged', 'messages', 'weight', 'at_once', 'hours_first', 'hours_second', 'hours_last'] as const satisfies readonly (keyof MessageGroup)[];

/** All recipients in the order of their ids (code points), one at a time. `recentSince` is an instant in epoch seconds. */
export function readPeople(warehouse: Warehouse, recentSince: number): AsyncGenerator<Person> {
  return people(warehouse, statement({ statistics: 'plan_statistics', recentSince, among: sql`true` }));
}

/** Up to `size` recipients, chosen by a hash of their ids and the seed, and how many there are in all. */
export async function somePeople(warehouse: Warehouse, recentSince: number, size: number, seed: number): Promise<{ readonly people: AsyncGenerator<Person>; readonly total: number }> {
  const [all] = await warehouse.all<{ recipients: number }>(sql`SELECT count(*) AS recipients FROM plan_recipients`);
  const among = sql`recipient_id IN (SELECT recipient_id FROM plan_recipients ORDER BY md5(recipient_id || ${String(seed)}), recipient_id LIMIT ${size})`;
  return { people: people(warehouse, statement({ statistics: 'plan_statistics', recentSince, among })), total: all?.recipients ?? 0 };
}

/** From so many people with a known zone on, the others teach nothing: their hours may be somebody else's. */
const ENOUGH_KNOWN = 1000;

/** Makes `plan_sample`: up to `size` people of a table of statistics, chosen by a hash of their ids and the seed. */
export async function makeSample(warehouse: Warehouse, statistics: StatisticsTable['name'], size: number, seed: number): Promise<void> {
  await warehouse.run(sql`
    CREATE OR REPLACE TABLE plan_sample AS
    SELECT recipient_id FROM (
      SELECT recipient_id, zone_source = 'default' AS unknown, sum(CASE WHEN zone_source = 'default' THEN 0 ELSE 1 END) OVER () AS known
      FROM plan_recipients WHERE recipient_id IN (SELECT recipient_id FROM ${raw(statistics)}))
    WHERE NOT unknown OR known < ${ENOUGH_KNOWN} ORDER BY md5(recipient_id || ${String(seed)}), recipient_id LIMIT ${size}`);
}

/** The people of `plan_sample`, in the order of their ids, one at a time. */
export function samplePeople(warehouse: Warehouse, statistics: StatisticsTable['name']): AsyncGenerator<Person> {
  return people(warehouse, statement({ statistics, recentSince: Number.MAX_SAFE_INTEGER, among: sql`recipient_id IN (SELECT recipient_id FROM plan_sample)` }));
}

async function* people(warehouse: Warehouse, query: Sql): AsyncGenerator<Person> {
  const statistics = emptyStatistics();
  const shifted = emptyStatistics();
  for await (const rows of warehouse.stream<Row>(query)) {
    for (const row of rows) yield person(row, fill(statistics, row, 0), (shift) => fill(shifted, row, shift));
  }
}

function fill(statistics: Statistics, { groups, prefetched, opens_count: opensCount }: Row, shift: number): Statistics {
  clearStatistics(statistics);
  addGroups(statistics, groups ?? [], shift);
  statistics.opensHidden = prefetched || !opensCount;
  return statistics;
}

/** A list of numbers a person is read several times faster than a row a group; groups come in a fixed order, so that sums are the same on every run. */
function statement({ statistics, recentSince, among }: { readonly statistics: StatisticsTable['name']; readonly recentSince: number; readonly among: Sql }): Sql {
  const numbers = join(GROUP_COLUMNS.map((name) => sql`CAST(${raw(name)} AS DOUBLE)`), ', ');
  return sql`
    SELECT people.recipient_id, zone, zone_source, domain, works, place, opens_count, before_s, prefetched.recipient_id IS NOT NULL AS prefetched, recent, groups,
      asking, barred_by AS ask_barred, rest_reason AS ask_reason, not_before_s AS ask_from
    FROM (SELECT * FROM plan_recipients WHERE ${among}) AS people
    LEFT JOIN (
      SELECT recipient_id, flatten(list([${numbers}] ORDER BY slot, last_lag, engaged)) AS groups FROM ${raw(statistics)}
      WHERE ${among} GROUP BY recipient_id) AS statistics ON statistics.recipient_id = people.recipient_id
    LEFT JOIN (
      SELECT recipient_id, list(sent_s ORDER BY sent_s DESC) AS recent FROM (
        SELECT recipient_id, sent_s FROM plan_sends WHERE NOT triggered AND sent_s >= ${recentSince} UNION ALL SELECT recipient_id, sent_s FROM plan_planned)
      GROUP BY recipient_id) AS sends ON sends.recipient_id = people.recipient_id
    LEFT JOIN plan_series AS series ON series.recipient_id = people.recipient_id
    LEFT JOIN plan_asks AS asks ON asks.recipient_id = people.recipient_id CROSS JOIN (SELECT count(*) > 0 AS asking FROM plan_asks)
    LEFT JOIN plan_prefetched AS prefetched ON prefetched.recipient_id = people.recipient_id
    ORDER BY people.recipient_id`;
}

function addGroups(statistics: Statistics, numbers: readonly number[], shift: number): void {
  for (let at = 0; at < numbers.length; at += GROUP_COLUMNS.length) {
    const [slot, lastLag, engaged, messages, weight, atOnce, first, second, last] = numbers.slice(at, at + GROUP_COLUMNS.length) as [number, number, number, number, number, number, number, number, number];
    addMessageGroup(statistics, { slot: (slot + shift + HOURS_IN_WEEK) % HOURS_IN_WEEK, last_lag: lastLag, engaged: engaged === 1, messages, weight, at_once: atOnce, hours_first: first, hours_second: second, hours_last: last });
  }
}

function person(row: Row, statistics: Statistics, statisticsAt: Person['statisticsAt']): Person {
  return {
    recipientId: row.recipient_id, zone: row.zone, zoneSource: row.zone_source, domain: row.domain, works: row.works,
    place: row.place, opensCount: row.opens_count, otherSends: row.recent ?? [], stepBefore: row.before_s, ask: askOf(row), plausibleZones: [], statistics, statisticsAt,
  };
}

/** Who has no row is not asked. */
function askOf({ asking, ask_barred: barredBy, ask_reason: reason, ask_from: from }: Row): AskRest | null {
  if (!asking) return null;
  return reason === null ? { barredBy: 'not_in_asks', reason: '', notBefore: 0 } : { barredBy, reason, notBefore: from ?? 0 };
}
