import { TextDecoder } from 'node:util';
import { repairWindows1252 } from './decode-text.js';
import type { EmlFile } from './eml-file.js';
import type { Location, Part } from '../location.js';
import type { MimePart } from './mime-structure.js';
import { spanOf, type LocatedSource } from '../positions.js';
import { utf8Offsets } from './utf8-offsets.js';

/** Decoded bytes of a part. `origins[i]` is the offset in the file of byte i; absent where the encoding keeps no order a reader could follow. */
interface Decoded {
  readonly bytes: Uint8Array;
  readonly origins?: (index: number) => number;
}

/**
 * Text of a part with the place of each of its offsets in the .eml: exact for 7bit, 8bit and quoted-printable; for base64, and for
 * multi-byte charsets other than UTF-8, the line at which the part begins. Undefined for an unknown charset.
 */
export function locatedPart(file: EmlFile, part: MimePart, as: Part): LocatedSource | undefined {
  const decoded = decodeTransfer(file, part);
  const text = decodeCharset(decoded.bytes, part.charset);
  if (text === undefined) return undefined;
  let map: ((unit: number) => number) | undefined | null;
  const locate = (start: number, end: number): Location => {
    if (map === undefined) map = originsOfUnits(decoded, text, part.charset) ?? null;
    if (map === null) return partLocation(file, part, as);
    const from = map(start);
    const to = end > start ? endOnLine(file.raw, map(end - 1), map(end)) : from;
    return { part: as, file: file.name, ...spanOf(file.positionOf(from), file.positionOf(to)) };
  };
  return { text, locate };
}

/** The line at which a part's content begins. */
export function partLocation(file: EmlFile, part: MimePart, as: Part): Location {
  return { part: as, file: file.name, line: file.positionOf(part.bodyStart).line };
}

/** Where the unit that begins at `last` ends: `next`, unless a line break lies between, which belongs to the encoding. */
function endOnLine(raw: string, last: number, next: number): number {
  const newline = raw.indexOf('\n', last);
  if (newline === -1 || next <= newline) return next;
  return raw.slice(last, newline).replace(/=?[ \t]*\r?$/, '').length + last;
}

function isQuotedPrintable({ transferEncoding }: MimePart): boolean {
  return transferEncoding.startsWith('quoted-printable');
}

function decodeTransfer(file: EmlFile, part: MimePart): Decoded {
  const { bodyStart, bodyEnd, transferEncoding } = part;
  if (isQuotedPrintable(part)) return decodeQuotedPrintable(file.raw, bodyStart, bodyEnd);
  if (transferEncoding.startsWith('base64')) return { bytes: Buffer.from(file.raw.slice(bodyStart, bodyEnd), 'base64') };
  return { bytes: file.bytes.subarray(bodyStart, bodyEnd), origins: (index) => bodyStart + index };
}

/** RFC 2045, section 6.7: white space at a line's end is not content, `=` at a line's end joins lines; a stray `=` stands for itself. */
function decodeQuotedPrintable(raw: string, start: number, end: number): Decoded {
  const bytes = new Uint8Array(end - start);
  const origins = new Uint32Array(end - start + 1);
  let length = 0;
  const emit = (byte: number, origin: number): void => {
    origins[length] = origin;
    bytes[length++] = byte;
  };
  for (let line = start; line < end;) {
    const newline = raw.indexOf('\n', line);
    const next = newline === -1 || newline >= end ? end : newline + 1;
    let to = next;
    while (to > line && /[ \t\r\n]/.test(raw.charAt(to - 1))) to--;
    const isSoft = raw[to - 1] === '=' && to > line;
    for (let at = line; at < (isSoft ? to - 1 : to);) {
      const hex = raw[at] === '=' ? /^[\dA-Fa-f]{2}$/.exec(raw.slice(at + 1, at + 3)) : null;
      emit(hex ? Number.parseInt(hex[0], 16) : raw.charCodeAt(at), at);
      at += hex ? 3 : 1;
    }
    if (!isSoft && raw[next - 1] === '\n') emit(0x0a, next - 1);
    line = next;
  }
  origins[length] = end;
  return { bytes: bytes.subarray(0, length), origins: (index) => origins[index] ?? end };
}

function decodeCharset(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return repairWindows1252(new TextDecoder(charset).decode(bytes));
  } catch {
    return undefined;
  }
}

/** Offset in the file of each UTF-16 unit of the text; undefined where units and bytes cannot be told apart. */
function originsOfUnits({ bytes, origins }: Decoded, text: string, charset: string): ((unit: number) => number) | undefined {
  if (!origins) return undefined;
  if (bytes.length === text.length) return origins;
  if (new TextDecoder(charset).encoding !== 'utf-8') return undefined;
  const offsets = utf8Offsets(bytes, text.length);
  return offsets && ((unit) => origins(offsets[unit] ?? bytes.length));
}
