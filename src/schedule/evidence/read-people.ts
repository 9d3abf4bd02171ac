import { join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { addMessageGroup, clearStatistics, emptyStatistics } from '../model/statistics.js';
import type { MessageGroup, Statistics } from '../model/statistics.js';
import type { StatisticsTable } from './statistics.js';

/** One recipient with all that the planner knows of them. `statistics` is reused for the next one. */
export interface Person {
  readonly recipientId: string;
  readonly zone: string;
  readonly zoneSource: 'explicit' | 'region' | 'country' | 'default';
  readonly domain: string | null;
  readonly works: boolean;
  readonly daysEarlier: number;
  readonly opensCount: boolean;
  /** Epoch seconds of the scheduled mail of the last days, newest first. */
  readonly recentSends: readonly number[];
  readonly statistics: Statistics;
}

interface Row extends Record<string, unknown> {
  readonly recipient_id: string;
  readonly zone: string;
  readonly zone_source: Person['zoneSource'];
  readonly domain: string | null;
  readonly works: boolean;
  readonly days_earlier: number;
  readonly opens_count: boolean;
  readonly recent: readonly number[] | null;
}

const GROUP_COLUMNS = ['slot', 'last_lag', 'engaged', 'messages', 'weight', 'at_once', 'hours_first', 'hours_second', 'hours_last'];

/**
 * All recipients in the order of their ids (code points), one at a time. `recentSince` is an instant in epoch seconds. Rows of one person
 * come in a fixed order, so that sums are the same on every run.
 */
export function readPeople(warehouse: Warehouse, recentSince: number): AsyncGenerator<Person> {
  return people(warehouse, sql`plan_recipients`, 'plan_statistics', recentSince);
}

/** Which people of a table of statistics stand for all: up to `size`, chosen by a hash of their ids and the seed. */
export interface SampleOf {
  readonly statistics: StatisticsTable['name'];
  readonly size: number;
  readonly seed: number;
}

/** The people of a sample, in the order of their ids, one at a time. */
export function samplePeople(warehouse: Warehouse, sample: SampleOf): AsyncGenerator<Person> {
  return people(warehouse, sql`(SELECT * FROM plan_recipients WHERE recipient_id IN (${sampledIds(sample)}))`, sample.statistics, Number.MAX_SAFE_INTEGER);
}

/** Selects the ids of a sample. */
export function sampledIds({ statistics, size, seed }: SampleOf): Sql {
  return sql`
    SELECT recipient_id FROM (SELECT DISTINCT recipient_id FROM ${raw(statistics)})
    ORDER BY md5(recipient_id || ${String(seed)}), recipient_id LIMIT ${size}`;
}

async function* people(warehouse: Warehouse, from: Sql, table: StatisticsTable['name'], recentSince: number): AsyncGenerator<Person> {
  const statistics = emptyStatistics();
  let current: Row | undefined;
  for await (const rows of warehouse.stream<Row & (MessageGroup | { readonly slot: null })>(statement(from, table, recentSince))) {
    for (const row of rows) {
      if (row.recipient_id !== current?.recipient_id) {
        if (current !== undefined) yield person(current, statistics);
        clearStatistics(statistics);
        current = row;
      }
      if (row.slot !== null) addMessageGroup(statistics, row);
    }
  }
  if (current !== undefined) yield person(current, statistics);
}

function statement(from: Sql, table: StatisticsTable['name'], recentSince: number): Sql {
  const columns = join(GROUP_COLUMNS.map((name) => sql`statistics.${raw(name)}`), ', ');
  return sql`
    SELECT people.recipient_id, zone, zone_source, domain, works, days_earlier, opens_count, recent, ${columns}
    FROM ${from} AS people
    LEFT JOIN ${raw(table)} AS statistics ON statistics.recipient_id = people.recipient_id
    LEFT JOIN (
      SELECT recipient_id, list(sent_s ORDER BY sent_s DESC) AS recent FROM plan_sends
      WHERE NOT triggered AND sent_s >= ${recentSince} GROUP BY recipient_id) AS sends ON sends.recipient_id = people.recipient_id
    ORDER BY people.recipient_id, slot, last_lag, engaged`;
}

function person(row: Row, statistics: Statistics): Person {
  return {
    recipientId: row.recipient_id, zone: row.zone, zoneSource: row.zone_source, domain: row.domain, works: row.works,
    daysEarlier: row.days_earlier, opensCount: row.opens_count, recentSends: row.recent ?? [], statistics,
  };
}
