import type { OfficeHours } from '../schedule-config.js';
import { inOfficeHours } from './span-hours.js';

/** Weighted engagements outside of the office hours: what speaks for somebody who reads this address's mail in the evening. 0 where nothing asks. */
export function engagedOutside(engagements: Float64Array, officeHours: OfficeHours, daysEarlier: number): number {
  if (officeHours.unlessEngagedOutside === Infinity) return 0;
  return engagements.reduce((sum, count, hourOfWeek) => sum + (inOfficeHours(hourOfWeek, officeHours, daysEarlier) ? 0 : count), 0);
}
