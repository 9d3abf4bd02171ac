import { isTag, isText, type Element, type Text } from 'domhandler';
import type { HiddenBy } from '../campaign.js';
import { computedStylesOf, type Hiding } from './computed-styles.js';
import { NOT_RENDERED } from './css/user-agent.js';
import { perDocument } from './per-document.js';
import { readerText } from '../facts/reader-text.js';
import { surroundingsOf } from './surroundings.js';
import { walk } from './walk.js';

/** Text of one node, masks and white space as in the tree. */
export interface Segment {
  readonly text: string;
  /** Element directly around it. */
  readonly element: Element;
  /** Segments of different paragraphs stand apart. */
  readonly paragraph: number;
  /** Offsets into the document's source. */
  readonly start: number;
  readonly end: number;
}

export interface TextFlow {
  /** Visible paragraphs in document order, none empty; white space between them is left out. */
  readonly paragraphs: readonly (readonly Segment[])[];
  /** Of each paragraph what a reader takes in, template tags masked. */
  readonly texts: readonly string[];
  /** In document order; each runs on until its element ends or visible words come. */
  readonly hidden: readonly HiddenRun[];
}

export interface HiddenRun {
  readonly hiding: Hiding;
  readonly segments: readonly Segment[];
}

/** Words hidden like this part the words around them, for they still take up room. */
const LEAVES_A_GAP: ReadonlySet<HiddenBy> = new Set(['color', 'visibility', 'opacity']);

const NOT_BLANK = /[^\s\u00AD\u034F\u200B-\u200F\u2060\uFEFF]/;

/** Text of a mail in document order: what a reader sees, and what is kept from him. */
export const textFlowOf = perDocument((document): TextFlow => {
  const styles = computedStylesOf(document);
  const surroundings = surroundingsOf(document);
  const paragraphs: Segment[][] = [];
  const texts: string[] = [];
  const hidden: HiddenRun[] = [];
  const openRuns = new Map<Hiding, Segment[]>();
  let current: Segment[] = [];
  let isFilled = false;
  let paragraph = 0;
  let breaks = 0;

  const endParagraph = (): void => {
    if (isFilled) {
      paragraphs.push(current);
      texts.push(readerText(joinSegments(current)));
    }
    if (current.length > 0) current = [];
    isFilled = false;
    paragraph++;
    breaks = 0;
  };
  const addHidden = (hiding: Hiding, segment: Segment, blank: boolean): void => {
    const run = openRuns.get(hiding);
    if (run) run.push(segment);
    if (run || blank) return;
    const segments = [segment];
    openRuns.set(hiding, segments);
    hidden.push({ hiding, segments });
  };
  const add = (text: string, element: Element, node: Element | Text): void => {
    const hiding = styles.of(element).textHidden;
    const blank = isBlank(text);
    if (!blank && breaks > 1 && !hiding) endParagraph();
    if (!blank) breaks = 0;
    const { startOffset: start = 0, endOffset: end = 0 } = node.sourceCodeLocation ?? {};
    const segment = { text, element, paragraph, start, end };
    if (hiding) addHidden(hiding, segment, blank);
    else current.push(segment);
    if (!hiding && !blank) isFilled = true;
    if (hiding && LEAVES_A_GAP.has(hiding.by)) current.push({ ...segment, text: ' ' });
    if (!hiding && !blank && openRuns.size > 0) openRuns.clear();
  };
  const enterElement = (element: Element): boolean => {
    if (NOT_RENDERED.has(element.name)) return false;
    const { block, button } = surroundings.of(element);
    if (block === element) endParagraph();
    if (element.name === 'br') {
      breaks++;
      add('\n', element, element);
    }
    if (element.name === 'input' && button === element) add(element.attribs['value'] ?? '', element, element);
    return true;
  };

  walk(document.root, {
    enter(node) {
      if (isTag(node)) return enterElement(node);
      if (isText(node) && node.parent && isTag(node.parent)) add(node.data, node.parent, node);
      return undefined;
    },
    leave(node) {
      if (isTag(node) && surroundings.of(node).block === node) endParagraph();
    },
  });
  return { paragraphs, texts, hidden };
});

/** Segments in order as one text. Those of different paragraphs are parted by a space. */
export function joinSegments(segments: readonly Segment[]): string {
  let text = '';
  let paragraph = segments[0]?.paragraph;
  for (const segment of segments) {
    text += segment.paragraph === paragraph ? segment.text : ` ${segment.text}`;
    paragraph = segment.paragraph;
  }
  return text;
}

/** Offsets into the document's source. */
export type Range = Pick<Segment, 'start' | 'end'>;

/** Offsets of the words in segments, without the white space around them. */
export function rangeOf(segments: readonly Segment[], source: string): Range {
  const first = segments.find(({ text }) => !isBlank(text)) ?? segments[0];
  const last = segments.findLast(({ text }) => !isBlank(text)) ?? first;
  if (!first || !last) return { start: 0, end: 0 };
  let { start } = first;
  let { end } = last;
  while (start < end && isSpace(source, start)) start++;
  while (end > start && isSpace(source, end - 1)) end--;
  return { start, end };
}

function isSpace(source: string, offset: number): boolean {
  const unit = source.charCodeAt(offset);
  return unit < 0x80 ? isAsciiSpace(unit) : /\s/.test(source.charAt(offset));
}

/** Whether there is nothing to see in a text. Mostly its first characters tell. */
function isBlank(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x80) return !NOT_BLANK.test(text);
    if (!isAsciiSpace(unit)) return false;
  }
  return true;
}

function isAsciiSpace(unit: number): boolean {
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0D);
}
