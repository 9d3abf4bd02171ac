import { offsetAt } from './zone-offsets.js';
import type { ZoneOffsets } from './zone-offsets.js';

/** An instant (epoch seconds) on the zone's clock: `2026-12-03T19:24:00+01:00`. */
export function localTime(zone: ZoneOffsets, second: number): string {
  const offset = offsetAt(zone, second);
  return clockTime(second + offset) + offsetText(offset);
}

/** An instant in UTC: `2026-12-03T18:24:00Z`. */
export function utcTime(second: number): string {
  return `${clockTime(second)}Z`;
}

const HOUR = 3600;
const DAY = 24 * HOUR;

/** The date of a wall time, given as the seconds since 1970 that a clock on UTC would count to it: `2026-12-03`. */
export const dateText = writtenOnce((wallSecond) => Math.floor(wallSecond / DAY), (day) => new Date(day * DAY * 1000).toISOString().slice(0, 10));

/** `2026-12-03T18:`. */
const hourText = writtenOnce((wallSecond) => Math.floor(wallSecond / HOUR), (hour) => `${dateText(hour * HOUR)}T${two(hour - Math.floor(hour / 24) * 24)}:`);

const offsetText = writtenOnce((offset) => offset, (offset) => {
  const minutes = Math.abs(Math.round(offset / 60));
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
});

const MINUTES = Array.from({ length: 60 }, (_, minute) => `${two(minute)}:00`);

/** `2026-12-03T18:24:00`. */
function clockTime(wallSecond: number): string {
  const inHour = Math.floor(wallSecond) - Math.floor(wallSecond / HOUR) * HOUR;
  const minute = Math.floor(inHour / 60);
  return hourText(wallSecond) + (inHour % 60 === 0 ? MINUTES[minute]! : `${two(minute)}:${two(inHour % 60)}`);
}

/** A plan writes a million instants of some hundred hours: text is kept by its key. */
function writtenOnce(keyOf: (value: number) => number, write: (key: number) => string): (value: number) => string {
  const written = new Map<number, string>();
  return (value) => {
    const key = keyOf(value);
    const known = written.get(key);
    if (known !== undefined) return known;
    const text = write(key);
    written.set(key, text);
    return text;
  };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
