import type { ScheduleConfig } from '../schedule-config.js';
import { offsetAt } from '../zones/zone-offsets.js';
import type { ZoneOffsets } from '../zones/zone-offsets.js';
import type { SpanHour } from './span-hours.js';

export type PressureConstraint = 'minimum_gap' | 'frequency_cap';

export const WEEK_SECONDS = 7 * 86_400;

/** Says why an hour comes too soon after this sender's other mail (epoch seconds) to the same person; null when it does not. */
export function pressure(recentSends: readonly number[], zone: ZoneOffsets, { minimumGapHours, frequencyCap }: ScheduleConfig): (hour: SpanHour) => PressureConstraint | null {
  if (recentSends.length === 0) return () => null;
  const last = Math.max(...recentSends);
  const dates = recentSends.map((sent) => new Date((sent + offsetAt(zone, sent)) * 1000).toISOString().slice(0, 10));
  return ({ start, date }) => {
    if (start - last < minimumGapHours * 3600) return 'minimum_gap';
    const thatWeek = recentSends.filter((sent) => start - sent < WEEK_SECONDS).length;
    const thatDay = dates.filter((sent) => sent === date).length;
    return thatDay >= frequencyCap.perDay || thatWeek >= frequencyCap.perWeek ? 'frequency_cap' : null;
  };
}
