import { isTag, isText, type Element } from 'domhandler';
import { computedStylesOf } from '../html/computed-styles.js';
import { renderedElementsOf } from '../html/elements.js';
import { perDocument } from '../html/per-document.js';
import { hasWords, readerText } from './reader-text.js';
import { walk } from '../html/walk.js';

export interface Heading {
  /** 1 for `h1`. */
  readonly level: number;
  /** Its words and alt texts, template tags unmasked. */
  readonly text: string;
  readonly element: Element;
}

const HEADING_TAG = /^h[1-6]$/;

/** Headings with words that are not hidden, in document order: `h1` to `h6` and `role="heading"`. */
export const headingsOf = perDocument((document): readonly Heading[] => {
  const styles = computedStylesOf(document);
  const headings: Heading[] = [];
  const seen = new Set<Element>();
  for (const element of renderedElementsOf(document).filter(isHeading)) {
    if (styles.of(element).removed || standsIn(element, seen)) continue;
    seen.add(element);
    const text = wordsOf(element);
    if (hasWords(text)) headings.push({ level: levelOf(element), text: document.unmask(text), element });
  }
  return headings;
});

/** A heading in a heading is part of it. */
function standsIn(element: Element, headings: ReadonlySet<Element>): boolean {
  for (let { parent } = element; parent && isTag(parent); { parent } = parent) if (headings.has(parent)) return true;
  return false;
}

function isHeading({ name, attribs }: Element): boolean {
  const { role } = attribs;
  return role === 'heading' || (role === undefined && HEADING_TAG.test(name));
}

/** WAI-ARIA 1.2: a heading without `aria-level` has level 2. */
function levelOf({ name, attribs }: Element): number {
  return attribs['role'] === 'heading' ? Number(attribs['aria-level']) || 2 : Number(name.charAt(1));
}

function wordsOf(element: Element): string {
  const words: string[] = [];
  walk(element, {
    enter(node) {
      if (isText(node)) words.push(node.data);
      else if (isTag(node) && node.attribs['alt']) words.push(node.attribs['alt']);
      return undefined;
    },
  });
  return readerText(words.join(' '));
}
