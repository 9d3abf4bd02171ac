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

/**
 * What is left of a mail's pull in hour cell `lag` after a send in hour of the week `slot`, at `DECAY[slot * LAGS + lag]`: 1 for a
 * fresh mail, falling with the waking hours that have passed over it and slowly with its age.
 */
export const DECAY: Float64Array = decayTable(BURIAL_HOURS);

/** The same for mail that is buried within other than `BURIAL_HOURS`. */
export function decayTable(burialHours: number): Float64Array {
  return Float64Array.from({ length: HOURS_IN_WEEK * LAGS }, (_, index) => meanDecay(Math.floor(index / LAGS), index % LAGS, burialHours));
}

/** In the send's own cell an offset counts by what is left of the hour after it. */
function meanDecay(slot: number, lag: number, burialHours: number): number {
  let sum = 0;
  let weights = 0;
  for (const offset of SEND_OFFSETS) {
    const weight = lag === 0 ? 1 - offset : 1;
    const middle = (Math.max(offset, lag) + lag + 1) / 2;
    sum += weight * (FLOOR + (1 - FLOOR) * Math.exp(-wakingHours(slot + offset, slot + middle) / burialHours)) * Math.exp(-(middle - offset) / AGE_HOURS);
    weights += weight;
  }
  return sum / weights;
}

/** Hours on the waking clock between two moments, in hours since a Monday 00:00. */
function wakingHours(from: number, until: number): number {
  let hours = 0;
  for (let cell = Math.floor(from); cell < until; cell++) {
    hours += WAKING_CLOCK[cell % HOURS_IN_WEEK]! * (Math.min(cell + 1, until) - Math.max(cell, from));
  }
  return hours;
}
