import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { Source } from './open-source.js';

/** What of a file is to be turned into line numbers. Offsets and numbers ascend. */
export interface Wanted {
  /** Numbers, from 0, of records that DuckDB read; it skips the header, blank lines and what it rejects. */
  readonly records: readonly number[];
  /** DuckDB's `line_byte_position` of the records that it rejected: 1-based, and one less behind CRLF. */
  readonly offsets: readonly number[];
}

export interface LineNumbers {
  readonly records: ReadonlyMap<number, number>;
  readonly offsets: ReadonlyMap<number, number>;
}

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * The 1-based line at which each record begins, true for cells that span lines. It reads the file again, up to the last record
 * asked for: DuckDB counts records, not lines.
 */
export async function locateRecords(source: Source, wanted: Wanted): Promise<LineNumbers> {
  const records = new Map<number, number>();
  const offsets = new Map<number, number>();
  const isWanted = new Set(wanted.records);
  const last = wanted.records.at(-1) ?? -1;
  const lastOffset = wanted.offsets.at(-1) ?? -1;
  let number = source.format === 'csv' ? -1 : 0;
  let next = 0;
  for await (const record of readRecords(source)) {
    const isRejected = (wanted.offsets[next] ?? Infinity) <= record.offset + 1;
    for (; (wanted.offsets[next] ?? Infinity) <= record.offset + 1; next++) offsets.set(wanted.offsets[next] ?? 0, record.line);
    if (!isRejected && isWanted.has(number)) records.set(number, record.line);
    if (!isRejected) number++;
    if (number > last && record.offset + 1 >= lastOffset) break;
  }
  return { records, offsets };
}

interface RecordStart {
  readonly offset: number;
  readonly line: number;
}

/** Where a reader stands in a file. */
interface Cursor {
  offset: number;
  line: number;
  /** Start of the record it is in. */
  start: RecordStart;
  quoted: boolean;
  /** Nothing but spaces since the last delimiter: a quote here opens a quoted cell. */
  cellStart: boolean;
  empty: boolean;
  afterReturn: boolean;
}

/** Starts of a file's records: a quote opens only at the start of a cell, a blank line is a record only in a file of one column. */
async function* readRecords(source: Source): AsyncGenerator<RecordStart> {
  const quotes = source.format === 'csv';
  const blanksCount = !quotes || source.header.length === 1;
  const delimiter = source.delimiter.charCodeAt(0);
  const cursor: Cursor = { offset: 0, line: 1, start: { offset: 0, line: 1 }, quoted: false, cellStart: true, empty: true, afterReturn: false };
  for await (const chunk of openStream(source)) {
    for (const byte of chunk) {
      const ended = passLineEnd(cursor, byte);
      if (ended === undefined) passCharacter(cursor, byte, quotes, delimiter);
      else if (!ended.blank || (blanksCount && ended.offset > 0)) yield ended;
    }
  }
  if (!cursor.empty) yield cursor.start;
}

/** Takes a byte that ends a line: gives the record that it ends, and undefined for any other byte. The second half of CRLF ends nothing. */
function passLineEnd(cursor: Cursor, byte: number): (RecordStart & { readonly blank: boolean }) | undefined {
  if (byte !== LINE_FEED && byte !== RETURN) return undefined;
  const secondHalf = byte === LINE_FEED && cursor.afterReturn;
  if (!secondHalf) cursor.line++;
  if (cursor.quoted) return undefined;
  cursor.offset++;
  cursor.afterReturn = byte === RETURN;
  const ended = { ...cursor.start, blank: cursor.empty };
  cursor.start = { offset: cursor.offset, line: cursor.line };
  cursor.cellStart = true;
  cursor.empty = true;
  return secondHalf ? { offset: 0, line: 0, blank: true } : ended;
}

function passCharacter(cursor: Cursor, byte: number, quotes: boolean, delimiter: number): void {
  cursor.offset++;
  if (byte === BYTE_ORDER_MARK[cursor.offset - 1]) return;
  cursor.afterReturn = byte === RETURN;
  cursor.empty = false;
  if (quotes && byte === QUOTE && (cursor.cellStart || cursor.quoted)) cursor.quoted = !cursor.quoted;
  cursor.cellStart = !cursor.quoted && (byte === delimiter || (cursor.cellStart && byte === SPACE));
}

function openStream(source: Source): AsyncIterable<Buffer> {
  const stream = createReadStream(source.content, { highWaterMark: 1 << 20 });
  return source.gzip ? stream.pipe(createGunzip()) : stream;
}
