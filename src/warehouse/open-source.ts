import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { InputError } from '#errors.js';
import { firstTwice } from './first-twice.js';
import { gunzipHead } from './gunzip.js';
import { textEncoding } from './text-encoding.js';
import type { TextEncoding } from './text-encoding.js';

export type SourceFormat = 'csv' | 'jsonl' | 'parquet';

/** A file that holds rows of a table, as its first bytes show it. */
export interface Source {
  /** As given, for messages. */
  readonly file: string;
  /** Where its content is read from: the file itself, or what `toUtf8` made of it. */
  readonly content: string;
  readonly encoding: TextEncoding;
  readonly format: SourceFormat;
  readonly gzip: boolean;
  /** CSV only. */
  readonly delimiter: string;
  /** CSV only: names in the header row, trimmed; a nameless one is `column_3`. Empty for a file without content. */
  readonly header: readonly string[];
  /** CSV only: lines before the header row that are blank, or Excel's `sep=;`. */
  readonly blankLines: number;
  /** JSON only: the lines stand in an array, as `plan --format json` writes it: brackets on lines of their own, commas behind the objects. */
  readonly inArray: boolean;
}

/** A header row longer than this is no header row. */
const HEAD_BYTES = 256 * 1024;
const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
const DELIMITERS = [',', ';', '\t', '|'];

/** Reads the head of a file: what it is, how it is delimited, which columns it has. */
export function openSource(file: string): Source {
  const first = readHead(file);
  const gzip = first[0] === 0x1f && first[1] === 0x8b;
  const head = gzip ? gunzipHead(file, first, first.length < HEAD_BYTES, HEAD_BYTES * 1100).subarray(0, HEAD_BYTES) : first;
  const source = { file, content: file, encoding: 'utf-8' as TextEncoding, gzip, delimiter: ',', header: [], blankLines: 0, inArray: false };
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') return { ...source, format: 'parquet' };
  if (head[0] === 0x50 && head[1] === 0x4b) throw new InputError(file, 'is a zip or Excel file', 'Export the sheet as CSV, JSON Lines or Parquet.');
  if (head.subarray(0, 4).equals(ZSTD)) throw new InputError(file, 'is compressed with Zstandard', 'Compress it with gzip, or write Parquet, which may use Zstandard inside.');
  source.encoding = textEncoding(head);
  // The cut may have split the last character.
  const text = new TextDecoder(source.encoding).decode(head, { stream: true });
  if (text.trimStart().startsWith('{')) return { ...source, format: 'jsonl' };
  if (/^\s*\[[ \t]*\r?\n\s*\{/.test(text)) return { ...source, format: 'jsonl', inArray: true };
  if (text.trimStart().startsWith('[')) throw new InputError(file, 'is a JSON array', 'Write JSON Lines (one object a line), CSV or Parquet.');
  return { ...source, format: 'csv', ...readHeader(file, text, head.length === HEAD_BYTES) };
}

function readHead(file: string): Buffer {
  let descriptor: number | undefined;
  try {
    if (statSync(file).isFIFO()) throw new Error('a pipe is read once, and a table more often');
    descriptor = openSync(file, 'r');
    const buffer = Buffer.alloc(HEAD_BYTES);
    return buffer.subarray(0, readSync(descriptor, buffer, 0, HEAD_BYTES, 0));
  } catch (error) {
    throw new InputError(file, 'cannot be read', 'Check that it is a file and that you may read it.', { cause: error });
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** @param isCut whether the file goes on behind the text */
function readHeader(file: string, text: string, isCut: boolean): Pick<Source, 'delimiter' | 'header' | 'blankLines'> {
  const [blank = '', named] = /^(?:[ \t]*\r?\n)*(?:"?sep=([,;\t|])"?\r?\n)?/i.exec(text) ?? [];
  const blankLines = blank.split('\n').length - 1;
  const record = firstRecord(text.slice(blank.length));
  if (isCut && blank.length + record.length === text.length) throw new InputError(`${file}:${String(blankLines + 1)}`, `its header row does not end within ${String(HEAD_BYTES / 1024)} KiB`, 'Check its line ends and quotes, and that it is a table.');
  if (record.includes('\0')) throw new InputError(file, 'has a zero byte in its header row', 'It is damaged, or no table: export it anew.');
  const line = record.trim();
  const delimiter = named ?? DELIMITERS.map((candidate) => ({ candidate, cells: splitRecord(line, candidate).length }))
    .reduce((best, next) => (next.cells > best.cells ? next : best)).candidate;
  const header = line === '' ? [] : splitRecord(line, delimiter).map((cell, index) => cell.trim() || `column_${String(index + 1)}`);
  const twice = firstTwice(header);
  if (twice !== undefined) throw new InputError(`${file}:${String(blankLines + 1)}`, `has two columns "${twice}"`, 'Rename or remove one of them.');
  return { delimiter, header, blankLines };
}

/** The text up to the first line end outside quotes. */
function firstRecord(text: string): string {
  let [quoted, cellStart] = [false, true];
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (!quoted && (character === '\n' || character === '\r')) return text.slice(0, at);
    if (character === '"' && (quoted || cellStart)) quoted = !quoted;
    cellStart = DELIMITERS.includes(character) || (cellStart && character === ' ');
  }
  return text;
}

/** A cell is quoted when it begins with a quote; two quotes in it are one. Elsewhere a quote is a character like others. */
function splitRecord(record: string, delimiter: string): readonly string[] {
  const cells: string[] = [];
  let at = 0;
  while (at <= record.length) {
    const start = skipSpaces(record, at);
    const quoted = record[start] === '"';
    const end = record.indexOf(delimiter, quoted ? closingQuote(record, start) : at);
    const cell = record.slice(at, end < 0 ? undefined : end).trim();
    cells.push(quoted ? cell.slice(1, cell.endsWith('"') ? -1 : undefined).replaceAll('""', '"') : cell);
    at = end < 0 ? record.length + 1 : end + 1;
  }
  return cells;
}

function skipSpaces(record: string, from: number): number {
  let at = from;
  while (record[at] === ' ') at++;
  return at;
}

function closingQuote(record: string, opening: number): number {
  let at = opening + 1;
  for (; at < record.length; at++) {
    if (record[at] !== '"') continue;
    if (record[at + 1] !== '"') return at;
    at++;
  }
  return at;
}
