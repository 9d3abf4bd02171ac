import type { Location } from './location.js';
import { remembered } from './remembered.js';

/** A text that a person can open, and the place of each of its offset ranges. */
export interface LocatedSource {
  readonly text: string;
  readonly locate: (start: number, end: number) => Location;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** 1-based line and column of each offset of `text`, in UTF-16 units. Lines end with LF, CRLF or CR. Finds the lines at the first call. */
export function positionsIn(text: string): (offset: number) => Position {
  let starts: Uint32Array | undefined;
  let line = 0; // most often the line of the next offset, too
  return (offset) => {
    starts ??= lineStarts(text);
    if (!isIn(starts, line, offset)) line = lastAtMost(starts, offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
}

/** The other way round: the offset of a 1-based line and column. */
export function offsetsIn(text: string): (line: number, column: number) => number {
  const starts = lineStarts(text);
  return (line, column) => (starts[line - 1] ?? text.length) + column - 1;
}

/** A source whose text is the file's own text. */
export function locatedSource(text: string, at: Pick<Location, 'part' | 'file' | 'field'>): LocatedSource {
  const position = positionsIn(text);
  const { part, file } = at;
  const isFile = file !== undefined && at.field === undefined; // as most are: written out, locations are made faster
  return {
    text,
    locate(start, end) {
      const { line, column } = position(start);
      const { line: endLine, column: endColumn } = position(end);
      return isFile ? { part, file, line, column, endLine, endColumn } : { ...at, line, column, endLine, endColumn };
    },
  };
}

/** Line and column fields of a Location. */
export function spanOf(start: Position, end: Position): Required<Pick<Location, 'line' | 'column' | 'endLine' | 'endColumn'>> {
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

function isIn(starts: Uint32Array, line: number, offset: number): boolean {
  return (starts[line] ?? Infinity) <= offset && offset < (starts[line + 1] ?? Infinity);
}

const lineStarts = remembered((text): Uint32Array => {
  const starts = [0];
  const end = /\r\n?|\n/g;
  while (end.test(text)) starts.push(end.lastIndex);
  return Uint32Array.from(starts);
});

/** Index of the last element that is not above `value`; 0 when all are. `sorted` is ascending. */
export function lastAtMost(sorted: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((sorted[middle] ?? Infinity) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
