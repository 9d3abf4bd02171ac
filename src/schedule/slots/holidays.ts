import Holidays from 'date-holidays';
import { zoneCountry } from '../zones/zone-of-country.js';
import type { HolidayRule } from '../schedule-config.js';
import { regionCode } from './region-code.js';

/** Wall times, as the seconds since 1970 that a clock on UTC would count to them; `until` is exclusive. */
export interface ClosedTime {
  readonly from: number;
  readonly until: number;
}

/** The holidays of a place; `key` is the same for places with the same ones. */
export interface PlaceHolidays {
  readonly key: string;
  readonly closed: readonly ClosedTime[];
}

const NONE: PlaceHolidays = { key: '', closed: [] };
const DAY = 86_400;

/**
 * Looks up the holidays of a country (`DE`) or of a region of it (`DE-BY`, `DE-BAYERN`) in a span of epoch seconds. Each place is worked out once; a
 * region that date-holidays does not know has its country's.
 */
export function holidayBook({ from, until }: { readonly from: number; readonly until: number }, rule: HolidayRule | null): (place: string | null) => PlaceHolidays {
  const places = new Map<string, PlaceHolidays>();
  return (place) => {
    if (place === null || rule === null) return NONE;
    const [country = ''] = place.split('-', 1);
    const region = regionCode(country, place.slice(country.length + 1));
    const key = region === undefined ? country : `${country}-${region}`;
    const found = places.get(key) ?? { key, closed: closedTimes(region === undefined ? new Holidays(country) : new Holidays(country, region), from, until, rule) };
    places.set(key, found);
    return found;
  };
}

/** Wall times run up to a day ahead of UTC and behind it. */
function closedTimes(calendar: Holidays, from: number, until: number, { categories }: HolidayRule): readonly ClosedTime[] {
  const [first, last] = [new Date((from - DAY) * 1000).getUTCFullYear(), new Date((until + DAY) * 1000).getUTCFullYear()];
  const times: ClosedTime[] = [];
  for (let year = first; year <= last; year++) {
    for (const { date, start, end, type } of calendar.getHolidays(year)) {
      if (!categories.some((category) => category === type)) continue;
      const begins = Date.parse(`${date.slice(0, 10)}T${date.slice(11, 19)}Z`) / 1000;
      times.push({ from: begins, until: begins + (end.getTime() - start.getTime()) / 1000 });
    }
  }
  return times.filter((time) => time.until > from - DAY && time.from < until + DAY);
}

/** Where the calendar of a recipient without a country is looked up: the country that the zone belongs to. */
export function calendarPlace(place: string | null, zone: string | null): string | null {
  return place ?? (zone === null ? null : zoneCountry(zone) ?? null);
}
