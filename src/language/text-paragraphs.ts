import type { Located, Location } from '#campaign/location.js';
import type { LanguagePart } from './language-part.js';

/** Lines of a plain text that end a paragraph: empty, or drawn (`-----`, `=====`, `***`). */
const RULED_LINE = /^[\s>*=_~#.+-]*$/;
const QUOTED_LINE = /^\s{0,9}>/;

/** Characters of a line that must be found in the source before its line number is believed. */
const PROOF = 20;

/** Paragraphs of a text/plain part, hard line breaks undone. Quoted lines of a reply are somebody else's. */
export function textParagraphs(text: Located, sources: ReadonlyMap<string, string>): readonly LanguagePart[] {
  const lines = text.value.split(/\r\n?|\n/);
  const source = sources.get(text.location.file ?? '')?.split(/\r\n?|\n/);
  const parts: LanguagePart[] = [];
  let first = 0;
  for (let index = 0; index <= lines.length; index += 1) {
    const line = lines[index];
    if (line !== undefined && !RULED_LINE.test(line) && !QUOTED_LINE.test(line)) continue;
    const paragraph = lines.slice(first, index);
    if (paragraph.length > 0) parts.push({ role: 'body', text: paragraph.map((own) => own.trim()).join(' '), location: locate(text.location, first, paragraph, source) });
    first = index + 1;
  }
  return parts;
}

/** Lines of an encoded part are not the file's lines: then the part's own place is all that can be said. */
function locate(whole: Location, first: number, paragraph: readonly string[], source: readonly string[] | undefined): Location {
  if (whole.line === undefined || source === undefined) return whole;
  const line = whole.line + first;
  const opening = paragraph[0]?.trimEnd() ?? '';
  if (!source[line - 1]?.includes(opening.slice(0, PROOF))) return whole;
  return { ...whole, line, column: 1, endLine: line + paragraph.length - 1, endColumn: (paragraph.at(-1)?.length ?? 0) + 1 };
}
