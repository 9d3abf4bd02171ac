import { sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { REPLY_LIFETIME_HOURS } from '../model/goal-model.js';
import type { HolidayRule } from '../schedule-config.js';
import { calendarPlace, holidayBook } from '../slots/holidays.js';
import type { ClosedTime } from '../slots/holidays.js';

const DAY = 86_400;

/**
 * By place (that of `plan_recipients`, else an explicit zone): when the next holiday begins, by local day (days since 1970), of days so near to one that it may end the wait for a reply. Times are
 * seconds of the wall clock.
 */
export type WorkCalendars = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** Of the places of `plan_recipients`. */
export async function workCalendars(warehouse: Warehouse, span: { readonly from: number; readonly until: number }, rule: HolidayRule | null): Promise<WorkCalendars> {
  const holidays = holidayBook(span, rule);
  const places = await warehouse.all<{ place: string | null; zone: string | null }>(sql`
    SELECT DISTINCT place, CASE WHEN place IS NULL THEN zone END AS zone FROM plan_recipients WHERE place IS NOT NULL OR zone_source = 'explicit' ORDER BY 1, 2`);
  return new Map(places.map(({ place, zone }) => [place ?? zone!, nextHolidays(holidays(calendarPlace(place, zone)).closed)]));
}

/** Seconds that a mail of a local instant is watched for. A holiday ends the watch: what comes after it is no longer told from a slow reply. Mail of a holiday teaches nothing. */
export function waitForReply(calendar: ReadonlyMap<number, number> | undefined, local: number): number {
  const longest = REPLY_LIFETIME_HOURS * 3600;
  const holiday = calendar?.get(Math.floor(local / DAY));
  return holiday === undefined ? longest : Math.min(longest, Math.max(0, holiday - local));
}

/** By day, when the first holiday begins that is not over then. */
function nextHolidays(closed: readonly ClosedTime[]): ReadonlyMap<number, number> {
  const next = new Map<number, number>();
  for (const { from, until } of closed) {
    const first = Math.floor(from / DAY) - REPLY_LIFETIME_HOURS / 24;
    for (let day = first; day * DAY < until; day++) next.set(day, Math.min(from, next.get(day) ?? Infinity));
  }
  return next;
}
