import { utf16Of } from '#utf-16.js';
import type { Utf16 } from '#utf-16.js';

/** What the text of a table may be written in, as TextDecoder names it. */
export type TextEncoding = 'utf-8' | Utf16 | 'windows-1252';

/** In what a file was read that is not in UTF-8: a guess from its first bytes, for whoever sees strange letters in the names. */
export interface GuessedEncoding {
  readonly table: string;
  readonly file: string;
  readonly encoding: TextEncoding;
}

/**
 * The encoding of a text by its first bytes. A text that is UTF-8 but for a few bytes is UTF-8, and its rows with those bytes are rejected;
 * one in which bytes above 127 never form UTF-8 is Windows-1252, of which Latin-1 is a part as far as letters go.
 */
export function textEncoding(head: Buffer): TextEncoding {
  const utf16 = utf16Of(head);
  if (utf16) return utf16;
  const { valid, invalid } = countSequences(head);
  return invalid > valid ? 'windows-1252' : 'utf-8';
}

/** UTF-8 sequences of more than one byte, and bytes above 127 in none. A sequence that the end cuts off is neither. */
function countSequences(head: Buffer): { readonly valid: number; readonly invalid: number } {
  let [valid, invalid] = [0, 0];
  for (let at = 0; at < head.length; at++) {
    const length = sequenceLength(head[at] ?? 0);
    if (length === 1) continue;
    if (length > 0 && at + length > head.length) break;
    const whole = length > 0 && head.subarray(at + 1, at + length).every((byte) => (byte & 0xc0) === 0x80);
    if (whole) [valid, at] = [valid + 1, at + length - 1];
    else invalid++;
  }
  return { valid, invalid };
}

/** 0 for a byte that begins no sequence. */
function sequenceLength(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte >= 0xc2 && byte <= 0xdf) return 2;
  if (byte >= 0xe0 && byte <= 0xef) return 3;
  return byte >= 0xf0 && byte <= 0xf4 ? 4 : 0;
}
