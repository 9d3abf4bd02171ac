import { offsetAt } from './zone-offsets.js';
import type { ZoneOffsets } from './zone-offsets.js';

/** An instant (epoch seconds) on the zone's clock: `2026-12-03T19:24:00+01:00`. */
export function localTime(zone: ZoneOffsets, second: number): string {
  const offset = offsetAt(zone, second);
  const minutes = Math.abs(Math.round(offset / 60));
  return `${clockTime(second + offset)}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** An instant in UTC: `2026-12-03T18:24:00Z`. */
export function utcTime(second: number): string {
  return `${clockTime(second)}Z`;
}

const DAY = 86_400;
const dates = new Map<number, string>();

/** The date of a wall time, given as the seconds since 1970 that a clock on UTC would count to it: `2026-12-03`. A day's is written once. */
export function dateText(wallSecond: number): string {
  const day = Math.floor(wallSecond / DAY);
  const known = dates.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * DAY * 1000).toISOString().slice(0, 10);
  dates.set(day, date);
  return date;
}

/** `2026-12-03T18:24:00`. */
function clockTime(wallSecond: number): string {
  const second = Math.floor(wallSecond) - Math.floor(wallSecond / DAY) * DAY;
  return `${dateText(wallSecond)}T${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
}

const TWO_DIGITS = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'));

function two(value: number): string {
  return TWO_DIGITS[value]!;
}
