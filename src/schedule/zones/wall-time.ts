import { offsetAt } from './zone-offsets.js';
import type { ZoneOffsets } from './zone-offsets.js';

const DAY = 86_400;

/**
 * The instant (epoch seconds) at which the zone's clocks show a wall time, given as the seconds since 1970 that a clock on UTC would
 * count to it. A wall time that the clocks skip moves forward by what they skip; one that they show twice is the first of the two.
 */
export function instantOfWallTime(zone: ZoneOffsets, wallSeconds: number): number {
  const before = offsetAt(zone, wallSeconds - DAY);
  const after = offsetAt(zone, wallSeconds + DAY);
  const early = wallSeconds - Math.max(before, after);
  const late = wallSeconds - Math.min(before, after);
  if (early + offsetAt(zone, early) === wallSeconds) return early;
  if (late + offsetAt(zone, late) === wallSeconds) return late;
  return wallSeconds - before;
}
