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
  /** How many lines a rejected record takes up, by its offset, where these are several. */
  readonly spans: ReadonlyMap<number, number>;
  /** The first record that goes on over line ends for longer than DuckDB reads, or to the end of the file: of the lines in it, some are lost and some are read. */
  readonly torn: Torn | undefined;
}

export interface Torn {
  readonly line: number;
  readonly lines: number;
  readonly isClosed: boolean;
}

/** Bytes: DuckDB's `max_line_size` when nobody says another. */
const LONGEST_RECORD = 2_000_000;

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * The 1-based line at which each record begins, true for cells that span lines. It reads the file again, up to the record behind the last one
 * asked for: DuckDB counts records, not lines, and of a quote that is never closed it names the record before.
 */
export async function locateRecords(source: Source, wanted: Wanted): Promise<LineNumbers> {
  const records = new Map<number, number>();
  const offsets = new Map<number, number>();
  const spans = new Map<number, number>();
  const isWanted = new Set(wanted.records);
  const last = wanted.records.at(-1) ?? -1;
  let torn: Torn | undefined;
  let number = source.format === 'csv' ? -1 : 0;
  let next = 0;
  for await (const record of readRecords(source)) {
    const isBehind = number > last && next === wanted.offsets.length;
    if (record.lines > 1 && (!record.isClosed || record.bytes > LONGEST_RECORD)) torn ??= record;
    if (isBehind) break;
    const isRejected = (wanted.offsets[next] ?? Infinity) <= record.offset + 1;
    for (; (wanted.offsets[next] ?? Infinity) <= record.offset + 1; next++) {
      offsets.set(wanted.offsets[next] ?? 0, record.line);
      if (record.lines > 1) spans.set(wanted.offsets[next] ?? 0, record.lines);
    }
    if (!isRejected && isWanted.has(number)) records.set(number, record.line);
    if (!isRejected) number++;
  }
  return { records, offsets, spans, torn };
}

interface RecordStart {
  readonly offset: number;
  readonly line: number;
}

interface FileRecord extends RecordStart {
  /** From its first to its last one. */
  readonly lines: number;
  readonly bytes: number;
  /** false: the file ends within quotes. */
  readonly isClosed: boolean;
}

/** Where a reader stands in a file. */
interface Cursor {
  offset: number;
  line: number;
  /** Start of the record it is in. */
  start: RecordStart;
  quoted: boolean;
  /** Behind the quote that ends a cell, or is the first of the two that stand for one. */
  afterQuote: boolean;
  /** Nothing but spaces since the last delimiter: a quote here opens a quoted cell. */
  cellStart: boolean;
  empty: boolean;
  afterReturn: boolean;
}

/** Starts of a file's records: a quote opens only at the start of a cell, a blank line is a record only in a file of one column. */
async function* readRecords(source: Source): AsyncGenerator<FileRecord> {
  const quotes = source.format === 'csv';
  const blanksCount = !quotes || source.header.length === 1;
  const delimiter = source.delimiter.charCodeAt(0);
  const cursor: Cursor = { offset: 0, line: 1, start: { offset: 0, line: 1 }, quoted: false, afterQuote: false, cellStart: true, empty: true, afterReturn: false };
  let lastByte = LINE_FEED;
  for await (const chunk of openStream(source)) {
    for (const byte of chunk) {
      const ended = passLineEnd(cursor, byte);
      if (ended === undefined) passCharacter(cursor, byte, quotes, delimiter);
      else if (!ended.blank || (blanksCount && ended.offset > 0)) yield ended;
    }
    lastByte = chunk.at(-1) ?? lastByte;
  }
  const endsLine = lastByte === LINE_FEED || lastByte === RETURN;
  if (!cursor.empty) yield { ...cursor.start, lines: cursor.line - cursor.start.line + (endsLine ? 0 : 1), bytes: cursor.offset - cursor.start.offset, isClosed: !cursor.quoted };
}

/** Takes a byte that ends a line: gives the record that it ends, and undefined for any other byte. The second half of CRLF ends nothing. */
function passLineEnd(cursor: Cursor, byte: number): (FileRecord & { readonly blank: boolean }) | undefined {
  if (byte !== LINE_FEED && byte !== RETURN) return undefined;
  const secondHalf = byte === LINE_FEED && cursor.afterReturn;
  if (!secondHalf) cursor.line++;
  if (cursor.quoted) return undefined;
  cursor.offset++;
  cursor.afterReturn = byte === RETURN;
  const ended = { ...cursor.start, blank: cursor.empty, lines: cursor.line - cursor.start.line, bytes: cursor.offset - cursor.start.offset, isClosed: true };
  cursor.start = { offset: cursor.offset, line: cursor.line };
  cursor.cellStart = true;
  cursor.afterQuote = false;
  cursor.empty = true;
  return secondHalf ? { ...ended, offset: 0, blank: true } : ended;
}

function passCharacter(cursor: Cursor, byte: number, quotes: boolean, delimiter: number): void {
  cursor.offset++;
  if (byte === BYTE_ORDER_MARK[cursor.offset - 1]) return;
  cursor.afterReturn = byte === RETURN;
  cursor.empty = false;
  const turns = quotes && byte === QUOTE && (cursor.cellStart || cursor.quoted || cursor.afterQuote);
  if (turns) cursor.quoted = !cursor.quoted;
  cursor.afterQuote = turns && !cursor.quoted;
  cursor.cellStart = !cursor.quoted && (byte === delimiter || (cursor.cellStart && byte === SPACE));
}

function openStream(source: Source): AsyncIterable<Buffer> {
  const stream = createReadStream(source.content, { highWaterMark: 1 << 20 });
  return source.gzip ? stream.pipe(createGunzip()) : stream;
}
