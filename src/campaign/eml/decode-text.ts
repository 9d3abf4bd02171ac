import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { InputError } from '#errors.js';
import { utf16Of } from '#utf-16.js';

/** Bytes of one file that a campaign is read from. Ten times what the largest clients show; parsers hold it several times over. */
export const MAXIMUM_BYTES = 25 * 1024 * 1024;

const META_CHARSET = /<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w.:-]+)/i;
/** Where HTML's own prescan looks is 1024 bytes; templates often open with a longer comment. */
const PRESCAN_BYTES = 8192;

/** Text of a file in UTF-8 or UTF-16. Throws InputError for another encoding. */
export function decodeText(bytes: Uint8Array, file: string): string {
  return decodeAs(bytes, utf16Of(bytes) ?? 'utf-8', file);
}

/**
 * Text of an HTML file: UTF-16 that shows as such, else its byte order mark, its `<meta charset>`, else UTF-8. Bytes that are UTF-8 beyond doubt (with
 * non-ASCII characters) are read so even when the meta tag names a legacy charset: many templates carry a stale one.
 */
export function decodeHtml(bytes: Uint8Array, file: string): string {
  const known = utf16Of(bytes) ?? (hasUtf8Mark(bytes) ? 'utf-8' : undefined);
  if (known) return decodeAs(bytes, known, file);
  const declared = META_CHARSET.exec(latin1(bytes.subarray(0, PRESCAN_BYTES)))?.[1];
  if (declared === undefined || /^utf-?(?:8|16)/i.test(declared) || isMultibyteUtf8(bytes)) return decodeAs(bytes, 'utf-8', file);
  return decodeAs(bytes, declared, file);
}

// What windows-1252 holds where Latin-1 has control characters. Node decodes it as Latin-1 from 20.18.3 on (nodejs/node#56542).
const WINDOWS_1252 = '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f'
  + '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** Control characters that stand for windows-1252 punctuation, as such. No text holds them for their own sake. */
export function repairWindows1252(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (control) => WINDOWS_1252.charAt(control.charCodeAt(0) - 0x80));
}

/** One character a byte: for headers and for scanning bytes as text. */
export function latin1(bytes: Uint8Array): string {
  return bufferOf(bytes).toString('latin1');
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function hasUtf8Mark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function isMultibyteUtf8(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte > 0x7f) && decodesAs(bytes, 'utf-8');
}

function decodeAs(bytes: Uint8Array, encoding: string, file: string): string {
  if (/^utf-?8$/i.test(encoding) && isUtf8(bytes)) return withoutMark(bufferOf(bytes).toString('utf8')); // faster than a TextDecoder
  const decoder = decoderFor(encoding);
  if (!decoder) {
    throw new InputError(file, `it declares the charset ${encoding}, which is not a known encoding`, 'Save the file as UTF-8 and declare charset utf-8.');
  }
  try {
    const text = decoder.decode(bytes);
    return decoder.encoding === 'windows-1252' ? repairWindows1252(text) : text;
  } catch (cause) {
    throw notDecodable(bytes, encoding, file, cause);
  }
}

function decoderFor(encoding: string): TextDecoder | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    return undefined;
  }
}

function notDecodable(bytes: Uint8Array, encoding: string, file: string, cause: unknown): InputError {
  const offset = decodablePrefix(bytes, encoding);
  const line = latin1(bytes.subarray(0, offset)).split(/\r\n?|\n/).length;
  const name = encoding.toUpperCase();
  return new InputError(`${file}:${line}`, `byte ${offset} is not valid ${name}`, 'Save the file as UTF-8, or declare its encoding with <meta charset>.', { cause });
}

/** Length of the longest prefix that decodes, by bisection. */
function decodablePrefix(bytes: Uint8Array, encoding: string): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (decodesAs(bytes.subarray(0, middle), encoding, true)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function decodesAs(bytes: Uint8Array, encoding: string, stream = false): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}
