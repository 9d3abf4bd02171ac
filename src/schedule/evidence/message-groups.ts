import { HOURS_IN_WEEK } from '../model/hour-of-week.js';
import { ARRIVAL_HOURS } from '../model/statistics.js';
import type { MessageGroup } from '../model/statistics.js';

/** What is told of a person's message group, as numbers. */
export const GROUP_COLUMNS = ['slot', 'last_lag', 'engaged', 'messages', 'weight', 'at_once', 'hours_first', 'hours_second', 'hours_last', 'triggered'] as const satisfies readonly (keyof MessageGroup)[];
/** The same of mail of one day, with how many messages were engaged with within the horizon. */
export const DAILY_COLUMNS = [...GROUP_COLUMNS, 'day', 'reached'] as const;

/** Lags that a cell has room for. */
const CELL_LAGS = 256;

/** Sums are of whole numbers, so many to one: so they do not depend on the order of mail, nor on the parts that a log comes in. */
const PARTS = 2 ** 40;
/** A sum below it, and what one mail adds, is a whole number that a double holds exactly. */
const EXACT = 2 ** 52;
const SUMS = 5;
/** Slots, lags, whether it was an engagement and whether the mail was triggered. */
const CELLS = HOURS_IN_WEEK * CELL_LAGS * 4;

/** The groups of a person, or of their slot and day, that mail is being added to. */
export interface OpenGroups {
  /** The first `count` of `cells` have a group. What is told of it stands in the arrays below at its cell, or for sums at `SUMS` times its cell. */
  count: number;
  readonly cells: Int32Array;
  readonly messages: Float64Array;
  readonly reached: Float64Array;
  /** Parts below `EXACT`, and how often `EXACT` was carried. */
  readonly sums: Float64Array;
  readonly carried: Float64Array;
}

export function openGroups(): OpenGroups {
  return {
    count: 0, cells: new Int32Array(CELLS),
    messages: new Float64Array(CELLS), reached: new Float64Array(CELLS), sums: new Float64Array(CELLS * SUMS), carried: new Float64Array(CELLS * SUMS),
  };
}

/** What tells a person's groups apart: the slot, the lag of the end, whether that was an engagement, and whether the mail was triggered. */
export function groupCell(slot: number, lastLag: number, engaged: boolean, triggered: boolean): number {
  return (slot * CELL_LAGS + lastLag) * 4 + (engaged ? 2 : 0) + (triggered ? 1 : 0);
}

/** Adds a mail to the group of its cell: when within its hour it went out, as a fraction; how many hours later it ended; what it weighs; whether it was engaged with within the horizon. */
export function addMail(open: OpenGroups, cell: number, minute: number, stop: number, weight: number, reached = false): void {
  if (open.messages[cell] === 0) open.cells[open.count++] = cell;
  open.messages[cell]!++;
  if (reached) open.reached[cell]!++;
  const first = cell * SUMS;
  addParts(open, first, weight);
  if (isEngaged(cell) && !isTriggered(cell) && stop <= ARRIVAL_HOURS) addParts(open, first + 1, weight);
  addParts(open, first + 2, weight * Math.max(0, 1 - minute - ARRIVAL_HOURS));
  addParts(open, first + 3, weight * (2 - minute - Math.max(ARRIVAL_HOURS, 1 - minute)));
  addParts(open, first + 4, weight * Math.max(0, stop - Math.max(ARRIVAL_HOURS, lastLagOf(cell) - minute)));
}

function addParts({ sums, carried }: OpenGroups, sum: number, value: number): void {
  const added = sums[sum]! + Math.round(value * PARTS);
  sums[sum] = added < EXACT ? added : added - EXACT;
  if (added >= EXACT) carried[sum]!++;
}

/** Numbers in a row, of which there come more. */
export interface NumberList {
  add(number: number): void;
  readonly length: number;
  /** Those added so far. */
  taken(): Float64Array;
}

export function numberList(): NumberList {
  let numbers = new Float64Array(1024);
  let count = 0;
  return {
    add(number) {
      if (count === numbers.length) {
        const more = new Float64Array(2 * count);
        more.set(numbers);
        numbers = more;
      }
      numbers[count++] = number;
    },
    get length() { return count; },
    taken: () => numbers.slice(0, count),
  };
}

/** Adds the groups to a list, each as the numbers of `GROUP_COLUMNS` or, of a day, of `DAILY_COLUMNS`, in the order of their cells, and forgets them. */
export function closeGroups(open: OpenGroups, into: NumberList, day?: number): void {
  for (const cell of open.cells.subarray(0, open.count).sort()) {
    into.add(slotOf(cell));
    into.add(lastLagOf(cell));
    into.add(isEngaged(cell) ? 1 : 0);
    into.add(open.messages[cell]!);
    for (let sum = cell * SUMS; sum < cell * SUMS + SUMS; sum++) into.add((open.carried[sum]! * EXACT + open.sums[sum]!) / PARTS);
    into.add(isTriggered(cell) ? 1 : 0);
    if (day !== undefined) {
      into.add(day);
      into.add(open.reached[cell]!);
    }
    forget(open, cell);
  }
  open.count = 0;
}

function forget({ messages, reached, sums, carried }: OpenGroups, cell: number): void {
  messages[cell] = 0;
  reached[cell] = 0;
  for (let sum = cell * SUMS; sum < cell * SUMS + SUMS; sum++) {
    sums[sum] = 0;
    carried[sum] = 0;
  }
}

function slotOf(cell: number): number {
  return Math.floor(cell / (4 * CELL_LAGS));
}

function isEngaged(cell: number): boolean {
  return cell % 4 >= 2;
}

function isTriggered(cell: number): boolean {
  return cell % 2 === 1;
}

function lastLagOf(cell: number): number {
  return Math.floor(cell / 4) % CELL_LAGS;
}
