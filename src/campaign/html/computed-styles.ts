import { isTag, type Element } from 'domhandler';
import type { HiddenBy, HtmlDocument } from '../campaign.js';
import { hasOutlookContent } from './conditional-comments.js';
import { createCascade, type Cascade } from './css/cascade.js';
import { BLACK, blend, contrastRatio, parseColor, WHITE, type Color } from './css/color.js';
import { NOTHING_DECLARED, type DeclaredStyle } from './css/declared-style.js';
import { toPixels, type Length } from './css/length.js';
import type { ColorScheme } from './css/media-query.js';
import { withPresentationalHints } from './css/presentational-hints.js';
import { styleRulesIn, type StyleRule } from './css/style-rules.js';
import { BOLD, DEFAULT_DISPLAY, FONT_SCALE, FORM_CONTROLS, LINK_COLOR } from './css/user-agent.js';
import { elementsNamed, elementsOf } from './elements.js';
import { perDocument } from './per-document.js';
import { styleSheetsOf } from './style-sheets.js';

export interface Hiding {
  readonly by: HiddenBy;
  /** The outermost element that hides. */
  readonly element: Element;
}

/** How an element looks in the base view: a desktop client, light scheme, about 1100 px wide, that honours CSS. */
export interface ComputedStyle {
  readonly declared: DeclaredStyle;
  readonly display: string;
  readonly fontSize: number;
  readonly bold: boolean;
  readonly fontFamily: string | undefined;
  /** Undefined: a template tag or the system decides. */
  readonly color: Color | undefined;
  /** What the text stands on, always opaque. Undefined: an image, a gradient or a template tag. */
  readonly background: Color | undefined;
  /** Why nothing in the element is drawn, whatever its descendants say. */
  readonly removed: Hiding | undefined;
  /** Why an image in it is not drawn. */
  readonly boxHidden: Hiding | undefined;
  /** Why text directly in it cannot be read. */
  readonly textHidden: Hiding | undefined;
  readonly depth: number;
  readonly inherited: Inherited;
}

/** How children of one style look that have this name and these declarations. */
interface Alike {
  readonly name: string;
  readonly declared: DeclaredStyle;
  readonly style: ComputedStyle;
}

interface Inherited {
  readonly visible: boolean;
  readonly lineHeight: Length | undefined;
  readonly textIndent: number;
  /** In a box that clips and has no height of its own. */
  readonly inFlatBox: boolean;
  readonly lowContrast: boolean;
  /** Undefined: the client decides. */
  readonly linkColor: Color | undefined;
  /** Whether `mso-hide` keeps text from readers: not where Outlook gets something else instead. */
  readonly msoHides: boolean;
}

export interface ComputedStyles {
  of(element: Element): ComputedStyle;
  /** Whether a media query, a reader's action or a certain client shows what the element hides. */
  isRevealed(hiding: Hiding): boolean;
}

// Thresholds of hidden text (rule content/hidden-text cites their sources).
const INVISIBLE_FONT_SIZE = 1;
const INVISIBLE_HEIGHT = 1;
const INVISIBLE_OPACITY = 0.01;
const INVISIBLE_CONTRAST = 1.1;
const OFF_SCREEN = -999;

/** Children of one style that are compared with the next: each with another style would be compared with all before. */
const MOST_ALIKE = 16;

/** Pixels: what percentages refer to where no element says more. The customary width of a mail. */
export const CONTENT_WIDTH = 600;

const INITIAL: ComputedStyle = {
  declared: NOTHING_DECLARED, display: 'block', fontSize: 16, bold: false, fontFamily: undefined, color: BLACK, background: WHITE,
  removed: undefined, boxHidden: undefined, textHidden: undefined, depth: 0,
  inherited: { visible: true, lineHeight: undefined, textIndent: 0, inFlatBox: false, lowContrast: false, linkColor: LINK_COLOR, msoHides: true },
};

