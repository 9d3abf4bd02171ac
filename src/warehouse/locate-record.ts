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

/** Starts of a file's records: a quote opens only at the start of a cell, a blank line is a record only in a file of one column. */
async function* readRecords(source: Source): AsyncGenerator<RecordStart> {
  const quotes = source.format === 'csv';
  const blanksCount = source.format !== 'csv' || source.header.length === 1;
  const delimiter = source.delimiter.charCodeAt(0);
  let [offset, line, start, startLine] = [0, 1, 0, 1];
  let [quoted, cellStart, empty, afterReturn] = [false, true, true, false];
  for await (const chunk of openStream(source)) {
    for (const byte of chunk) {
      const secondHalf = byte === LINE_FEED && afterReturn;
      const ends = byte === LINE_FEED || byte === RETURN;
      afterReturn = byte === RETURN;
      offset++;
      if (ends && !secondHalf) line++;
      if (secondHalf && !quoted) {
        start = offset;
      } else if (ends && !quoted) {
        if (!empty || (blanksCount && start > 0)) yield { offset: start, line: startLine };
        [start, startLine, cellStart, empty] = [offset, line, true, true];
      } else {
        if (quotes && byte === QUOTE && (cellStart || quoted)) quoted = !quoted;
        cellStart = !quoted && (byte === delimiter || (cellStart && byte === SPACE));
        empty = false;
      }
    }
  }
  if (!empty) yield { offset: start, line: startLine };
}

function openStream(source: Source): AsyncIterable<Buffer> {
  const stream = createReadStream(source.file, { highWaterMark: 1 << 20 });
  return source.gzip ? stream.pipe(createGunzip()) : stream;
}
