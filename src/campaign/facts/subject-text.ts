import { replaceTags } from '../merge/template-tags.js';

/** Reply and forward marks of mail programs in many languages, also stacked and counted: `Re: AW[2]: Fwd:`. */
const REPLY_MARKS = /^(?:\s*(?:re|fwd?|aw|wg|sv|vs|vb|vl|rv|res|enc|tr|rif|r|i|antw|doorst|odp|pd|ynt|ilt)(?:\[\d+\])?\s*[:：])+\s*/iu;

/** A merged value counts as this many characters where a length is judged: about a first name. */
const MERGED_VALUE = 8;

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
/** UTF-16 units segmented at once: V8's segmenter copies all that it was given for each grapheme. */
const AT_ONCE = 1024;

/** A subject without the marks that mail programs put before it. */
export function withoutReplyMarks(subject: string): string {
  return subject.replace(REPLY_MARKS, '');
}

/** A text as it may look when its template tags are merged: each output tag becomes eight letters, each statement nothing. */
export function likelyMerged(text: string): string {
  return replaceTags(text, ({ kind }) => (kind === 'output' ? 'x'.repeat(MERGED_VALUE) : ''));
}

/** The graphemes of a text, one after another. One that lies across a border of 1024 UTF-16 units may come in two. */
export function* graphemes(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const piece = text.slice(start, start + AT_ONCE).replace(/(?<=[^])[\uD800-\uDBFF]$/, '');
    for (const { segment } of segmenter.segment(piece)) yield segment;
    start += piece.length;
  }
}

/** Columns a text takes in a mail list: graphemes, those of East Asian wide scripts twice. */
export function displayWidth(text: string): number {
  if (/^[\x20-\x7E]*$/.test(text)) return text.length;
  let width = 0;
  for (const grapheme of graphemes(text)) width += /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\uFF01-\uFF60]/u.test(grapheme) ? 2 : 1;
  return width;
}
