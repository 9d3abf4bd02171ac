import type { Location } from '../location.js';
import { MARK } from './mjml-annotate.js';
import type { MjmlOutline, MjmlTag } from './mjml-outline.js';
import { lastAtMost, positionsIn, spanOf } from '../positions.js';

/** A stretch of compiled HTML that came from one place; it lasts until the next one begins. Offsets count in the compiled HTML. */
type Region =
  | { readonly from: 'component'; readonly start: number; readonly tag: MjmlTag }
  | { readonly from: 'content'; readonly start: number; readonly source: number; readonly tag: MjmlTag }
  | { readonly from: 'content-tag'; readonly start: number; readonly source: number }
  | { readonly from: 'include'; readonly start: number; readonly file: string; readonly line: number };

/** Compiled HTML without marks, and where each stretch of it came from. */
export interface MarkedHtml {
  readonly html: string;
  /** In order of `start`. */
  readonly regions: readonly Region[];
}

/** Takes the marks out of compiled HTML. */
export function readMarks(annotated: string, { tags }: MjmlOutline, includedFiles: readonly string[]): MarkedHtml {
  const pieces: string[] = [];
  const regions: Region[] = [];
  let done = 0;
  let length = 0;
  for (const match of annotated.matchAll(MARK)) {
    const piece = annotated.slice(done, match.index);
    pieces.push(piece);
    length += piece.length;
    done = match.index + match[0].length;
    const [, kind, value, extra, contentStart, contentTag, ended] = match;
    const tagStart = length - (piece.length - piece.lastIndexOf('<'));
    if (kind === 'c') pushComponent(regions, tagStart, tags[Number(value)]);
    else if (kind === 's') regions.push({ from: 'content-tag', start: tagStart, source: Number(value) });
    else if (kind === 'i') regions.push({ from: 'include', start: tagStart, file: includedFiles[Number(extra)] ?? '', line: Number(value) });
    else if (ended !== undefined) pushComponent(regions, length, after(tags[Number(ended)], tags[0]));
    else pushContent(regions, length, Number(contentStart), tags[Number(contentTag)]);
  }
  pieces.push(annotated.slice(done));
  return { html: pieces.join(''), regions };
}

/** After the content of a title, a preview or a style comes what mjml adds of its own. */
function after(tag: MjmlTag | undefined, root: MjmlTag | undefined): MjmlTag | undefined {
  return tag?.inBody ? tag : root;
}

function pushComponent(regions: Region[], start: number, tag: MjmlTag | undefined): void {
  if (tag) regions.push({ from: 'component', start, tag });
}

function pushContent(regions: Region[], start: number, source: number, tag: MjmlTag | undefined): void {
  if (tag) regions.push({ from: 'content', start, source, tag });
}

/** Places in the MJML source of offset ranges of its compiled HTML. What no component rendered belongs to the root tag. */
export function mjmlLocator(source: string, file: string, { html, regions }: MarkedHtml, { tags }: MjmlOutline): (start: number, end: number) => Location {
  const position = positionsIn(source);
  const starts = regions.map(({ start }) => start);
  const at = (start: number, end: number): Location => ({ part: 'mjml', file, ...spanOf(position(start), position(end)) });
  return (start, end) => {
    const region = regions[lastAtMost(starts, start)];
    if (!region || region.start > start) return tags[0] ? at(tags[0].start, tags[0].tagEnd) : { part: 'mjml', file };
    if (region.from === 'include') return { part: 'mjml', file: region.file, line: region.line };
    const [from, to] = region.from === 'component'
      ? rangeInTag(source, region.tag, html.slice(start, end))
      : rangeInContent(source, region, html, start, end);
    return at(from, to);
  };
}

type Range = readonly [start: number, end: number];

/** What a component rendered stands in its tag by the letter (an attribute), or is the link of its `href`, or is about the whole tag. */
function rangeInTag(source: string, { start, tagEnd, attributes }: MjmlTag, rendered: string): Range {
  const found = rendered.length > 1 ? source.slice(start, tagEnd).indexOf(rendered) : -1;
  if (found !== -1) return [start + found, start + found + rendered.length];
  const href = /^<a\s/i.test(rendered) ? attributes.find(({ name }) => name === 'href') : undefined;
  return href ? [href.start, href.end] : [start, tagEnd];
}

/** Content is copied by the letter, but that inlined CSS changes start tags and their length. */
function rangeInContent(source: string, region: Region & { from: 'content' | 'content-tag' }, html: string, start: number, end: number): Range {
  const copied = (from: number): boolean => html.slice(start, end) === source.slice(from, from + end - start);
  const range = (from: number): Range => [from, from + end - start];
  const from = region.source + start - region.start;
  if (copied(from)) return range(from);
  if (region.from === 'content') return [region.tag.start, region.tag.tagEnd];
  const sourceEnd = endOfTag(source, region.source);
  const htmlEnd = endOfTag(html, region.start);
  if (start >= htmlEnd && copied(sourceEnd + start - htmlEnd)) return range(sourceEnd + start - htmlEnd);
  const within = start < htmlEnd ? source.slice(region.source, sourceEnd).indexOf(html.slice(start, end)) : -1;
  return within === -1 ? [region.source, sourceEnd] : range(region.source + within);
}

/** Offset after the `>` of the start tag at `start`; quoted values may hold one. */
function endOfTag(html: string, start: number): number {
  let quote = '';
  for (let at = start; at < html.length; at++) {
    const character = html.charAt(at);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at + 1;
  }
  return html.length;
}
