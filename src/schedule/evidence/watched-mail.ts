import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { EPOCH_HOUR_OF_WEEK, HOURS_IN_WEEK } from '../model/hour-of-week.js';
import { offsetAt } from '../zones/zone-offsets.js';
import type { ZoneOffsets } from '../zones/zone-offsets.js';
import { CELL_LAGS } from './message-groups.js';

/** Days after which a message counts half: people change jobs, shifts and children. */
const HALF_LIFE_DAYS = 240;
const HOUR = 3600;
const DAY = 86_400;

/** On which clock each person lives, by their number. */
export interface Clocks {
  readonly zones: readonly ZoneOffsets[];
  /** Index of the person's zone. */
  readonly zoneOf: Uint16Array;
}

/** Of the people that a condition holds for. Needs `plan_recipients` and `plan_zones`. */
export async function readClocks(warehouse: Warehouse, among: Sql): Promise<Clocks> {
  const rows = await warehouse.all<{ zone: string; number: number; offsets: number[]; starts: number[] }>(sql`
    SELECT zone, zone_number AS number, list(offset_s ORDER BY from_s) AS offsets, list(from_s ORDER BY from_s) AS starts FROM plan_zones GROUP BY ALL ORDER BY zone_number`);
  const [last] = await warehouse.all<{ person: number | null }>(sql`SELECT max(person) AS person FROM plan_recipients WHERE ${among}`);
  const zoneOf = new Uint16Array((last?.person ?? -1) + 1);
  const people = warehouse.streamNumbers(sql`
    SELECT CAST(person AS DOUBLE), CAST(zone_number AS DOUBLE) FROM plan_recipients JOIN (SELECT DISTINCT zone, zone_number FROM plan_zones) AS numbers ON numbers.zone = plan_recipients.zone WHERE ${among}`);
  for await (const [numbers, zones] of people) for (let row = 0; row < numbers!.length; row++) zoneOf[numbers![row]!] = zones![row]!;
  return { zones: rows.map(({ zone, starts, offsets }) => ({ zone, starts, offsets })), zoneOf };
}

/**
 * Mail as it was seen at an instant (chunks of `mailUntil`), for `messageGroups` to sum up: `cell`, what tells a person's groups apart (slot, lag of the end, whether that was an engagement);
 * when within the hour it went out, as a fraction; hours watched or until the engagement; weight. With `horizons` in hours, by slot, also the day (since 1970, UTC), and whether it was engaged with
 * within the horizon; mail that has not been watched for so long is left out then.
 */
export async function* watchedMail(chunks: AsyncIterable<readonly Float64Array[]>, { zones, zoneOf }: Clocks, asOf: Date, horizons?: readonly number[]): AsyncGenerator<readonly Float64Array[]> {
  const then = asOf.getTime() / 1000;
  const weightOf = recencyWeight(then);
  for await (const chunk of chunks) {
    const [people, sent, engaged, watch, scheduled] = chunk as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
    const columns = Array.from({ length: horizons === undefined ? 6 : 8 }, () => new Float64Array(people.length));
    const [of, cells, minutes, stops, weights, isScheduled, days, reached] = columns as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
    let count = 0;
    for (let row = 0; row < people.length; row++) {
      const at = sent[row]!;
      const hours = (at + offsetAt(zones[zoneOf[people[row]!]!]!, at)) / HOUR;
      const slot = (Math.floor(hours) + EPOCH_HOUR_OF_WEEK) % HOURS_IN_WEEK;
      const watched = Math.min(watch[row]! / HOUR, (then - at) / HOUR);
      const delay = (engaged[row]! - at) / HOUR;
      const stop = Math.min(delay, watched);
      if (horizons !== undefined) {
        if (watched < horizons[slot]!) continue;
        days[count] = Math.floor(at / DAY);
        reached[count] = delay <= watched && stop <= horizons[slot]! ? 1 : 0;
      }
      of[count] = people[row]!;
      minutes[count] = hours - Math.floor(hours);
      cells[count] = (slot * CELL_LAGS + Math.floor(minutes[count]! + stop)) * 2 + (delay <= watched ? 1 : 0);
      stops[count] = stop;
      weights[count] = weightOf(at);
      isScheduled[count++] = scheduled[row]!;
    }
    yield columns.map((column) => column.subarray(0, count));
  }
}

/** Instants whose weights are kept, each in a place of its own but for those that share it: a campaign goes to many within few seconds. */
const KEPT = 4096;

/** What a mail of an instant (epoch seconds) weighs at another one. */
function recencyWeight(then: number): (sent: number) => number {
  const instants = new Float64Array(KEPT).fill(NaN);
  const weights = new Float64Array(KEPT);
  return (sent) => {
    const place = Math.abs(Math.trunc(sent)) % KEPT;
    if (instants[place] !== sent) {
      instants[place] = sent;
      weights[place] = Math.pow(0.5, (then - sent) / (HALF_LIFE_DAYS * DAY));
    }
    return weights[place]!;
  };
}
