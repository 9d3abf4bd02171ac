import { isTag, isText, type Element, type Text } from 'domhandler';
import type { HiddenBy } from '../campaign.js';
import { computedStylesOf, type Hiding } from './computed-styles.js';
import { NOT_RENDERED } from './css/user-agent.js';
import { perDocument } from './per-document.js';
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
  const hidden: HiddenRun[] = [];
  const openRuns = new Map<Hiding, Segment[]>();
  let current: Segment[] = [];
  let paragraph = 0;
  let breaks = 0;

  const endParagraph = (): void => {
    if (current.some(({ text }) => NOT_BLANK.test(text))) paragraphs.push(current);
    current = [];
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
    const blank = !NOT_BLANK.test(text);
    if (!blank && breaks > 1 && !hiding) endParagraph();
    if (!blank) breaks = 0;
    const { startOffset: start = 0, endOffset: end = 0 } = node.sourceCodeLocation ?? {};
    const segment = { text, element, paragraph, start, end };
    if (hiding) addHidden(hiding, segment, blank);
    else current.push(segment);
    if (hiding && LEAVES_A_GAP.has(hiding.by)) current.push({ ...segment, text: ' ' });
    if (!hiding && !blank) openRuns.clear();
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
  return { paragraphs, hidden };
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

/** Offsets of the words in segments, without the white space around them. */
export function rangeOf(segments: readonly Segment[], source: string): { readonly start: number; readonly end: number } {
  const filled = segments.filter(({ text }) => NOT_BLANK.test(text));
  const first = filled[0] ?? segments[0];
  const last = filled.at(-1) ?? first;
  if (!first || !last) return { start: 0, end: 0 };
  let { start } = first;
  let { end } = last;
  while (start < end && isSpace(source, start)) start++;
  while (end > start && isSpace(source, end - 1)) end--;
  return { start, end };
}

function isSpace(source: string, offset: number): boolean {
  return /\s/.test(source.charAt(offset));
}