const SCHEMES = /^(?:color-scheme|supported-color-schemes)$/i;
const DECLARES_DARK = /(?<![\w-])(?:color-scheme|supported-color-schemes)\s*:[^;}]{0,40}\bdark\b/i;
const ASKS_FOR_DARK = /prefers-color-scheme\s*:\s*dark/i;

/** What WebKit lays out a page on that says it has a dark scheme. */
const DARK_CANVAS = parseColor('#1e1e1e');

export const computedStylesOf = perDocument((document) => computeStyles(document, cascadeOf(document, 'light'), INITIAL));

/**
 * How elements look in the dark scheme that the mail itself makes, by `prefers-color-scheme` or by saying that it has one: clients that honour either
 * show it so (Apple Mail), and leave its colours alone; what they lay a mail on that declares no scheme differs. The light ones where it makes none.
 */
export const darkStylesOf = perDocument((document): ComputedStyles => {
  const sheets = styleSheetsOf(document);
  const declaresDark = sheets.some(({ css }) => DECLARES_DARK.test(css)) || elementsNamed(document, 'meta').some(({ attribs }) => SCHEMES.test(attribs['name'] ?? '') && /\bdark\b/i.test(attribs['content'] ?? ''));
  if (!declaresDark && !sheets.some(({ css, media }) => ASKS_FOR_DARK.test(css) || ASKS_FOR_DARK.test(media ?? ''))) return computedStylesOf(document);
  const canvas = declaresDark ? { color: WHITE, background: DARK_CANVAS } : { color: undefined, background: undefined };
  const initial = { ...INITIAL, ...canvas, inherited: { ...INITIAL.inherited, linkColor: undefined } };
  return computeStyles(document, cascadeOf(document, 'dark'), initial);
});

function computeStyles(document: HtmlDocument, cascade: Cascade, base: ComputedStyle): ComputedStyles {
  const initial = { ...base, inherited: { ...base.inherited, msoHides: !hasOutlookContent(document) } };
  const styles = new Map<Element, ComputedStyle>();
  const styleOf = (element: Element): ComputedStyle => styles.get(element) ?? initial;
  const parentStyleOf = ({ parent }: Element): ComputedStyle => (parent && isTag(parent) ? styleOf(parent) : initial);
  const siblings = new Map<ComputedStyle, Alike[]>();
  for (const element of elementsOf(document)) {
    const parent = parentStyleOf(element);
    const author = cascade.declared(element, parent.depth + 1);
    styles.set(element, looksByDeclarations(element) ? sharedStyle(element, author, parent, siblings) : computeStyle(element, author, parent));
  }
  return {
    of: styleOf,
    isRevealed: (hiding) => isRevealed(hiding, cascade, parentStyleOf(hiding.element)),
  };
}

/** Whether no attribute but `style` and what selectors ask for decides how the element looks. */
function looksByDeclarations({ name, attribs }: Element): boolean {
  if (name === 'body' || name === 'font' || (name === 'a' && attribs['href'] === undefined)) return false;
  return attribs['bgcolor'] === undefined && attribs['background'] === undefined && attribs['hidden'] === undefined;
}

/** The style of a sibling, or of a cousin in an element that looks like the parent: most of a mail are rows and cells that repeat. */
function sharedStyle(element: Element, author: DeclaredStyle, parent: ComputedStyle, siblings: Map<ComputedStyle, Alike[]>): ComputedStyle {
  const known = siblings.get(parent);
  const alike = known?.find(({ name, declared }) => declared === author && name === element.name);
  if (alike) return alike.style;
  const style = computeStyle(element, author, parent);
  const hides = style.removed !== parent.removed || style.boxHidden !== parent.boxHidden || style.textHidden !== parent.textHidden; // names this element
  if (hides) return style;
  const entry = { name: element.name, declared: author, style };
  if (!known) siblings.set(parent, [entry]);
  else if (known.length < MOST_ALIKE) known.push(entry);
  return style;
}

