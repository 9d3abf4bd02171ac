import { scaleToMeanOne } from '#stats/scale-to-mean-one.js';
import { HOURS_IN_WEEK, isWeekend } from './hour-of-week.js';

const NIGHT = 0.25;
const OFFICE = 1.6;

/**
 * How fast new mail pushes a mail down, by hour of the week, mean 1: slowly at night, fastest in office hours. It is shipped, not
 * fitted: a decay fitted from pooled open delays mistakes the difference between people for the ageing of a mail.
 */
export const WAKING_CLOCK: Float64Array = scaleToMeanOne(Array.from({ length: HOURS_IN_WEEK }, (_, hourOfWeek) => pace(hourOfWeek)));

function pace(hourOfWeek: number): number {
  const hour = hourOfWeek % 24;
  if (hour >= 23 || hour < 7) return NIGHT;
  return !isWeekend(hourOfWeek) && hour >= 8 && hour < 18 ? OFFICE : 1;
}
