import { HOURS_IN_WEEK } from '../model/hour-of-week.js';
import { ARRIVAL_HOURS } from '../model/statistics.js';
import type { MessageGroup } from '../model/statistics.js';

/** What is told of a person's message group, as numbers. */
export const GROUP_COLUMNS = ['slot', 'last_lag', 'engaged', 'messages', 'weight', 'at_once', 'hours_first', 'hours_second', 'hours_last', 'triggered'] as const satisfies readonly (keyof MessageGroup)[];
/** The same of mail of one day, with how many messages were engaged with within the horizon. */
export const DAILY_COLUMNS = [...GROUP_COLUMNS, 'day', 'reached'] as const;

/** Lags that a cell has room for; see `watchedMail`. */
export const CELL_LAGS = 256;

/** Sums are of whole numbers, so many to one: so they do not depend on the order of mail, nor on the parts that a log comes in. */
const PARTS = 2 ** 40;
/** A sum below it, and what one mail adds, is a whole number that a double holds exactly. */
const EXACT = 2 ** 52;
const SUMS = 5;
/** Slots, lags, whether it was an engagement and whether the mail was triggered. */
const CELLS = HOURS_IN_WEEK * CELL_LAGS * 4;

/** Rows of `watchedMail`, or with the last two of `dailyMail`, by column. */
interface Mails {
  readonly people: Float64Array;
  readonly cells: Float64Array;
  /** When within its hour each went out, as a fraction, and how many hours later it ended, or was watched. */
  readonly minutes: Float64Array;
  readonly stops: Float64Array;
  readonly weights: Float64Array;
  readonly scheduled: Float64Array;
  readonly days?: Float64Array | undefined;
  readonly reached?: Float64Array | undefined;
}

/**
 * Sums up the columns of `watchedMail` or `dailyMail`, in which the mail of a person, and of a slot and day where days are told apart, must stand together, to those of groups
 * behind `person`, by cell. Chunk by chunk, so that nobody's mail is held.
 */
export async function* messageGroups(chunks: AsyncIterable<readonly Float64Array[]>): AsyncGenerator<readonly Float64Array[]> {
  const open = openGroups();
  let width = 0;
  for await (const columns of chunks) {
    const mails = mailsOf(columns);
    width = 1 + (mails.days === undefined ? GROUP_COLUMNS : DAILY_COLUMNS).length;
    const groups = emptyColumns(width, mails.people.length + open.count);
    let written = 0;
    for (let row = 0; row < mails.people.length; row++) {
      if (!isOpenFor(open, mails, row)) {
        written = writeGroups(open, groups, written);
        begin(open, mails, row);
      }
      addMail(open, mails, row);
    }
    yield groups.map((column) => column.subarray(0, written));
  }
  if (open.count === 0) return;
  const last = emptyColumns(width, open.count);
  writeGroups(open, last, 0);
  yield last;
}

function mailsOf([people, cells, minutes, stops, weights, scheduled, days, reached]: readonly Float64Array[]): Mails {
  return { people: people!, cells: cells!, minutes: minutes!, stops: stops!, weights: weights!, scheduled: scheduled!, days, reached };
}

function emptyColumns(width: number, rows: number): readonly Float64Array[] {
  return Array.from({ length: width }, () => new Float64Array(rows));
}

/** The groups of the person, or of their slot and day, that mail is being added to. */
interface OpenGroups {
  person: number;
  slot: number;
  day: number;
  /** The first `count` of `cells` have a group. What is told of it stands in the arrays below at its cell, or for sums at `SUMS` times its cell. */
  count: number;
  readonly cells: Int32Array;
  readonly messages: Float64Array;
  readonly reached: Float64Array;
  /** Parts below `EXACT`, and how often `EXACT` was carried. */
  readonly sums: Float64Array;
  readonly carried: Float64Array;
}

function openGroups(): OpenGroups {
  return {
    person: 0, slot: 0, day: 0, count: 0, cells: new Int32Array(CELLS),
    messages: new Float64Array(CELLS), reached: new Float64Array(CELLS), sums: new Float64Array(CELLS * SUMS), carried: new Float64Array(CELLS * SUMS),
  };
}

function isOpenFor({ count, person, day, slot }: OpenGroups, { people, days, cells }: Mails, row: number): boolean {
  return count > 0 && person === people[row] && (days === undefined || (day === days[row] && slot === slotOf(2 * cells[row]!)));
}

function begin(open: OpenGroups, { people, days, cells }: Mails, row: number): void {
  open.person = people[row]!;
  open.slot = slotOf(2 * cells[row]!);
  open.day = days?.[row] ?? 0;
}

function addMail(open: OpenGroups, { cells, minutes, stops, weights, scheduled, reached }: Mails, row: number): void {
  const cell = 2 * cells[row]! + (scheduled[row] === 1 ? 0 : 1);
  const minute = minutes[row]!;
  const stop = stops[row]!;
  const weight = weights[row]!;
  if (open.messages[cell] === 0) open.cells[open.count++] = cell;
  open.messages[cell]!++;
  open.reached[cell]! += reached?.[row] ?? 0;
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

/** Writes the groups in the order of their cells, from a row on, and forgets them; returns the row behind them. */
function writeGroups(open: OpenGroups, columns: readonly Float64Array[], from: number): number {
  let row = from;
  for (const cell of open.cells.subarray(0, open.count).sort()) {
    writeGroup(open, cell, columns, row++);
    forget(open, cell);
  }
  open.count = 0;
  return row;
}

function writeGroup({ person, day, messages, reached, sums, carried }: OpenGroups, cell: number, columns: readonly Float64Array[], row: number): void {
  const first = cell * SUMS;
  columns[0]![row] = person;
  columns[1]![row] = slotOf(cell);
  columns[2]![row] = lastLagOf(cell);
  columns[3]![row] = isEngaged(cell) ? 1 : 0;
  columns[4]![row] = messages[cell]!;
  for (let sum = 0; sum < SUMS; sum++) columns[5 + sum]![row] = (carried[first + sum]! * EXACT + sums[first + sum]!) / PARTS;
  columns[5 + SUMS]![row] = isTriggered(cell) ? 1 : 0;
  if (columns.length === 1 + GROUP_COLUMNS.length) return;
  columns[6 + SUMS]![row] = day;
  columns[7 + SUMS]![row] = reached[cell]!;
}

function forget({ messages, reached, sums, carried }: OpenGroups, cell: number): void {
  messages[cell] = 0;
  reached[cell] = 0;
  sums.fill(0, cell * SUMS, cell * SUMS + SUMS);
  carried.fill(0, cell * SUMS, cell * SUMS + SUMS);
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
