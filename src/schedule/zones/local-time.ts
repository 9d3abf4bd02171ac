import { offsetAt } from './zone-offsets.js';
import type { ZoneOffsets } from './zone-offsets.js';

/** An instant (epoch seconds) on the zone's clock: `2026-12-03T19:24:00+01:00`. */
export function localTime(zone: ZoneOffsets, second: number): string {
  const offset = offsetAt(zone, second);
  const minutes = Math.abs(Math.round(offset / 60));
  const clock = new Date((second + offset) * 1000).toISOString().slice(0, 19);
  return `${clock}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** An instant in UTC: `2026-12-03T18:24:00Z`. */
export function utcTime(second: number): string {
  return `${new Date(second * 1000).toISOString().slice(0, 19)}Z`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
