import type { Element } from 'domhandler';
import { computedStylesOf, type ComputedStyle } from './computed-styles.js';
import { perDocument } from './per-document.js';
import { hasWords, readerText } from '../facts/reader-text.js';
import { textFlowOf } from './text-flow.js';

/** Visible text of one text node, with how it looks. */
export interface StyledText {
  /** White space collapsed, template tags masked. */
  readonly text: string;
  readonly element: Element;
  readonly style: ComputedStyle;
  /** Offsets into the document's source. */
  readonly start: number;
  readonly end: number;
}

/** Visible text in document order, node by node. Separators without a letter or digit are left out. */
export const styledTextsOf = perDocument((document): readonly StyledText[] => {
  const styles = computedStylesOf(document);
  return textFlowOf(document).paragraphs.flat().filter(({ text }) => hasWords(text))
    .map(({ text, element, start, end }) => ({ text: readerText(text), element, style: styles.of(element), start, end }));
});