function isRevealed({ element, by }: Hiding, cascade: Cascade, parent: ComputedStyle): boolean {
  const kind = styleKindOf(by);
  return cascade.alternatives(element, parent.depth + 1).some((declared) => !computeStyle(element, declared, parent)[kind]);
}

/** Some ways of hiding are inherited, and a descendant can undo them; the others remove the whole element. */
function styleKindOf(by: HiddenBy): 'removed' | 'textHidden' {
  return by === 'visibility' || by === 'font-size' || by === 'color' ? 'textHidden' : 'removed';
}

/** Mails of one sender share their style sheets: those with one sheet share its cascade as well. */
function cascadeOf(document: HtmlDocument, scheme: ColorScheme): Cascade {
  const [rules = NO_RULES, ...others] = styleSheetsOf(document).map(({ tree, media }) => styleRulesIn(tree, media, scheme));
  if (others.length > 0) return createCascade([rules, ...others].flat());
  const cascade = cascades.get(rules) ?? createCascade(rules);
  cascades.set(rules, cascade);
  return cascade;
}

const NO_RULES: readonly StyleRule[] = [];
const cascades = new WeakMap<readonly StyleRule[], Cascade>();

function computeStyle(element: Element, author: DeclaredStyle, parent: ComputedStyle): ComputedStyle {
  const declared = withPresentationalHints(element, author);
  const fontSize = toPixels(declared.fontSize, parent.fontSize) ?? parent.fontSize * (FONT_SCALE.get(element.name) ?? 1);
  const color = colorOf(element, declared, parent);
  const background = backgroundOf(element, declared, parent);
  const display = displayOf(element, declared);
  const inherited = inheritedOf(element, declared, parent, { fontSize, color, background, display });
  const removed = parent.removed ?? found(element, removedBy(declared, display, fontSize, inherited));
  const boxHidden = removed ?? (inherited.visible ? undefined : (parent.boxHidden ?? { by: 'visibility', element }));
  const unreadable = textHiddenBy(fontSize, inherited);
  const textHidden = removed ?? (unreadable && (parent.textHidden ?? { by: unreadable, element }));
  return {
    ...parent, // all replaced, and made young: see treeAdapter
    declared, display, fontSize, color, background, removed, boxHidden, textHidden, inherited,
    bold: declared.bold ?? (BOLD.has(element.name) || parent.bold),
    fontFamily: declared.fontFamily ?? parent.fontFamily,
    depth: parent.depth + 1,
  };
}

function found(element: Element, by: HiddenBy | undefined): Hiding | undefined {
  return by && { by, element };
}

function displayOf({ name, attribs }: Element, { display }: DeclaredStyle): string {
  if (display !== undefined) return display;
  return attribs['hidden'] !== undefined ? 'none' : (DEFAULT_DISPLAY.get(name) ?? 'inline');
}

function inheritedOf(
  element: Element, declared: DeclaredStyle, parent: ComputedStyle,
  { fontSize, color, background, display }: Pick<ComputedStyle, 'fontSize' | 'color' | 'background' | 'display'>,
): Inherited {
  const { inherited } = parent;
  const sameColors = color === parent.color && background === parent.background;
  const visible = declared.visibility === undefined ? inherited.visible : declared.visibility === 'visible';
  const lineHeight = declared.lineHeight ?? inherited.lineHeight;
  const textIndent = toPixels(declared.textIndent, fontSize, CONTENT_WIDTH) ?? inherited.textIndent;
  const inFlatBox = inherited.inFlatBox || (clips(declared, display) && isFlat(lineHeight, fontSize));
  const lowContrast = sameColors ? inherited.lowContrast : isLowContrast(color, background);
  const linkColor = (element.name === 'body' && parseColor(element.attribs['link'] ?? '')) || inherited.linkColor;
  const isSame = visible === inherited.visible && lineHeight === inherited.lineHeight && textIndent === inherited.textIndent
    && inFlatBox === inherited.inFlatBox && lowContrast === inherited.lowContrast && linkColor === inherited.linkColor;
  return isSame ? inherited : { visible, lineHeight, textIndent, inFlatBox, lowContrast, linkColor, msoHides: inherited.msoHides };
}

