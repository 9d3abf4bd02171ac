import { IANAZone } from 'luxon';

/** UTC offsets of a zone over a span: from second `starts[i]` (epoch, UTC) on the clocks show UTC plus `offsets[i]` seconds. */
export interface ZoneOffsets {
  readonly zone: string;
  readonly starts: readonly number[];
  readonly offsets: readonly number[];
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * The zone's offsets between two instants (milliseconds), found by stepping a day at a time: luxon answers 0.2 million instants a
 * second, this table fifty million. Two changes within one day would be missed; no zone has made them since 1970.
 */
export function zoneOffsets(zone: string, from: number, until: number): ZoneOffsets {
  const clock = IANAZone.create(zone);
  const starts = [Math.floor(from / 1000)];
  const offsets = [clock.offset(from) * 60];
  for (let day = from; day < until; day += DAY) {
    const before = offsets.at(-1)! / 60;
    if (clock.offset(day + DAY) === before) continue;
    const change = firstMinuteAfter(clock, before, day, day + DAY);
    starts.push(change / 1000);
    offsets.push(clock.offset(change) * 60);
  }
  return { zone, starts, offsets };
}

/** The first whole minute in (low, high] with another offset. */
function firstMinuteAfter(clock: IANAZone, before: number, low: number, high: number): number {
  let [same, other] = [Math.floor(low / MINUTE), Math.ceil(high / MINUTE)];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (clock.offset(middle * MINUTE) === before) same = middle;
    else other = middle;
  }
  return other * MINUTE;
}

/** UTC offset in seconds at an instant (epoch seconds). */
export function offsetAt({ starts, offsets }: ZoneOffsets, second: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= second) low = middle;
    else high = middle;
  }
  return offsets[low]!;
}

/** When the clocks are changed next after an instant (epoch seconds); Infinity when they are not within the table. */
export function nextChange({ starts }: ZoneOffsets, second: number): number {
  return starts.find((start) => start > second) ?? Infinity;
}
