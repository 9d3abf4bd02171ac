import { scaleToMeanOne } from '#stats/scale-to-mean-one.js';
import { HOURS_IN_WEEK, isWeekend } from './hour-of-week.js';

/** Hours 0 to 23. Generic on purpose: the rhythms of one trade (developers', say) are a worse start for everybody else. */
const WORKDAY = [0.3, 0.18, 0.12, 0.1, 0.12, 0.25, 0.6, 1, 1.3, 1.4, 1.4, 1.35, 1.3, 1.3, 1.3, 1.3, 1.3, 1.25, 1.2, 1.2, 1.25, 1.2, 0.95, 0.6];
const WEEKEND = [0.35, 0.2, 0.12, 0.1, 0.1, 0.15, 0.3, 0.55, 0.85, 1.05, 1.15, 1.15, 1.1, 1.05, 1, 1, 1, 1, 1, 1, 1, 1, 0.85, 0.55];

/** How a population that nothing is known of spreads its attention over the week, mean 1. */
export const DEFAULT_PROFILE: Float64Array = scaleToMeanOne(
  Array.from({ length: HOURS_IN_WEEK }, (_, hourOfWeek) => (isWeekend(hourOfWeek) ? WEEKEND : WORKDAY)[hourOfWeek % 24]!));
