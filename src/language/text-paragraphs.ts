import type { LocatedText } from '#campaign/location.js';
import type { LanguagePart } from './language-part.js';

/** Lines of a plain text that end a paragraph: empty, or drawn (`-----`, `=====`, `***`). */
const RULED_LINE = /^[\s>*=_~#.+-]*$/;
const QUOTED_LINE = /^\s{0,9}>/;

/** A saying that a person signs with: at most four lines below "-- " (RFC 3676, section 4.3), with no address in them, and at most 150 characters (our own): a notice is longer. */
const SIGNATURE = /(?:^|\n)-- \r?\n(?=[^]{1,150}$)(?:(?=[^\n]{0,150}\S)(?![^\n]{0,150}(?:@|:\/\/|www\.))[^\n]+(?:\n|$)){1,4}$/;

/** Paragraphs of a text/plain part, hard line breaks undone. Quoted lines of a reply are somebody else's, and a saying below a signature's dashes may be. */
export function textParagraphs({ value, locate }: LocatedText): readonly LanguagePart[] {
  const parts: LanguagePart[] = [];
  let paragraph: { readonly line: string; readonly start: number }[] = [];
  // The last match is the empty line at the text's end.
  for (const { 1: line = '', index: start } of value.trimEnd().replace(SIGNATURE, '\n').matchAll(/([^\r\n]*)(?:\r\n?|\n|$)/g)) {
    if (!RULED_LINE.test(line) && !QUOTED_LINE.test(line)) {
      paragraph.push({ line, start });
      continue;
    }
    const [first] = paragraph;
    const last = paragraph.at(-1);
    if (first && last) parts.push({ role: 'body', text: paragraph.map((own) => own.line.trim()).join(' '), location: locate(first.start, last.start + last.line.length) });
    paragraph = [];
  }
  return parts;
}
