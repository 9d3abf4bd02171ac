import { isComment, isDirective, isTag, type Comment, type Element } from 'domhandler';
import type { Block, CssNode, StyleSheet } from 'css-tree';
import type { HtmlDocument } from '#campaign/campaign.js';
import type { Location } from '#campaign/location.js';
import { styleSheetsOf, type EmbeddedStyleSheet } from '#campaign/html/style-sheets.js';
import { parseStyleAttribute } from '#campaign/html/css/declarations.js';
import { remembered } from '#campaign/remembered.js';
import { markupOf } from '#campaign/html/elements.js';
import { atRuleTokens, declarationTokens, selectorTokens } from './css-tokens.js';
import DETECTORS from './detectors.json' with { type: 'json' };
import { elementTokens, imageTokens } from './html-tokens.js';

/** Where a mail uses a feature that caniemail knows. */
export interface FeatureUse {
  count: number;
  /** Of the first use. */
  readonly locate: () => Location;
  /** Outlook for Windows gets to see at least one use: not all stand in `<!--[if !mso]><!-->`. */
  inOutlook: boolean;
}

interface CountedUse extends FeatureUse {
  /** A place counts once. */
  latest: Place;
}

interface Place {
  readonly locate: () => Location;
  readonly inOutlook: boolean;
}

/** What parse5 adds to an element's place, which the types of domhandler leave out. */
interface AttributeRanges {
  readonly attrs?: Readonly<Record<string, { readonly startOffset: number; readonly endOffset: number }>>;
}

/** Features that the rule of a style sheet, a declaration in it or the like uses. */
interface NodeUse {
  readonly slugs: readonly string[];
  /** Offsets into the sheet. */
  readonly start: number;
  readonly end: number;
}

/** Features by token, the other way round than in detectors.json. */
const FEATURES = new Map<string, string[]>();
for (const [slug, tokens] of Object.entries(DETECTORS)) for (const token of tokens) FEATURES.set(token, [...(FEATURES.get(token) ?? []), slug]);

// Every element asks for these: by the name alone, without putting a token together.
const ELEMENTS = featuresByName('element ');
const ATTRIBUTES = featuresByName('attribute ');
const NONE: readonly string[] = [];

