import type { ScheduleConfig } from '../schedule-config.js';
import { dateText } from '../zones/local-time.js';
import { offsetAt } from '../zones/zone-offsets.js';
import type { ZoneOffsets } from '../zones/zone-offsets.js';
import type { SpanHour } from './span-hours.js';

export type PressureConstraint = 'minimum_gap' | 'frequency_cap';

export const WEEK_SECONDS = 7 * 86_400;

/** Says why an hour is too near to this sender's other mail (epoch seconds, sent or planned) to the same person; null when it is not. */
export function pressure(otherSends: readonly number[], zone: ZoneOffsets, { minimumGapHours, frequencyCap }: ScheduleConfig): (hour: SpanHour) => PressureConstraint | null {
  if (otherSends.length === 0) return () => null;
  const gap = minimumGapHours * 3600;
  const dates = otherSends.map((sent) => dateText(sent + offsetAt(zone, sent)));
  return ({ start, end, date }) => {
    let thatDay = 0;
    for (let index = 0; index < otherSends.length; index++) {
      const sent = otherSends[index]!;
      if (start - sent < gap && sent - end < gap) return 'minimum_gap';
      if (dates[index] === date) thatDay++;
    }
    return thatDay >= frequencyCap.perDay || mostInAWeek(otherSends, start, end) >= frequencyCap.perWeek ? 'frequency_cap' : null;
  };
}

/** The most sends that any seven days hold which also hold a moment of the hour. */
function mostInAWeek(otherSends: readonly number[], start: number, end: number): number {
  let most = inWeekTo(start, otherSends);
  for (const last of otherSends) if (last > start && last - end < WEEK_SECONDS) most = Math.max(most, inWeekTo(last, otherSends));
  return most;
}

function inWeekTo(last: number, otherSends: readonly number[]): number {
  let count = 0;
  for (const sent of otherSends) if (sent <= last && last - sent < WEEK_SECONDS) count++;
  return count;
}
