/** So many rows are sorted by insertion, longer parts put together from them. */
const RUN = 24;

let places = new Uint32Array(1024);
let spare = new Uint32Array(1024);

/**
 * The places of rows `from` to `until` of a log in the order in which `personJudge` takes them: by message, instant and act. Reused by the next call; its first `until - from` numbers
 * are meant. A merge sort, since a person's rows are too few for the engine's own, which calls a function for each comparison.
 */
export function rowOrder(columns: readonly Float64Array[], from: number, until: number): Uint32Array {
  const count = until - from;
  if (count > places.length) [places, spare] = [new Uint32Array(2 * count), new Uint32Array(2 * count)];
  for (let run = 0; run < count; run += RUN) sortRun(columns, from, run, Math.min(run + RUN, count));
  for (let length = RUN; length < count; length *= 2) {
    for (let start = 0; start < count; start += 2 * length) merge(columns, start, Math.min(start + length, count), Math.min(start + 2 * length, count));
    [places, spare] = [spare, places];
  }
  return places;
}

function sortRun(columns: readonly Float64Array[], from: number, start: number, end: number): void {
  const messages = columns[0]!;
  for (let next = start; next < end; next++) {
    const row = from + next;
    const message = messages[row]!;
    let at = next;
    for (; at > start; at--) {
      const before = places[at - 1]!;
      if (messages[before]! < message || (messages[before] === message && !isAfter(columns, before, row))) break;
      places[at] = before;
    }
    places[at] = row;
  }
}

function merge(columns: readonly Float64Array[], start: number, middle: number, end: number): void {
  for (let at = start, left = start, right = middle; at < end; at++) {
    spare[at] = left < middle && (right === end || !isAfter(columns, places[left]!, places[right]!)) ? places[left++]! : places[right++]!;
  }
}

function isAfter([messages, instants, acts]: readonly Float64Array[], a: number, b: number): boolean {
  return (messages![a]! - messages![b]! || instants![a]! - instants![b]! || acts![a]! - acts![b]!) > 0;
}
