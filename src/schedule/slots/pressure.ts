import type { ScheduleConfig } from '../schedule-config.js';
import { offsetAt } from '../zones/zone-offsets.js';
import type { ZoneOffsets } from '../zones/zone-offsets.js';
import type { SpanHour } from './span-hours.js';

export type PressureConstraint = 'minimum_gap' | 'frequency_cap';

export const WEEK_SECONDS = 7 * 86_400;

/** Why an hour comes too soon after other mail of this sender; null when it does not. `recentSends` in epoch seconds. */
export function pressureRefusal(hour: SpanHour, recentSends: readonly number[], zone: ZoneOffsets, config: ScheduleConfig): PressureConstraint | null {
  if (recentSends.length === 0) return null;
  const { minimumGapHours, frequencyCap } = config;
  if (recentSends.some((sent) => hour.start - sent < minimumGapHours * 3600)) return 'minimum_gap';
  const thatDay = recentSends.filter((sent) => localDate(sent, zone) === hour.date).length;
  const thatWeek = recentSends.filter((sent) => hour.start - sent < WEEK_SECONDS).length;
  return thatDay >= frequencyCap.perDay || thatWeek >= frequencyCap.perWeek ? 'frequency_cap' : null;
}

function localDate(second: number, zone: ZoneOffsets): string {
  return new Date((second + offsetAt(zone, second)) * 1000).toISOString().slice(0, 10);
}
