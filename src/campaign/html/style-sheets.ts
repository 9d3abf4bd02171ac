import type { StyleSheet } from 'css-tree';
import { parse } from 'css-tree/dist/csstree.esm';
import { isText, type Element } from 'domhandler';
import { remembered } from '../remembered.js';
import { elementsNamed } from './elements.js';
import type { Location } from '../location.js';
import { perDocument } from './per-document.js';

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

/** UTF-16 units: a tree takes some fifty times the memory of its text. */
const REMEMBERED_UNITS = 50_000;

const parseStyleSheet = remembered((css) => parse(css, OPTIONS) as StyleSheet, REMEMBERED_UNITS);

/** `<style>` elements in document order. */
export const styleSheetsOf = perDocument((document): readonly EmbeddedStyleSheet[] => elementsNamed(document, 'style').map((element) => {
  const css = element.children.map((child) => (isText(child) ? child.data : '')).join('');
  const { startOffset = 0 } = element.children[0]?.sourceCodeLocation ?? {};
  return {
    element, media: element.attribs['media'], css,
    tree: parseStyleSheet(css),
    locate: (start, end) => document.locate(...sourceRange(document.source, startOffset, start, end)),
  };
}));

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
