import type { Campaign } from './campaign.js';
import { blankFrontMatter } from './html/front-matter.js';
import { kept } from './kept.js';
import type { Edit } from './location.js';
import { blankTags } from './merge/template-tag-places.js';
import { findTemplateTags } from './merge/template-tags.js';
import { offsetsIn } from './positions.js';

/** A start tag as its author wrote it. Offsets count in the text of its file, ends exclusive. */
export interface SourceTag {
  readonly file: string;
  /** Lower case. */
  readonly name: string;
  readonly nameEnd: number;
  readonly attributes: readonly SourceAttribute[];
}

export interface SourceAttribute {
  /** Lower case. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** As written, without its quotes; undefined for a bare name. */
  readonly value: string | undefined;
  readonly valueStart: number;
}

interface SourceText {
  readonly text: string;
  /** Template tags blanked out. */
  readonly blanked: string;
  readonly offsetOf: (line: number, column: number) => number;
}

const TAG_NAME = /<([a-z][\w:.-]*)/iy;
const ATTRIBUTE = /[\s/]*([^\s"'<>/=]+)(\s*=\s*)?("[^"]*"|'[^']*'|[^\s"'=<>`]+)?/y;
const TAG_END = /[\s/]*>/y;

type FindTag = (offset: number) => SourceTag | undefined;

/**
 * Finds the tag in the author's file by the offset at which a start tag begins in the HTML: in MJML, the component that rendered it,
 * or the tag in its content. Undefined where nothing can be edited with certainty: in an .eml, whose bodies are encoded, in included
 * files, and where a template tag writes names of attributes.
 */
export const sourceTagFinder = kept(({ html, sources }: Campaign): FindTag => {
  const known = new Map<string, SourceText | undefined>();
  const open = (file: string, part: string): SourceText | undefined => {
    const text = sources.get(file);
    if (text === undefined || (part === 'html' && blankFrontMatter(text) !== html?.source)) return undefined;
    return { text, blanked: blankTags(text, findTemplateTags(text)), offsetOf: offsetsIn(text) };
  };
  return (offset) => {
    const { part, file, line, column } = html?.locate(offset, offset + 1) ?? {};
    if (part === undefined || file === undefined || line === undefined || column === undefined) return undefined;
    if (!known.has(file)) known.set(file, open(file, part));
    const source = known.get(file);
    return source && readTag(source, file, source.offsetOf(line, column));
  };
});

function readTag({ text, blanked }: SourceText, file: string, start: number): SourceTag | undefined {
  const name = matchAt(TAG_NAME, blanked, start);
  if (!name) return undefined;
  const nameEnd = start + name[0].length;
  const attributes: SourceAttribute[] = [];
  let end = nameEnd;
  for (let match = matchAt(ATTRIBUTE, blanked, end); match; match = matchAt(ATTRIBUTE, blanked, end)) {
    const [whole, key = '', equals, quoted] = match;
    const from = end + whole.indexOf(key);
    if (text.slice(from, from + key.length) !== key || (equals === undefined) !== (quoted === undefined)) return undefined;
    end += whole.length;
    attributes.push({ name: key.toLowerCase(), start: from, end, ...valueOf(text, end, quoted) });
  }
  return matchAt(TAG_END, blanked, end) ? { file, name: (name[1] ?? '').toLowerCase(), nameEnd, attributes } : undefined;
}

function valueOf(text: string, end: number, quoted: string | undefined): Pick<SourceAttribute, 'value' | 'valueStart'> {
  if (quoted === undefined) return { value: undefined, valueStart: end };
  const quote = /^["']/.test(quoted) ? 1 : 0;
  const valueStart = end - quoted.length + quote;
  return { value: text.slice(valueStart, end - quote), valueStart };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Writes attributes: each in the place of the one of that name, new ones right after the tag's name. Values need no escaping. */
export function attributeEdits({ file, nameEnd, attributes }: SourceTag, values: Readonly<Record<string, string>>): Edit[] {
  const replaced: Edit[] = [];
  let added = '';
  for (const [name, value] of Object.entries(values)) {
    const present = attributes.find((attribute) => attribute.name === name);
    if (present) replaced.push({ file, range: [present.start, present.end], text: `${name}="${value}"` });
    else added += ` ${name}="${value}"`;
  }
  return added === '' ? replaced : [{ file, range: [nameEnd, nameEnd], text: added }, ...replaced];
}
