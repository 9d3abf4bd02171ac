import type { Element } from 'domhandler';
import type { HtmlDocument } from '../campaign.js';
import { computedStylesOf, type ComputedStyles } from '../html/computed-styles.js';
import footerWords from './footer-words.json' with { type: 'json' };
import { elementsNamed } from '../html/elements.js';
import { startTagOf } from '../html/html-document.js';
import { perDocument } from '../html/per-document.js';
import { once } from '#once.js';
import { remembered } from '../remembered.js';
import { hasWords } from './reader-text.js';
import { surroundingsOf, widthOf, type Surroundings } from '../html/surroundings.js';
import { textFlowOf, type Segment } from '../html/text-flow.js';

/** The legal and unsubscribe part of a mail. */
export interface Footer {
  /** `offset` is where in the source the thing in question starts: the element itself, unless it is a comment in the element. */
  contains(element: Element, offset?: number): boolean;
}

type WordList = Readonly<Record<string, readonly string[]>>;

/** What one paragraph says for being part of a footer. */
interface Paragraph {
  readonly start: number;
  readonly length: number;
  readonly fontSize: number;
  /** Says on its own that this is the footer: unsubscribing, why the reader gets the mail, copyright, a register number. */
  telling(): boolean;
  /** Kinds of words and links that stand in footers but elsewhere too. */
  hints(): number;
  /** A heading or a button. */
  readonly bodyLike: boolean;
  /** In an element whose tag, class or id says footer. */
  readonly named: boolean;
}

const WORD_END = '(?![\\p{L}\\p{N}])';

const TELLING = [footerWords.unsubscribe, footerWords.reason, footerWords.copyright, footerWords.registration].map((list) => wordPattern(list, 'iu'));
const TERMS = wordPattern(footerWords.terms, 'iu');
const HINTS = [wordPattern(footerWords.address, 'iu'), wordPattern(footerWords.legalForm, 'u', WORD_END)];

/** Addresses of legal pages, which are English or near it on sites of many languages. */
const LEGAL_TARGET = /privacy|imprint|impressum|datenschutz|gdpr|legal|terms|polic(?:y|ies)|mentions/i;
/** How a sender can be reached, in any language: an address to write to and a number of this many digits, spaces aside. */
const WRITE_TO = /^mailto:|[^\s@]@[^\s@]+\.\p{L}/iu;
const TELEPHONE = /\d(?:[ ().\/-]{0,3}\d){6}/;

/** In template tags and link targets, whatever language the mail speaks. */
const FOOTER_TARGET = /unsub|opt-?_?out|(?:list|postal|sender|company)[:_]address|delivery_info|abmeld|desinscri|desabon|update_?profile|manage_?(?:email_?)?preferences/i;

/** Paragraphs up to this many characters can stand in a footer without saying anything of it (a link label, a city). */
const SHORT = 80;

/** Characters after the footer: a signature of the sending system, a note to translators. */
const LONGEST_AFTERTHOUGHT = 200;

/** Pixels of width. */
const LARGE_IMAGE = 200;

export const footerOf = perDocument((document): Footer => {
  const surroundings = surroundingsOf(document);
  const images = largeImageStarts(document);
  const paragraphs = readParagraphs(document, images);
  const toldFrom = footerStart(paragraphs, images);
  const namedFrom = lastBodyText(paragraphs);
  return {
    contains: (element, offset = startTagOf(element).startOffset) =>
      offset >= toldFrom || (offset >= namedFrom && surroundings.of(element).footer),
  };
});

/**
 * Offset at which the footer begins, told by words; Infinity without one. Goes back from the end while paragraphs look like a
 * footer's, and takes what follows the first that says so.
 */
function footerStart(paragraphs: readonly Paragraph[], images: readonly number[]): number {
  const bodySize = commonFontSize(paragraphs);
  let start = Infinity;
  let told = false;
  for (const paragraph of paragraphs.toReversed()) {
    if (told && isAnyBetween(images, paragraph.start, start)) break;
    const says = saysFooter(paragraph, bodySize);
    if (!says && saysBody(paragraph, bodySize)) break;
    if (says) start = paragraph.start;
    told ||= isTelling(paragraph);
  }
  return told ? start : Infinity;
}

/** Offset of the last text that is more than an afterthought: an element before it that is named a footer is part of the body (a table's foot). */
function lastBodyText(paragraphs: readonly Paragraph[]): number {
  let length = 0;
  for (const paragraph of paragraphs.toReversed()) {
    if (paragraph.named || isTelling(paragraph)) continue;
    length += paragraph.length;
    if (paragraph.bodyLike || length > LONGEST_AFTERTHOUGHT) return paragraph.start;
  }
  return 0;
}

