import type { StyleSheet } from 'css-tree';
import { parse } from 'css-tree/dist/csstree.esm';
import { isTag, isText, type Element } from 'domhandler';
import { parseStyleAttribute, type Declaration } from './css/declarations.js';
import type { Location } from '../location.js';
import { perDocument } from './per-document.js';
import { walk } from './walk.js';

/** A `<style>` element. */
export interface EmbeddedStyleSheet {
  readonly element: Element;
  /** Its `media` attribute. */
  readonly media: string | undefined;
  readonly css: string;
  /** Values and conditions are raw. Offsets count from the start of `css`. */
  readonly tree: StyleSheet;
  readonly locate: (start: number, end: number) => Location;
}

const OPTIONS = { parseValue: false, parseCustomProperty: false, parseAtrulePrelude: false, positions: true } as const;

/** `<style>` elements in document order. */
export const styleSheetsOf = perDocument((document): readonly EmbeddedStyleSheet[] => {
  const sheets: EmbeddedStyleSheet[] = [];
  walk(document.root, {
    enter(node) {
      if (!isTag(node) || node.name !== 'style') return undefined;
      const css = node.children.map((child) => (isText(child) ? child.data : '')).join('');
      const { startOffset = 0 } = node.children[0]?.sourceCodeLocation ?? {};
      sheets.push({
        element: node, media: node.attribs['media'], css,
        tree: parse(css, OPTIONS) as StyleSheet,
        locate: (start, end) => document.locate(...sourceRange(document.source, startOffset, start, end)),
      });
      return false;
    },
  });
  return sheets;
});

/** Parses a `style` attribute; the same text is parsed once a document. */
export const styleAttributesOf = perDocument(() => {
  const parsed = new Map<string, readonly Declaration[]>();
  return {
    declarations: (attribute: string): readonly Declaration[] => {
      let declarations = parsed.get(attribute);
      if (!declarations) parsed.set(attribute, (declarations = parseStyleAttribute(attribute)));
      return declarations;
    },
  };
});

/** The parser drops carriage returns before line feeds: offsets into its text fall behind those of the source. */
function sourceRange(source: string, from: number, start: number, end: number): [number, number] {
  let at = from;
  let read = 0;
  let first = from + start;
  for (; read < end && at < source.length; at++) {
    if (read === start) first = at;
    if (source[at] !== '\r' || source[at + 1] !== '\n') read++;
  }
  return [first, at];
}
