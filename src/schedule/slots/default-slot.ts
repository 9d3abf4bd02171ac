import { EPOCH_HOUR_OF_WEEK, HOURS_IN_WEEK } from '../model/hour-of-week.js';
import { offsetAt } from '../zones/zone-offsets.js';
import type { ZoneOffsets } from '../zones/zone-offsets.js';
import type { SpanHour } from './span-hours.js';

/** Tuesday, ten o'clock: what a sender without a plan most often does. */
const USUAL_HOUR_OF_WEEK = 24 + 10;

/** When everybody would get the mail without a plan: the first Tuesday at ten of the span, else its first day at ten, else its start. */
export function defaultSlot(hours: readonly SpanHour[]): SpanHour | undefined {
  return hours.find(({ hourOfWeek }) => hourOfWeek === USUAL_HOUR_OF_WEEK) ?? hours.find(({ hourOfWeek }) => hourOfWeek % 24 === USUAL_HOUR_OF_WEEK % 24) ?? hours[0];
}

/** Hour of the week that the zone's clocks show at an instant (epoch seconds). */
export function hourOfWeekAt(zone: ZoneOffsets, second: number): number {
  return (Math.floor((second + offsetAt(zone, second)) / 3600) + EPOCH_HOUR_OF_WEEK) % HOURS_IN_WEEK;
}
