import { isTag, type Element } from 'domhandler';
import type { HtmlDocument } from './campaign.js';
import { computedStylesOf, type ComputedStyles } from './computed-styles.js';
import footerWords from './footer-words.json' with { type: 'json' };
import { startTagOf } from './html-document.js';
import { perDocument } from './per-document.js';
import { readerText } from './reader-text.js';
import { surroundingsOf, widthOf, type Surroundings } from './surroundings.js';
import { joinSegments, textFlowOf, type Segment } from './text-flow.js';
import { walk } from './walk.js';

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
  readonly telling: boolean;
  /** Kinds of words that stand in footers but elsewhere too. */
  readonly hints: number;
  readonly bodyLike: boolean;
}

const TELLING = [footerWords.unsubscribe, footerWords.reason, footerWords.copyright, footerWords.registration].map((list) => wordPattern(list, 'iu'));
const HINTS = [wordPattern(footerWords.terms, 'iu'), wordPattern(footerWords.address, 'iu'), wordPattern(footerWords.legalForm, 'u')];

/** In template tags and link targets, whatever language the mail speaks. */
const UNSUBSCRIBE_TARGET = /unsub|opt-?_?out|list:address|abmeld|desinscri|desabon|update_?profile|manage_?(?:email_?)?preferences/i;

/** Paragraphs up to this many characters can stand in a footer without saying anything of it (a link label, a city). */
const SHORT = 80;

/** Pixels of width. */
const LARGE_IMAGE = 200;

export const footerOf = perDocument((document): Footer => {
  const surroundings = surroundingsOf(document);
  const start = footerStart(document);
  return { contains: (element, offset = startTagOf(element).startOffset) => surroundings.of(element).footer || offset >= start };
});

/**
 * Offset at which the footer begins, told by words; Infinity without one. Goes back from the end while paragraphs look like a
 * footer's, and takes what follows the first that says so.
 */
function footerStart(document: HtmlDocument): number {
  const paragraphs = readParagraphs(document);
  const bodySize = commonFontSize(paragraphs);
  const images = largeImageStarts(document);
  let start = Infinity;
  let told = false;
  for (const paragraph of paragraphs.toReversed()) {
    if (told && images.some((image) => image > paragraph.start && image < start)) break;
    const says = saysFooter(paragraph, bodySize);
    if (!says && saysBody(paragraph, bodySize)) break;
    if (says) start = paragraph.start;
    told ||= isTelling(paragraph);
  }
  return told ? start : Infinity;
}

function isTelling({ telling, hints }: Paragraph): boolean {
  return telling || hints > 1;
}

function saysFooter(paragraph: Paragraph, bodySize: number): boolean {
  return isTelling(paragraph) || (paragraph.hints > 0 && paragraph.fontSize < bodySize);
}

function saysBody({ bodyLike, length, hints, fontSize }: Paragraph, bodySize: number): boolean {
  return bodyLike || (length > SHORT && hints === 0 && fontSize >= bodySize);
}

function readParagraphs(document: HtmlDocument): readonly Paragraph[] {
  const styles = computedStylesOf(document);
  const surroundings = surroundingsOf(document);
  let previousEnd = 0;
  return textFlowOf(document).paragraphs.map((segments) => {
    const paragraph = readParagraph(document, segments, styles, surroundings, previousEnd);
    previousEnd = segments.at(-1)?.end ?? previousEnd;
    return paragraph;
  });
}

function readParagraph(
  document: HtmlDocument, segments: readonly Segment[], styles: ComputedStyles, surroundings: { of(element: Element): Surroundings }, previousEnd: number,
): Paragraph {
  const text = document.unmask(readerText(joinSegments(segments)));
  const first = segments[0];
  const { block, button } = first ? surroundings.of(first.element) : {};
  const targets = segments.some(({ element }) => isUnsubscribeTarget(surroundings.of(element).link?.attribs['href'], document));
  return {
    start: Math.max(previousEnd, block ? startTagOf(block).startOffset : (first?.start ?? 0)),
    length: text.length,
    fontSize: Math.min(...segments.map(({ element }) => styles.of(element).fontSize)),
    telling: targets || UNSUBSCRIBE_TARGET.test(text) || TELLING.some((pattern) => pattern.test(text)),
    hints: HINTS.filter((pattern) => pattern.test(text)).length,
    bodyLike: button !== undefined || (block !== undefined && /^h[1-3]$/.test(block.name)),
  };
}

function isUnsubscribeTarget(href: string | undefined, document: HtmlDocument): boolean {
  return href !== undefined && UNSUBSCRIBE_TARGET.test(document.unmask(href));
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
  const starts: number[] = [];
  walk(document.root, {
    enter(node) {
      if (!isTag(node) || node.name !== 'img' || styles.of(node).boxHidden) return undefined;
      if (widthOf(node, styles.of(node), Infinity) >= LARGE_IMAGE) starts.push(startTagOf(node).startOffset);
      return undefined;
    },
  });
  return starts;
}

function wordPattern(list: WordList, flags: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${Object.values(list).flat().join('|')})`, flags);
}
