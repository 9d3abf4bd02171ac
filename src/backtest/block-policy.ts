import type { DayWindow } from '#schedule/schedule-config.js';
import { HOURS_IN_WEEK } from '#schedule/model/hour-of-week.js';

/** What a policy does with one person: any of these hours of the local week, each as likely. */
export type PolicyHours = readonly number[];

/** Which hours of the local week are open all of the hour. */
export function openHours(quiet: DayWindow | null): readonly boolean[] {
  return Array.from({ length: HOURS_IN_WEEK }, (_, hour) => quiet === null || !overlaps(quiet, (hour % 24) * 60));
}

function overlaps({ from, until }: DayWindow, start: number): boolean {
  const end = start + 60;
  return from < until ? start < until && end > from : start < until || end > from;
}

/**
 * The plan at a coarser grain: of the blocks of `width` hours that the week falls into from Monday 00:00 on, the one with the best mean rate
 * of its open hours. Where nothing is open nobody is sent anything.
 */
export function bestBlock(rates: Float64Array, open: readonly boolean[], width: number): PolicyHours {
  let best: PolicyHours = [];
  let highest = -Infinity;
  for (let start = 0; start < HOURS_IN_WEEK; start += width) {
    const hours = blockOf(start, width).filter((hour) => open[hour]);
    const mean = hours.reduce((sum, hour) => sum + rates[hour]!, 0) / hours.length;
    if (mean > highest) [best, highest] = [hours, mean];
  }
  return best;
}

/** The block that an hour lies in. */
export function blockOf(hour: number, width: number): PolicyHours {
  const start = hour - (hour % width);
  return Array.from({ length: width }, (_, index) => start + index);
}
