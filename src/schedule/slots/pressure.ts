import type { ScheduleConfig } from '../schedule-config.js';
import { offsetAt } from '../zones/zone-offsets.js';
import type { ZoneOffsets } from '../zones/zone-offsets.js';
import type { SpanHour } from './span-hours.js';

export type PressureConstraint = 'minimum_gap' | 'frequency_cap';

export const WEEK_SECONDS = 7 * 86_400;

/** Says why an hour is too near to this sender's other mail (epoch seconds, sent or planned) to the same person; null when it is not. */
export function pressure(otherSends: readonly number[], zone: ZoneOffsets, { minimumGapHours, frequencyCap }: ScheduleConfig): (hour: SpanHour) => PressureConstraint | null {
  if (otherSends.length === 0) return () => null;
  const gap = minimumGapHours * 3600;
  const dates = otherSends.map((sent) => new Date((sent + offsetAt(zone, sent)) * 1000).toISOString().slice(0, 10));
  return ({ start, end, date }) => {
    if (otherSends.some((sent) => start - sent < gap && sent - end < gap)) return 'minimum_gap';
    const thatDay = dates.filter((sent) => sent === date).length;
    return thatDay >= frequencyCap.perDay || mostInAWeek(otherSends, start, end) >= frequencyCap.perWeek ? 'frequency_cap' : null;
  };
}

/** The most sends that any seven days hold which also hold a moment of the hour. */
function mostInAWeek(otherSends: readonly number[], start: number, end: number): number {
  const lasts = [start, ...otherSends.filter((sent) => sent > start && sent - end < WEEK_SECONDS)];
  return Math.max(...lasts.map((last) => otherSends.filter((sent) => sent <= last && last - sent < WEEK_SECONDS).length));
}
