import type { Edit } from '#campaign/location.js';

type Replacement = Pick<Edit, 'range' | 'text'>;

const MARK = '\ufeff';
/** Text to bytes, in every encoding of more than one byte a character that a source may have. */
const ENCODINGS: readonly ((text: string) => Buffer)[] = [
  (text) => Buffer.from(text, 'utf8'),
  (text) => Buffer.from(MARK + text, 'utf8'),
  (text) => Buffer.from(MARK + text, 'utf16le'),
  (text) => Buffer.from(MARK + text, 'utf16le').swap16(),
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.from(text, 'utf16le').swap16(),
];

/** The text with its edits made. They must not overlap. */
export function applyEdits(text: string, edits: readonly Replacement[]): string {
  return splice(text.length, edits, (start, end) => text.slice(start, end), (inserted) => inserted).join('');
}

/**
 * The bytes of `text` with its edits made, in the encoding they have: it is the one that gives the same bytes back, else one of a byte a
 * character, such as windows-1252. Undefined for any other, and where an edit would need more than ASCII there.
 */
export function rewriteBytes(bytes: Uint8Array, text: string, edits: readonly Replacement[]): Buffer | undefined {
  const encode = ENCODINGS.find((candidate) => candidate(text).equals(bytes));
  if (encode) return encode(applyEdits(text, edits));
  const isAscii = edits.every((edit) => !/[^\x20-\x7e]/.test(edit.text));
  if (text.length !== bytes.length || !isAscii) return undefined;
  return Buffer.concat(splice(bytes.length, edits, (start, end) => bytes.subarray(start, end), (inserted) => Buffer.from(inserted, 'latin1')));
}

/** What stays and what is inserted, in order. */
function splice<T>(length: number, edits: readonly Replacement[], kept: (start: number, end: number) => T, inserted: (text: string) => T): T[] {
  const pieces: T[] = [];
  let done = 0;
  for (const { range: [start, end], text } of edits.toSorted((a, b) => a.range[0] - b.range[0])) {
    pieces.push(kept(done, start), inserted(text));
    done = end;
  }
  return [...pieces, kept(done, length)];
}
