import { isTag, isText, type Element, type ParentNode } from 'domhandler';
import type { Campaign, TextBlock } from '../campaign.js';
import { kept } from '../kept.js';
import type { Located, LocatedText, Location } from '../location.js';
import { walk } from '../html/walk.js';

/** A text that reaches the reader's eye in one go: the subject, a paragraph, a line of the text part, the text behind an image. */
export interface Passage {
  readonly place: 'subject' | 'preheader' | 'from' | 'body' | 'alt' | 'text';
  /** White space as the reader gets it; template tags as the author wrote them. */
  readonly text: string;
  readonly location: Location;
  /** Only for place `body`. */
  readonly block: TextBlock | undefined;
}

/** UTF-16 units of a passage that need be read: a longer one is no greeting, label or sentence, and a hostile one would cost time. Our own. */
export const LONGEST_PASSAGE = 20_000;

const CODE_ELEMENTS: ReadonlySet<string> = new Set(['code', 'pre', 'kbd', 'samp']);

/** All passages of a campaign: envelope first, then the HTML's in document order, then the text part's lines. */
export const passages = kept((campaign: Campaign): readonly Passage[] => {
  const { subject, preheader, from, visibleText, images, text } = campaign;
  const shownAlone = preheader !== undefined;
  return [
    ...single('subject', subject),
    ...single('preheader', preheader),
    ...single('from', from),
    ...visibleText.blocks.filter(({ role }) => role !== 'preheader' || !shownAlone).map((block) => ({ place: 'body' as const, text: block.text, location: block.location, block })),
    ...images.filter(({ visible, alt }) => visible && alt).map(({ alt = '', location }) => ({ place: 'alt' as const, text: alt, location, block: undefined })),
    ...(text ? lines(text) : []),
  ];
});

function single(place: Passage['place'], located: Located | undefined): readonly Passage[] {
  return located ? [{ place, text: located.value, location: located.location, block: undefined }] : [];
}

function lines({ value, locate }: LocatedText): readonly Passage[] {
  return [...value.matchAll(/[^\n]+/g)].flatMap(({ 0: line, index }) => {
    const text = line.replace(/\r$/, '');
    return text.trim() === '' ? [] : [{ place: 'text' as const, text, location: locate(index, index + text.length), block: undefined }];
  });
}

/** Place of some words of a passage; the passage's own where they do not stand together in the source. */
export function locateInPassage({ html }: Campaign, { block, location }: Passage, wanted: string): Location {
  const range = block?.element.sourceCodeLocation;
  if (!html || !range) return location;
  const start = html.source.indexOf(wanted, range.startOffset);
  return start === -1 || start + wanted.length > range.endOffset ? location : html.locate(start, start + wanted.length);
}

/** Whether words of a passage are shown as code: they stand in `<code>` or `<pre>`. */
export function isCodeIn({ block }: Passage, words: string): boolean {
  if (!block) return false;
  for (let node: ParentNode | null = block.element; node; node = node.parent) if (isTag(node) && CODE_ELEMENTS.has(node.name)) return true;
  let found = false;
  walk(block.element, {
    enter(node) {
      if (isTag(node) && CODE_ELEMENTS.has(node.name)) found ||= textOf(node).includes(words);
      return !found;
    },
  });
  return found;
}

/** Text below an element as the tree holds it: white space as in the source, template tags masked. */
export function textOf(element: Element): string {
  const texts: string[] = [];
  walk(element, {
    enter(node) {
      if (isText(node)) texts.push(node.data);
      return undefined;
    },
  });
  return texts.join('');
}
