import type { BlockRole, HiddenText, HtmlDocument, TextBlock, VisibleText } from '../campaign.js';
import { computedStylesOf } from './computed-styles.js';
import { footerOf } from '../facts/footer.js';
import { perDocument } from './per-document.js';
import { once } from '#once.js';
import { hasWords, readerText } from '../facts/reader-text.js';
import { surroundingsOf } from './surroundings.js';
import { joinSegments, rangeOf, textFlowOf, type HiddenRun, type Range, type Segment } from './text-flow.js';

/** A preheader cannot be longer than this: mail lists show about 100 characters, the longest about 200. */
const LONGEST_PREHEADER = 400;

const CAPTURED = /\{capture\s[^{}\n]{1,200}\}.{0,5000}?\{\/capture\}|\{%-?\s*capture\s.{0,5000}?\{%-?\s*endcapture/gs;

/** Among so many first paragraphs a hidden text that is named as preheader is one. */
const PREHEADER_PARAGRAPHS = 3;

/** Text as a reader sees it on a desktop client that honours CSS, and what is hidden from him. */
export const visibleTextOf = perDocument((document): VisibleText => {
  const preheader = findPreheader(document);
  const { paragraphs, texts, hidden } = textFlowOf(document);
  const visible: TextBlock[] = [];
  paragraphs.forEach((segments, index) => {
    if (segments !== preheader) visible.push(visibleBlock(document, segments, texts[index] ?? ''));
  });
  const first = preheader && textBlock(document, preheader, readerText(joinSegments(preheader)), rangeOf(preheader, document.source), 'preheader');
  const shown = once(() => new Set(visible.map(({ text }) => comparable(text))));
  const concealed = hidden.filter(({ segments }) => segments !== preheader);
  return {
    blocks: first ? [first, ...visible] : visible,
    hidden: concealed.flatMap((run) => hiddenText(document, run, shown) ?? []),
  };
});

/** The first text of the body, when it is hidden or named as a preheader. */
function findPreheader(document: HtmlDocument): readonly Segment[] | undefined {
  const surroundings = surroundingsOf(document);
  const { paragraphs, texts, hidden } = textFlowOf(document);
  const isNamed = (segments: readonly Segment[]): boolean => segments.some(({ element }) => surroundings.of(element).preheader);
  const startOf = (segments: readonly Segment[] | undefined): number => segments?.[0]?.start ?? Infinity;
  const captured = capturedIn(document.source);
  const isCaptured = (segments: readonly Segment[]): boolean => captured.some(([from, until]) => startOf(segments) >= from && startOf(segments) < until);
  const firstShown = startOf(captured.length === 0 ? paragraphs[0] : paragraphs.find((segments) => !isCaptured(segments)));
  for (const { hiding, segments } of hidden) {
    const text = readerText(joinSegments(segments));
    if (!hasWords(text) || text.length > LONGEST_PREHEADER || isCaptured(segments)) continue;
    if (isNamed(segments) && startOf(segments) < startOf(paragraphs[PREHEADER_PARAGRAPHS])) return segments;
    if (startOf(segments) < firstShown && !computedStylesOf(document).isRevealed(hiding)) return segments;
  }
  const first = paragraphs[0];
  if (!first || !isNamed(first) || (texts[0] ?? '').length > LONGEST_PREHEADER) return undefined;
  return first;
}

/** Offsets of texts that Smarty's and Liquid's `capture` keeps for another place. */
function capturedIn(source: string): readonly (readonly [from: number, until: number])[] {
  if (!source.includes('capture')) return [];
  return [...source.matchAll(CAPTURED)].map(({ index, 0: { length } }) => [index, index + length]);
}

function visibleBlock(document: HtmlDocument, segments: readonly Segment[], text: string): TextBlock {
  const range = rangeOf(segments, document.source);
  const first = firstOf(segments);
  const isInFooter = footerOf(document).contains(first.element, range.start);
  return textBlock(document, segments, text, range, isInFooter ? 'footer' : surroundingsOf(document).of(first.element).button ? 'button' : 'body');
}

/** `text`: what a reader takes in, template tags masked. */
function textBlock(document: HtmlDocument, segments: readonly Segment[], text: string, { start, end }: Range, role: BlockRole): TextBlock {
  const surroundings = surroundingsOf(document);
  const first = firstOf(segments);
  const element = surroundings.of(first.element).block ?? first.element;
  const { lang } = surroundings.of(first.element);
  const isOneLanguage = hasWords(first.text) && segments.every((segment) => surroundings.of(segment.element).lang === lang || !hasWords(segment.text));
  return {
    role,
    text: document.unmask(text),
    lines: linesOf(segments).map((line) => document.unmask(line)),
    lang: isOneLanguage ? lang : surroundings.of(element).lang,
    element,
    start,
    location: document.locate(start, end),
  };
}

/** Empty when no line break parts two lines with words. */
function linesOf(segments: readonly Segment[]): readonly string[] {
  if (!segments.some(isLineBreak)) return [];
  const lines: Segment[][] = [[]];
  for (const segment of segments) {
    if (isLineBreak(segment)) lines.push([]);
    else lines.at(-1)?.push(segment);
  }
  const texts = lines.map((line) => readerText(joinSegments(line))).filter(hasWords);
  return texts.length > 1 ? texts : [];
}

function isLineBreak({ element }: Segment): boolean {
  return element.name === 'br';
}

/** The first segment with words. */
function firstOf(segments: readonly Segment[]): Segment {
  const first = segments.find(({ text }) => hasWords(text)) ?? segments[0];
  if (!first) throw new Error('a paragraph without text');
  return first;
}

function hiddenText(document: HtmlDocument, { hiding, segments }: HiddenRun, shown: () => ReadonlySet<string>): HiddenText | undefined {
  const text = readerText(joinSegments(segments));
  if (!hasWords(text)) return undefined;
  const { start, end } = rangeOf(segments, document.source);
  return {
    text: document.unmask(text),
    by: hiding.by,
    responsive: computedStylesOf(document).isRevealed(hiding) || standsElsewhere(document, segments, shown),
    location: document.locate(start, end),
  };
}

/** Whether each hidden paragraph is a visible one too. */
function standsElsewhere(document: HtmlDocument, segments: readonly Segment[], shown: () => ReadonlySet<string>): boolean {
  const paragraphs = new Map<number, string>();
  for (const { paragraph, text } of segments) paragraphs.set(paragraph, (paragraphs.get(paragraph) ?? '') + text);
  return [...paragraphs.values()].map(readerText).filter(hasWords).every((text) => shown().has(comparable(document.unmask(text))));
}

function comparable(text: string): string {
  return text.toLowerCase();
}
