import { DECAY, ENGAGEMENT_CLOCKS, pullParts, pullTable } from './decay-table.js';
import type { PullPart } from './decay-table.js';
import { HOURS_IN_WEEK } from './hour-of-week.js';
import { workingClock } from './waking-clock.js';

/** What a goal means to the model. Hours of the week are the recipient's. */
export interface GoalModel {
  /** Whether opens count: who hides them needs a level of their own then. */
  readonly countsOpens: boolean;
  /** What is left of a mail's pull in hour cell `lag` after a send in `slot`, at `decay[slot * lags + lag]`; 0: no hour in which the goal is waited for. */
  readonly decay: Float64Array;
  /** The same in parts. */
  readonly parts: readonly [PullPart, PullPart];
  /** By slot: clock hours after the send within which the goal counts as reached. */
  readonly horizons: readonly number[];
}

/** A mail that was not answered within this many clock hours counts as never: so that the working hours of a horizon fit in, whichever hour it went out. Our own. */
export const REPLY_LIFETIME_HOURS = HOURS_IN_WEEK;

const ENGAGEMENT_PARTS = pullParts(ENGAGEMENT_CLOCKS);

/** Any engagement, in clock hours. */
export function engagementModel(horizonHours: number): GoalModel {
  return { countsOpens: true, decay: DECAY, parts: ENGAGEMENT_PARTS, horizons: Array.from({ length: HOURS_IN_WEEK }, () => horizonHours) };
}

/**
 * A reply, in working time: mail ages in open hours only, and is buried in closed ones by what little arrives then; replies are waited for in open hours. There
 * must be at least as many open hours in a week as the horizon has.
 */
export function replyModel(isOpen: (hourOfWeek: number) => boolean, horizonHours: number): GoalModel {
  const open = Array.from({ length: HOURS_IN_WEEK }, (_, hourOfWeek) => isOpen(hourOfWeek));
  const clocks = { burial: workingClock(open), ageing: open.map(Number), open, lifetimeHours: REPLY_LIFETIME_HOURS };
  return {
    countsOpens: false, decay: pullTable(clocks), parts: pullParts(clocks),
    horizons: open.map((_, slot) => clockHours(open, slot, Math.max(1, Math.round(horizonHours)))),
  };
}

/** Clock hours until so many open ones have passed: exact for a send in an open hour, half an hour short for one in a closed hour. */
function clockHours(open: readonly boolean[], slot: number, openHours: number): number {
  let lag = 0;
  for (let passed = 0; passed < openHours && lag < REPLY_LIFETIME_HOURS;) if (open[(slot + ++lag) % HOURS_IN_WEEK]) passed++;
  return lag;
}

/** Hour cells that the lifetime touches: the send's own and as many as it has hours. */
export function lagsOf(decay: Float64Array): number {
  return decay.length / HOURS_IN_WEEK;
}
