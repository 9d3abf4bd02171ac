import { HOURS_IN_WEEK } from '../model/hour-of-week.js';
import { ARRIVAL_HOURS } from '../model/statistics.js';
import type { MessageGroup } from '../model/statistics.js';

/** What is told of a person's message group, as numbers. */
export const GROUP_COLUMNS = ['slot', 'last_lag', 'engaged', 'messages', 'weight', 'at_once', 'hours_first', 'hours_second', 'hours_last'] as const satisfies readonly (keyof MessageGroup)[];
/** The same of mail of one day, with how many messages were engaged with within the horizon. */
export const DAILY_COLUMNS = [...GROUP_COLUMNS, 'day', 'reached'] as const;

/** Lags that a cell has room for; see `watchedMail`. */
export const CELL_LAGS = 256;

/** Sums are of whole numbers, so many to one: so they do not depend on the order of mail, nor on the parts that a log comes in. */
const PARTS = 2 ** 40;
/** A sum below it, and what one mail adds, is a whole number that a double holds exactly. */
const EXACT = 2 ** 52;
const SUMS = 5;
/** Slots, lags and whether it was an engagement. */
const CELLS = HOURS_IN_WEEK * CELL_LAGS * 2;

/**
 * Sums up the columns of `watchedMail` or `dailyMail`, in which the mail of a person, and of a slot and day where days are told apart, must stand together, to those of groups
 * behind `person`, by cell. Chunk by chunk, so that nobody's mail is held.
 */
export async function* messageGroups(chunks: AsyncIterable<readonly Float64Array[]>): AsyncGenerator<readonly Float64Array[]> {
  const open = openGroups();
  let width = 0;
  for await (const columns of chunks) {
    const [people, cells, minutes, stops, weights, scheduled, days, reached] = columns as readonly [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array?, Float64Array?];
    width = 1 + (days === undefined ? GROUP_COLUMNS : DAILY_COLUMNS).length;
    const groups = emptyColumns(width, people.length + open.count());
    let written = 0;
    for (let row = 0; row < people.length; row++) {
      if (!open.hold(people[row]!, cells[row]!, days?.[row])) {
        written = open.write(groups, written);
        open.begin(people[row]!, cells[row]!, days?.[row]);
      }
      open.add(cells[row]!, minutes[row]!, stops[row]!, weights[row]!, scheduled[row]!, reached?.[row]);
    }
    yield groups.map((column) => column.subarray(0, written));
  }
  if (open.count() === 0) return;
  const last = emptyColumns(width, open.count());
  open.write(last, 0);
  yield last;
}

function emptyColumns(width: number, rows: number): readonly Float64Array[] {
  return Array.from({ length: width }, () => new Float64Array(rows));
}

interface OpenGroups {
  count(): number;
  hold(person: number, cell: number, day: number | undefined): boolean;
  begin(person: number, cell: number, day: number | undefined): void;
  /** A mail that went out at `minute` of its hour (a fraction) and ended, or was watched, `stop` hours later. */
  add(cell: number, minute: number, stop: number, weight: number, scheduled: number, reached: number | undefined): void;
  /** Writes the groups in the order of their cells, from a row on, and forgets them; returns the row behind them. */
  write(columns: readonly Float64Array[], row: number): number;
}

/** The groups of the person, or of their slot and day, that mail is being added to. */
function openGroups(): OpenGroups {
  let person = 0;
  let slot = 0;
  let day = 0;
  let count = 0;
  /** Those with a group; the others below are by cell. */
  const cells = new Int32Array(CELLS);
  const messages = new Float64Array(CELLS);
  const reached = new Float64Array(CELLS);
  const sums = new Float64Array(CELLS * SUMS);
  const carried = new Float64Array(CELLS * SUMS);
  const addPart = (sum: number, value: number): void => {
    const added = sums[sum]! + Math.round(value * PARTS);
    sums[sum] = added < EXACT ? added : added - EXACT;
    if (added >= EXACT) carried[sum]!++;
  };
  const forget = (cell: number): void => {
    messages[cell] = 0;
    reached[cell] = 0;
    sums.fill(0, cell * SUMS, cell * SUMS + SUMS);
    carried.fill(0, cell * SUMS, cell * SUMS + SUMS);
  };
  return {
    count: () => count,
    hold: (otherPerson, cell, otherDay) => count > 0 && person === otherPerson && (otherDay === undefined || (day === otherDay && slot === slotOf(cell))),
    begin(newPerson, cell, newDay = 0) {
      person = newPerson;
      slot = slotOf(cell);
      day = newDay;
    },
    add(cell, minute, stop, weight, scheduled, within = 0) {
      if (messages[cell] === 0) cells[count++] = cell;
      messages[cell]!++;
      reached[cell]! += within;
      const first = cell * SUMS;
      addPart(first, weight);
      if (isEngaged(cell) && scheduled === 1 && stop <= ARRIVAL_HOURS) addPart(first + 1, weight);
      addPart(first + 2, weight * Math.max(0, 1 - minute - ARRIVAL_HOURS));
      addPart(first + 3, weight * (2 - minute - Math.max(ARRIVAL_HOURS, 1 - minute)));
      addPart(first + 4, weight * Math.max(0, stop - Math.max(ARRIVAL_HOURS, lastLagOf(cell) - minute)));
    },
    write(columns, from) {
      let row = from;
      for (const cell of cells.subarray(0, count).sort()) {
        const first = cell * SUMS;
        columns[0]![row] = person;
        columns[1]![row] = slotOf(cell);
        columns[2]![row] = lastLagOf(cell);
        columns[3]![row] = isEngaged(cell) ? 1 : 0;
        columns[4]![row] = messages[cell]!;
        for (let sum = 0; sum < SUMS; sum++) columns[5 + sum]![row] = (carried[first + sum]! * EXACT + sums[first + sum]!) / PARTS;
        if (columns.length > GROUP_COLUMNS.length + 1) {
          columns[10]![row] = day;
          columns[11]![row] = reached[cell]!;
        }
        forget(cell);
        row++;
      }
      count = 0;
      return row;
    },
  };
}

function slotOf(cell: number): number {
  return Math.floor(cell / (2 * CELL_LAGS));
}

function isEngaged(cell: number): boolean {
  return cell % 2 === 1;
}

function lastLagOf(cell: number): number {
  return Math.floor(cell / 2) % CELL_LAGS;
}
