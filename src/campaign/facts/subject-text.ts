import { replaceTags } from '../merge/template-tags.js';
import marks from './reply-marks.json' with { type: 'json' };

/** What mail programs put before the subject of a reply, and of what is forwarded, in many languages and in lower case. */
export const REPLY_WORDS: ReadonlySet<string> = new Set(marks.reply);
export const FORWARD_WORDS: ReadonlySet<string> = new Set(marks.forward);

/** Also stacked and counted: `Re: AW[2]: Fwd:`. */
const REPLY_MARKS = new RegExp(String.raw`^(?:\s*(?:${[...marks.reply, ...marks.forward].join('|')})(?:\[\d+\])?\s*[:：])+\s*`, 'iu');

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