function colorOf({ name, attribs }: Element, { color }: DeclaredStyle, parent: ComputedStyle): Color | undefined {
  if (color === 'inherit') return parent.color;
  if (color === 'unknown') return undefined;
  if (color) return color;
  if (name === 'a' && attribs['href'] !== undefined) return parent.inherited.linkColor;
  return FORM_CONTROLS.has(name) ? undefined : parent.color;
}

function backgroundOf({ name }: Element, declared: DeclaredStyle, parent: ComputedStyle): Color | undefined {
  const { backgroundColor: color, backgroundImage, position } = declared;
  if (backgroundImage !== undefined || color === 'unknown') return undefined;
  const lifted = position === 'absolute' || position === 'fixed' || isNegative(declared.marginTop) || FORM_CONTROLS.has(name);
  const beneath = lifted ? undefined : parent.background;
  if (color === undefined || color === 'inherit' || color.alpha === 0) return beneath;
  if (color.alpha >= 1) return color;
  return beneath && blend(color, beneath);
}

function isNegative(length: Length | undefined): boolean {
  return length !== undefined && length.value < 0;
}

function isLowContrast(color: Color | undefined, background: Color | undefined): boolean {
  return color !== undefined && background !== undefined && contrastRatio(blend(color, background), background) < INVISIBLE_CONTRAST;
}

function textHiddenBy(fontSize: number, { visible, lineHeight, textIndent, inFlatBox, lowContrast }: Inherited): HiddenBy | undefined {
  if (!visible) return 'visibility';
  if (fontSize <= INVISIBLE_FONT_SIZE) return 'font-size';
  if (inFlatBox && isFlat(lineHeight, fontSize)) return 'max-height';
  if (textIndent <= OFF_SCREEN) return 'off-screen';
  return lowContrast ? 'color' : undefined;
}

function isFlat(lineHeight: Length | undefined, fontSize: number): boolean {
  return (toPixels(lineHeight, fontSize) ?? fontSize) <= INVISIBLE_HEIGHT;
}

function removedBy(declared: DeclaredStyle, display: string, fontSize: number, { msoHides }: Inherited): HiddenBy | undefined {
  if (display === 'none') return declared.display === undefined ? 'hidden-attribute' : 'display';
  if ((declared.opacity ?? 1) <= INVISIBLE_OPACITY) return 'opacity';
  if (clips(declared, display) && isCutToNothing(declared, fontSize)) return 'max-height';
  if (isOffScreen(declared, fontSize)) return 'off-screen';
  return declared.msoHide && msoHides ? 'mso-hide' : undefined;
}

function isCutToNothing({ maxHeight, height, maxWidth, width }: DeclaredStyle, fontSize: number): boolean {
  return [maxHeight, height, maxWidth, width].some((size) => (toPixels(size, fontSize, CONTENT_WIDTH) ?? Infinity) <= INVISIBLE_HEIGHT);
}

/** Whether the element cuts off what overflows it. Inline boxes and tables never do. */
function clips({ clipsOverflow, float, position }: DeclaredStyle, display: string): boolean {
  if (!clipsOverflow) return false;
  const blockified = (float !== undefined && float !== 'none') || position === 'absolute' || position === 'fixed';
  return blockified || !(display === 'inline' || display.startsWith('table'));
}

function isOffScreen(declared: DeclaredStyle, fontSize: number): boolean {
  const { position, clippedAway, marginLeft, marginTop, left, top, right, bottom } = declared;
  const isFar = (offset: Length | undefined): boolean => offset !== undefined && (toPixels(offset, fontSize) ?? 0) <= OFF_SCREEN;
  if (clippedAway === true || isFar(marginLeft) || isFar(marginTop)) return true;
  return position !== undefined && position !== 'static' && (isFar(left) || isFar(top) || isFar(right) || isFar(bottom));
}
