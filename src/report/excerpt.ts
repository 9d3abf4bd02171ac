import type { Location } from '#campaign/location.js';
import { columnsOf, firstColumns } from './columns.js';
import { printable } from './printable.js';

/** Columns of a source line that an excerpt shows at the most. */
const WIDEST = 88;
/** Characters shown before a place in a long line. */
const BEFORE = 20;

/** A piece of a source line around what a finding is about. */
export interface Excerpt {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/** The line of a location, cut around its column to `width` columns besides the two that say so. Undefined when the location has no line. */
export function excerptOf({ file, line, column = 1, endLine, endColumn }: Location, sources: ReadonlyMap<string, string>, width = WIDEST): Excerpt | undefined {
  const source = file === undefined || line === undefined ? undefined : sources.get(file);
  const text = source === undefined ? undefined : lineOf(source, line as number)?.trimEnd();
  if (text === undefined || text.trim() === '') return undefined;
  const start = Math.min(column - 1, text.length);
  const stop = Math.max(start + 1, endLine === line && endColumn !== undefined ? endColumn - 1 : text.length);
  const shown = Math.min(width, WIDEST);
  const from = beginningOf(text, start, shown);
  const cut = firstColumns(text.slice(from), shown).trimEnd();
  const pieceOf = (first: number, last: number): string => printable(cut.slice(Math.max(0, first - from), Math.max(0, last - from)).replaceAll('\t', ' '));
  return {
    before: `${text.slice(0, from).trim() === '' ? '' : '…'}${pieceOf(from, start)}`,
    marked: pieceOf(start, stop),
    after: `${pieceOf(stop, text.length)}${from + cut.length < text.length ? '…' : ''}`,
  };
}

/** Where an excerpt begins: at the first letter of a short line, else a little before the place, or as far before it as the line's end leaves room. */
function beginningOf(text: string, start: number, shown: number): number {
  const around = text.slice(Math.max(0, start - shown), start + shown);
  const isWide = columnsOf(around) > around.length;
  if (text.length <= shown && !(isWide && columnsOf(text) > shown)) return text.length - text.trimStart().length;
  return Math.max(0, isWide ? start - BEFORE : Math.min(start - BEFORE, text.length - shown));
}

function lineOf(source: string, line: number): string | undefined {
  let start = 0;
  for (let at = 1; at < line; at++) {
    start = source.indexOf('\n', start) + 1;
    if (start === 0) return undefined;
  }
  const end = source.indexOf('\n', start);
  return source.slice(start, end === -1 ? undefined : end);
}