function isTelling(paragraph: Paragraph): boolean {
  return paragraph.telling() || paragraph.hints() > 1;
}

function saysFooter(paragraph: Paragraph, bodySize: number): boolean {
  return isTelling(paragraph) || (paragraph.hints() > 0 && paragraph.fontSize < bodySize);
}

function saysBody(paragraph: Paragraph, bodySize: number): boolean {
  const { bodyLike, length, fontSize } = paragraph;
  return bodyLike || (length > SHORT && fontSize >= bodySize && paragraph.hints() === 0);
}

function readParagraphs(document: HtmlDocument, images: readonly number[]): readonly Paragraph[] {
  const styles = computedStylesOf(document);
  const surroundings = surroundingsOf(document);
  const { paragraphs, texts } = textFlowOf(document);
  let previousEnd = 0;
  return paragraphs.map((segments, index) => {
    const block = segments[0] && surroundings.of(segments[0].element).block;
    const blockStart = Math.max(previousEnd, block ? startTagOf(block).startOffset : (segments[0]?.start ?? 0));
    const textStart = segments.find(({ text }) => hasWords(text))?.start ?? blockStart;
    previousEnd = segments.at(-1)?.end ?? previousEnd;
    // A large image before the text, in the same block, is no part of the footer that the text is.
    const start = isAnyBetween(images, blockStart, textStart) ? textStart : blockStart;
    return readParagraph(document, segments, document.unmask(texts[index] ?? ''), start, styles, surroundings);
  });
}

function readParagraph(
  document: HtmlDocument, segments: readonly Segment[], text: string, start: number, styles: ComputedStyles, surroundings: { of(element: Element): Surroundings },
): Paragraph {
  const first = segments[0];
  const { block, button, footer = false } = first ? surroundings.of(first.element) : {};
  const targets = once(() => segments.flatMap(({ element }) => document.unmask(surroundings.of(element).link?.attribs['href'] ?? '') || []));
  return {
    start,
    length: text.length,
    fontSize: segments.reduce((least, { element }) => Math.min(least, styles.of(element).fontSize), Infinity),
    telling: () => saidBy(text).tells || targets().some((target) => FOOTER_TARGET.test(target)),
    hints: () => countHints(text, targets()),
    bodyLike: button !== undefined || (block !== undefined && /^h[1-3]$/.test(block.name)),
    named: footer,
  };
}

/** What the words of a paragraph say; mails of one sender end alike. */
const saidBy = remembered((text) => ({
  tells: FOOTER_TARGET.test(text) || TELLING.some((pattern) => pattern.test(text)),
  namesTerms: TERMS.test(text),
  telephone: TELEPHONE.test(text),
  writeTo: WRITE_TO.test(text),
  hints: HINTS.filter((pattern) => pattern.test(text)).length,
}));

function countHints(text: string, targets: readonly string[]): number {
  const said = saidBy(text);
  const namesTerms = said.namesTerms || targets.some((target) => LEGAL_TARGET.test(target));
  const saysHowToReach = said.telephone && (said.writeTo || targets.some((target) => WRITE_TO.test(target)));
  return Number(namesTerms) + Number(saysHowToReach) + said.hints;
}

/** The font size of most characters. */
function commonFontSize(paragraphs: readonly Paragraph[]): number {
  const characters = new Map<number, number>();
  for (const { fontSize, length } of paragraphs) characters.set(fontSize, (characters.get(fontSize) ?? 0) + length);
  return [...characters].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [0, 0])[0];
}

/** Start offsets of images that are content by their size, or have no size. */
function largeImageStarts(document: HtmlDocument): readonly number[] {
  const styles = computedStylesOf(document);
  return elementsNamed(document, 'img')
    .filter((image) => !styles.of(image).boxHidden && widthOf(image, styles.of(image), Infinity) >= LARGE_IMAGE)
    .map((image) => startTagOf(image).startOffset);
}

/** `offsets` in rising order; `from` counts, `to` does not. */
function isAnyBetween(offsets: readonly number[], from: number, to: number): boolean {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? Infinity) < from) low = middle + 1;
    else high = middle;
  }
  return (offsets[low] ?? Infinity) < to;
}

/** Entries are beginnings of words, as regular expressions, unless `end` says otherwise. */
function wordPattern(list: WordList, flags: string, end = ''): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${Object.values(list).flat().join('|')})${end}`, flags);
}
