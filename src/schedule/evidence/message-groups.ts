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

/**
 * Sums up the columns of `watchedMail` or `dailyMail`, in which the mail of a group must stand together, to those of groups behind `person`. Chunk by chunk, so that
 * nobody's mail is held; DuckDB's GROUP BY of so many sums takes about twice as long as its sort.
 */
export async function* messageGroups(chunks: AsyncIterable<readonly Float64Array[]>): AsyncGenerator<readonly Float64Array[]> {
  const group = openGroup();
  let width = 0;
  for await (const columns of chunks) {
    const [people, cells, minutes, stops, weights, scheduled, days, reached] = columns as readonly [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array?, Float64Array?];
    width = 1 + (days === undefined ? GROUP_COLUMNS : DAILY_COLUMNS).length;
    const groups = emptyColumns(width, people.length);
    let count = 0;
    for (let row = 0; row < people.length; row++) {
      if (!group.holds(people[row]!, cells[row]!, days?.[row])) {
        if (!group.isEmpty()) group.write(groups, count++);
        group.begin(people[row]!, cells[row]!, days?.[row]);
      }
      group.add(minutes[row]!, stops[row]!, weights[row]!, scheduled[row]!, reached?.[row]);
    }
    yield groups.map((column) => column.subarray(0, count));
  }
  if (group.isEmpty()) return;
  const last = emptyColumns(width, 1);
  group.write(last, 0);
  yield last;
}

function emptyColumns(width: number, rows: number): readonly Float64Array[] {
  return Array.from({ length: width }, () => new Float64Array(rows));
}

interface OpenGroup {
  isEmpty(): boolean;
  holds(person: number, cell: number, day: number | undefined): boolean;
  begin(person: number, cell: number, day: number | undefined): void;
  /** A mail that went out at `minute` of its hour (a fraction) and ended, or was watched, `stop` hours later. */
  add(minute: number, stop: number, weight: number, scheduled: number, reached: number | undefined): void;
  write(columns: readonly Float64Array[], row: number): void;
}

/** The group that mail is being added to. */
function openGroup(): OpenGroup {
  let person = 0;
  let cell = 0;
  let day = 0;
  let messages = 0;
  let reached = 0;
  const sums = new Float64Array(SUMS);
  const carried = new Float64Array(SUMS);
  const addPart = (sum: number, value: number): void => {
    const added = sums[sum]! + Math.round(value * PARTS);
    sums[sum] = added < EXACT ? added : added - EXACT;
    if (added >= EXACT) carried[sum]!++;
  };
  return {
    isEmpty: () => messages === 0,
    holds: (otherPerson, otherCell, otherDay = 0) => messages > 0 && person === otherPerson && cell === otherCell && day === otherDay,
    begin(newPerson, newCell, newDay = 0) {
      person = newPerson;
      cell = newCell;
      day = newDay;
      messages = 0;
      reached = 0;
      sums.fill(0);
      carried.fill(0);
    },
    add(minute, stop, weight, scheduled, within = 0) {
      messages++;
      reached += within;
      addPart(0, weight);
      if (isEngaged(cell) && scheduled === 1 && stop <= ARRIVAL_HOURS) addPart(1, weight);
      addPart(2, weight * Math.max(0, 1 - minute - ARRIVAL_HOURS));
      addPart(3, weight * (2 - minute - Math.max(ARRIVAL_HOURS, 1 - minute)));
      addPart(4, weight * Math.max(0, stop - Math.max(ARRIVAL_HOURS, lastLagOf(cell) - minute)));
    },
    write(columns, row) {
      columns[0]![row] = person;
      columns[1]![row] = Math.floor(cell / (2 * CELL_LAGS));
      columns[2]![row] = lastLagOf(cell);
      columns[3]![row] = isEngaged(cell) ? 1 : 0;
      columns[4]![row] = messages;
      for (let sum = 0; sum < SUMS; sum++) columns[5 + sum]![row] = (carried[sum]! * EXACT + sums[sum]!) / PARTS;
      if (columns.length <= GROUP_COLUMNS.length + 1) return;
      columns[10]![row] = day;
      columns[11]![row] = reached;
    },
  };
}

function isEngaged(cell: number): boolean {
  return cell % 2 === 1;
}

function lastLagOf(cell: number): number {
  return Math.floor(cell / 2) % CELL_LAGS;
}
