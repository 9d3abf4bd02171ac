import { insertBatch } from '#audience/insert-rows.js';
import { sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { REPLY_LIFETIME_HOURS } from '../model/goal-model.js';
import type { HolidayRule } from '../schedule-config.js';
import { calendarPlace, holidayBook } from '../slots/holidays.js';
import type { ClosedTime } from '../slots/holidays.js';

const DAY = 86_400;

/**
 * Makes `plan_work_holidays`: when the next holiday begins, by place (that of `plan_recipients`, else an explicit zone) and local day (days since 1970), of days
 * so near to one that it may end the wait for a reply. Times are seconds of the wall clock. Needs `plan_recipients`.
 */
export async function makeWorkHolidays(warehouse: Warehouse, span: { readonly from: number; readonly until: number }, rule: HolidayRule | null): Promise<void> {
  const holidays = holidayBook(span, rule);
  const places = await warehouse.all<{ place: string | null; zone: string | null }>(sql`
    SELECT DISTINCT place, CASE WHEN place IS NULL THEN zone END AS zone FROM plan_recipients WHERE place IS NOT NULL OR zone_source = 'explicit' ORDER BY 1, 2`);
  const rows = places.flatMap(({ place, zone }) => [...nextHolidays(holidays(calendarPlace(place, zone)).closed)].map(([day, from]) => [place ?? zone, String(day), String(from)] as const));
  await warehouse.run(sql`CREATE OR REPLACE TABLE plan_work_holidays (place VARCHAR, day INTEGER, from_s DOUBLE)`);
  await insertBatch(warehouse, sql`plan_work_holidays`, rows);
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
