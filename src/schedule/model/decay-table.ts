import { HOURS_IN_WEEK } from './hour-of-week.js';
import { WAKING_CLOCK } from './waking-clock.js';

/** A mail that was not engaged with after this many hours counts as never. */
export const LIFETIME_HOURS = 72;
/** Hour cells that a mail's lifetime touches: the send's own and 72 more. */
export const LAGS = LIFETIME_HOURS + 1;

/** Share of its pull that a buried mail keeps. */
const FLOOR = 0.06;
/** Waking hours after which newer mail has pushed a mail down to 1/e; results hardly change between 5 and 12. */
export const BURIAL_HOURS = 8;
/** Clock hours after which a mail has aged to 1/e. */
const AGE_HOURS = 96;
/** When within its hour a mail goes out: the mean over these stands for any minute. */
const SEND_OFFSETS = [0.125, 0.375, 0.625, 0.875];

/** What `DECAY` is made of. */
export const ENGAGEMENT_CLOCKS: PullClocks = { burial: WAKING_CLOCK, lifetimeHours: LIFETIME_HOURS };

/**
 * What is left of a mail's pull in hour cell `lag` after a send in hour of the week `slot`, at `DECAY[slot * LAGS + lag]`: 1 for a
 * fresh mail, falling with the waking hours that have passed over it and slowly with its age.
 */
export const DECAY: Float64Array = decayTable(BURIAL_HOURS);

/** The same for mail that is buried within other than `BURIAL_HOURS`. */
export function decayTable(burialHours: number): Float64Array {
  return pullTable({ ...ENGAGEMENT_CLOCKS, burialHours });
}

/** The clocks that mail ages by, each the pace of an hour of the week. */
export interface PullClocks {
  /** Newer mail pushes a mail down. */
  readonly burial: Float64Array;
  readonly burialHours?: number;
  /** A mail ages; by the clock where nothing is said. */
  readonly ageing?: readonly number[];
  /** Hours in which a mail has any pull; all where nothing is said. */
  readonly open?: readonly boolean[];
  readonly lifetimeHours: number;
}

/** What is left of a mail's pull, cell by cell, as in `DECAY`, with `lifetimeHours` + 1 cells a slot. */
export function pullTable(clocks: PullClocks): Float64Array {
  const lags = clocks.lifetimeHours + 1;
  return Float64Array.from({ length: HOURS_IN_WEEK * lags }, (_, index) => meanDecay(Math.floor(index / lags), index % lags, clocks));
}

/** In the send's own cell an offset counts by what is left of the hour after it. */
function meanDecay(slot: number, lag: number, { burial, burialHours = BURIAL_HOURS, ageing, open }: PullClocks): number {
  if (open?.[(slot + lag) % HOURS_IN_WEEK] === false) return 0;
  let sum = 0;
  let weights = 0;
  for (const offset of SEND_OFFSETS) {
    const weight = lag === 0 ? 1 - offset : 1;
    const middle = (Math.max(offset, lag) + lag + 1) / 2;
    sum += weight * (FLOOR + (1 - FLOOR) * Math.exp(-paced(burial, slot + offset, slot + middle) / burialHours)) * Math.exp(-(ageing === undefined ? middle - offset : paced(ageing, slot + offset, slot + middle)) / AGE_HOURS);
    weights += weight;
  }
  return sum / weights;
}

/** Hours on a clock of such a pace between two moments, in hours since a Monday 00:00. */
function paced(pace: ArrayLike<number>, from: number, until: number): number {
  let hours = 0;
  for (let cell = Math.floor(from); cell < until; cell++) {
    hours += pace[cell % HOURS_IN_WEEK]! * (Math.min(cell + 1, until) - Math.max(cell, from));
  }
  return hours;
}

/** What of a mail's pull fades at one pace: `atSend[slot]` times `atHour[slot + lag]`, hours counted on into the next week. */
export interface PullPart {
  readonly atSend: Float64Array;
  readonly atHour: Float64Array;
}

/**
 * The pull of all cells but the send's own as the sum of two parts, the one that is buried and the one that stays: `exp(-(b - a))` is `exp(a) * exp(-b)`, so that whoever sums
 * pull over many cells needs no look at each pair of a slot and a cell.
 */
export function pullParts({ burial, burialHours = BURIAL_HOURS, ageing, open }: PullClocks): readonly [buried: PullPart, staying: PullPart] {
  const aged = (moment: number): number => (ageing === undefined ? moment : paced(ageing, 0, moment)) / AGE_HOURS;
  const isOpen = (hour: number): boolean => open?.[hour % HOURS_IN_WEEK] !== false;
  const part = (share: number, fading: (moment: number) => number): PullPart => ({
    atSend: Float64Array.from({ length: HOURS_IN_WEEK }, (_, slot) => share * SEND_OFFSETS.reduce((sum, offset) => sum + Math.exp(fading(slot + offset)), 0) / SEND_OFFSETS.length),
    atHour: Float64Array.from({ length: 2 * HOURS_IN_WEEK }, (_, hour) => (isOpen(hour) ? Math.exp(-fading(hour + 0.5)) : 0)),
  });
  return [part(1 - FLOOR, (moment) => paced(burial, 0, moment) / burialHours + aged(moment)), part(FLOOR, aged)];
}
