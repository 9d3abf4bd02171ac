import { ConfigError } from '#errors.js';
import { HOURS_IN_WEEK } from './model/hour-of-week.js';
import { engagementModel, replyModel } from './model/goal-model.js';
import type { GoalModel } from './model/goal-model.js';
import type { OfficeHours, ScheduleConfig } from './schedule-config.js';
import { inOfficeHours } from './slots/span-hours.js';

/** Where the config sets no office hours. */
const USUAL_HOURS: OfficeHours = { from: 8 * 60, until: 18 * 60, days: [1, 2, 3, 4, 5], unlessEngagedOutside: Infinity };

/**
 * What the config's goal means to the model. Replies are waited for in the office hours of a week that begins on Monday, wherever somebody lives.
 * @throws ConfigError
 */
export function goalModelOf({ goal, horizonHours, officeHours }: ScheduleConfig): GoalModel {
  if (goal === 'engagement') return engagementModel(horizonHours);
  const isWorkingHour = (hourOfWeek: number): boolean => inOfficeHours(hourOfWeek, officeHours ?? USUAL_HOURS, 0);
  const working = Array.from({ length: HOURS_IN_WEEK }, (_, hourOfWeek) => hourOfWeek).filter(isWorkingHour).length;
  if (horizonHours > working) throw new ConfigError('schedule.horizon', `is ${String(horizonHours)} working hours, and a week has ${String(working)}`, 'Give a shorter one, or longer office hours.');
  return replyModel(isWorkingHour, horizonHours);
}
