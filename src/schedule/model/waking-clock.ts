import { scaleToMeanOne } from '#stats/scale-to-mean-one.js';
import { HOURS_IN_WEEK, isOfficeHour } from './hour-of-week.js';

const NIGHT = 0.25;
const OFFICE = 1.6;

/**
 * How fast new mail pushes a mail down, by hour of the week, mean 1: slowly at night, fastest in office hours. It is shipped, not
 * fitted: a decay fitted from pooled open delays mistakes the difference between people for the ageing of a mail.
 */
export const WAKING_CLOCK: Float64Array = scaleToMeanOne(Array.from({ length: HOURS_IN_WEEK }, (_, hourOfWeek) => pace(hourOfWeek)));

/** Part of the pace of an open hour at which business mail arrives in a closed one: our own. */
const AFTER_HOURS = 0.1;
const OFFICE_PACE = Math.max(...WAKING_CLOCK);

/** The same for somebody at work, who sees the mail of closed hours on top when the next open one begins. */
export function workingClock(open: readonly boolean[]): Float64Array {
  return Float64Array.from(open, (isOpen) => (isOpen ? 1 : AFTER_HOURS) * OFFICE_PACE);
}

function pace(hourOfWeek: number): number {
  const hour = hourOfWeek % 24;
  if (hour >= 23 || hour < 7) return NIGHT;
  return isOfficeHour(hourOfWeek) ? OFFICE : 1;
}