const NOT_FOR_OUTLOOK = /^\[if\s[^\]]{0,80}!\s*\(?\s*mso/i;
const END_OF_CONDITION = /^\s*<?!\[endif\]/i;
const HTML5_DOCTYPE = /^!doctype\s+html\s*$/i;

/** Features that a mail uses, by their caniemail slug, in the order in which they first occur. */
export function featureUses(document: HtmlDocument): ReadonlyMap<string, FeatureUse> {
  const uses = new Map<string, CountedUse>();
  const sheets = new Map(styleSheetsOf(document).map((sheet) => [sheet.element, sheet]));
  let inOutlook = true;
  for (const node of markupOf(document)) {
    if (isComment(node)) inOutlook = seenByOutlook(node, inOutlook);
    if (isDirective(node) && HTML5_DOCTYPE.test(node.data)) addUses(uses, featuresOf(['doctype html5']), { locate: () => document.locate(0, 0), inOutlook });
    if (!isTag(node)) continue;
    addElement(uses, document, node, inOutlook);
    const sheet = sheets.get(node);
    if (sheet) addSheet(uses, sheet, inOutlook);
  }
  return uses;
}

function addElement(uses: Map<string, CountedUse>, document: HtmlDocument, element: Element, inOutlook: boolean): void {
  const features = featuresOfElement(element);
  if (features.length > 0) addUses(uses, features, { locate: () => document.locateElement(element), inOutlook });
  const { style } = element.attribs;
  if (style) addUses(uses, featuresOfStyle(style), { locate: () => locateStyle(document, element), inOutlook });
}

function featuresOfElement(element: Element): readonly string[] {
  let features = ELEMENTS.get(element.name) ?? NONE;
  for (const attribute in element.attribs) {
    const ofAttribute = ATTRIBUTES.get(attribute);
    if (ofAttribute) features = features.concat(ofAttribute);
  }
  const tokens = elementTokens(element);
  return tokens.length === 0 ? features : features.concat(tokens.flatMap((token) => FEATURES.get(token) ?? NONE));
}

function addUses(uses: Map<string, CountedUse>, slugs: readonly string[], place: Place): void {
  for (const slug of slugs) {
    const use = uses.get(slug);
    if (!use) uses.set(slug, { count: 1, ...place, latest: place });
    else if (use.latest !== place) {
      use.count++;
      use.inOutlook ||= place.inOutlook;
      use.latest = place;
    }
  }
}

function featuresByName(kind: string): ReadonlyMap<string, readonly string[]> {
  return new Map([...FEATURES].flatMap(([token, slugs]) => (token.startsWith(kind) ? [[token.slice(kind.length), slugs]] : [])));
}

function featuresOf(tokens: Iterable<string>): readonly string[] {
  const slugs = new Set<string>();
  for (const token of tokens) for (const slug of FEATURES.get(token) ?? []) slugs.add(slug);
  return [...slugs];
}

function seenByOutlook({ data }: Comment, before: boolean): boolean {
  if (END_OF_CONDITION.test(data)) return true;
  return NOT_FOR_OUTLOOK.test(data) && !data.includes('[endif]') ? false : before;
}

const featuresOfStyle = remembered((style) => {
  const tokens = parseStyleAttribute(style).flatMap(({ property, value, important }) => valueTokens(property, value, important));
  return featuresOf(style.includes('/*') ? [...tokens, 'comment'] : tokens);
});

function valueTokens(property: string, value: string, important: boolean): readonly string[] {
  const tokens = declarationTokens(property, value, important);
  return value.includes('url(') ? [...tokens, ...imageTokens(value.replace(/["')]/g, ' '))] : tokens;
}

function locateStyle(document: HtmlDocument, element: Element): Location {
  const place = element.sourceCodeLocation as AttributeRanges | null | undefined;
  const range = place?.attrs?.['style'];
  return range ? document.locate(range.startOffset, range.endOffset) : document.locateElement(element);
}

function addSheet(uses: Map<string, CountedUse>, { tree, css, locate }: EmbeddedStyleSheet, inOutlook: boolean): void {
  const nodes = nodesByTree.get(tree) ?? nodeUses(tree, css);
  nodesByTree.set(tree, nodes);
  for (const { slugs, start, end } of nodes) addUses(uses, slugs, { inOutlook, locate: () => locate(start, end) });
}

/** Equal style sheets of several mails share their tree. */
const nodesByTree = new WeakMap<StyleSheet, readonly NodeUse[]>();

function nodeUses(tree: StyleSheet, css: string): readonly NodeUse[] {
  const uses: NodeUse[] = [];
  const addNode = (tokens: Iterable<string>, { loc }: CssNode): void => {
    const slugs = featuresOf(tokens);
    if (slugs.length > 0) uses.push({ slugs, start: loc?.start.offset ?? 0, end: loc?.end.offset ?? 0 });
  };
  if (css.includes('/*')) addNode(['comment'], tree);
  const open: { readonly nodes: readonly CssNode[]; readonly inRule: boolean }[] = [{ nodes: tree.children.toArray(), inRule: false }];
  for (let level = open.pop(); level; level = open.pop()) {
    for (const node of level.nodes) {
      if (level.inRule && isNested(node)) addNode(['nesting'], node);
      if (node.type === 'Declaration') addNode(valueTokens(node.property, node.value.type === 'Raw' ? node.value.value : '', node.important !== false), node);
      if (node.type === 'Rule') addNode(selectorTokens(node.prelude), node.prelude);
      if (node.type === 'Atrule') addNode(atRuleTokens(node.name, node.prelude?.type === 'Raw' ? node.prelude.value : ''), node.prelude ?? node);
      const block = blockOf(node);
      if (block) open.push({ nodes: block.children.toArray(), inRule: node.type === 'Rule' || level.inRule });
    }
  }
  return uses;
}

function blockOf(node: CssNode): Block | null {
  return node.type === 'Rule' || node.type === 'Atrule' ? node.block : null;
}

/** A rule or an at-rule inside a rule. css-tree leaves those raw that do not start with `&`. */
function isNested(node: CssNode): boolean {
  return node.type === 'Rule' || node.type === 'Atrule' || (node.type === 'Raw' && node.value.includes('{'));
}
