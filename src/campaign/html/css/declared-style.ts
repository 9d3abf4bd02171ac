import { parseColor, type Color } from './color.js';
import type { Declaration } from './declarations.js';
import { parseLength, type Length } from './length.js';

/** `unknown`: a template tag or a variable decides. */
export type ColorValue = Color | 'inherit' | 'unknown';

/** What the declarations that apply to one element say of the properties that decide what a reader sees. Undefined: nothing said. */
export interface DeclaredStyle {
  readonly display?: string;
  readonly visibility?: string;
  readonly opacity?: number;
  readonly position?: string;
  readonly float?: string;
  /** `overflow` other than `visible`. */
  readonly clipsOverflow?: boolean;
  /** Clipped to nothing, scaled to nothing or moved away by `clip`, `clip-path` or `transform`. */
  readonly clippedAway?: boolean;
  readonly msoHide?: boolean;
  readonly width?: Length | undefined;
  readonly height?: Length | undefined;
  readonly maxWidth?: Length | undefined;
  readonly maxHeight?: Length | undefined;
  readonly left?: Length | undefined;
  readonly right?: Length | undefined;
  readonly top?: Length | undefined;
  readonly bottom?: Length | undefined;
  readonly marginLeft?: Length | undefined;
  readonly marginTop?: Length | undefined;
  readonly textIndent?: Length | undefined;
  readonly fontSize?: Length;
  readonly bold?: boolean;
  readonly fontFamily?: string;
  /** A number without unit counts font sizes. */
  readonly lineHeight?: Length | undefined;
  readonly color?: ColorValue;
  readonly backgroundColor?: ColorValue;
  /** The value as written, when it holds an image or a gradient; undefined after `none`, absent where nothing is said. */
  readonly backgroundImage?: string | undefined;
  /** The larger of two opposite sides. */
  readonly paddingX?: Length | undefined;
  readonly paddingY?: Length | undefined;
  readonly borderWidth?: number;
  /** Values of the declarations of borders, as written. */
  readonly borders?: string | undefined;
  readonly rounded?: boolean;
}

type Draft = { -readonly [Property in keyof DeclaredStyle]: DeclaredStyle[Property] };
type Handler = (draft: Draft, value: string) => void;
type LengthProperty = { [P in keyof DeclaredStyle]-?: NonNullable<DeclaredStyle[P]> extends Length ? P : never }[keyof DeclaredStyle];

const DISPLAY = /^(?:none|block|inline|inline-block|table|inline-table|table-[a-z-]{3,18}|list-item|(?:inline-)?(?:flex|grid)|flow-root|contents|-webkit-(?:inline-)?box)$/i;
const VISIBILITY = /^(?:visible|hidden|collapse)$/i;

/** A mask, a variable, a pair of colours for two schemes, or the delimiters of a template language that nobody told us of: `{color}`, `[color]`. */
const UNDECIDED = /^$|[\uE000-\uF8FF{}[\]$%@|<>]|var\(|light-dark\(/i;

// CSS Fonts 4, section 2.5: absolute and relative sizes, with `medium` at 16 px.
const FONT_SIZES: ReadonlyMap<string, Length> = new Map(
  ([['xx-small', 9], ['x-small', 10], ['small', 13], ['medium', 16], ['large', 18], ['x-large', 24], ['xx-large', 32]] as const)
    .map(([name, value]): [string, Length] => [name, { value, unit: 'px' }]),
).set('smaller', { value: 5 / 6, unit: 'em' }).set('larger', { value: 1.2, unit: 'em' });

const HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['display', (draft, value) => { if (DISPLAY.test(value)) draft.display = keyword(value); }],
  ['visibility', (draft, value) => { if (VISIBILITY.test(value)) draft.visibility = keyword(value); }],
  ['position', (draft, value) => { draft.position = keyword(value); }],
  ['float', (draft, value) => { draft.float = keyword(value); }],
  ['mso-hide', (draft, value) => { draft.msoHide = keyword(value) === 'all'; }],
  ['opacity', (draft, value) => { setOpacity(draft, value); }],
  ['overflow', (draft, value) => { draft.clipsOverflow = keyword(value) !== 'visible'; }],
  ['overflow-x', (draft, value) => { draft.clipsOverflow = keyword(value) !== 'visible'; }],
  ['overflow-y', (draft, value) => { draft.clipsOverflow = keyword(value) !== 'visible'; }],
  ['clip', (draft, value) => { draft.clippedAway = /^rect\((?:\s*[01](?:px)?[\s,]*){4}\)$/i.test(value); }],
  ['clip-path', (draft, value) => { draft.clippedAway = /^(?:inset\(\s*(?:50|100)%|circle\(\s*0)/i.test(value); }],
  ['transform', (draft, value) => { draft.clippedAway = /scale[xy]?\(\s*0\s*[,)]|translate[xy]?\([^)]{0,40}-\d{4}/i.test(value); }],
  ['font', setFont],
  ['font-size', (draft, value) => { setFontSize(draft, keyword(value)); }],
  ['font-weight', (draft, value) => { setFontWeight(draft, keyword(value)); }],
  ['font-family', (draft, value) => { draft.fontFamily = value; }],
  ['line-height', (draft, value) => { setLineHeight(draft, value); }],
  ['color', (draft, value) => { setColor(draft, 'color', value); }],
  ['background-color', (draft, value) => { setColor(draft, 'backgroundColor', value); }],
  ['background-image', (draft, value) => { draft.backgroundImage = holdsImage(value) ? value : undefined; }],
  ['background', setBackground],
  ['margin', setMargin],
  ['padding', setPadding],
  ['padding-left', (draft, value) => { setLength(draft, 'paddingX', value); }],
  ['padding-right', (draft, value) => { setLength(draft, 'paddingX', value); }],
  ['padding-top', (draft, value) => { setLength(draft, 'paddingY', value); }],
  ['padding-bottom', (draft, value) => { setLength(draft, 'paddingY', value); }],
  ['border', (draft, value) => { draft.borders = undefined; setBorder(draft, value); addBorder(draft, value); }],
  ['border-top', (draft, value) => { setBorder(draft, value); addBorder(draft, value); }],
  ['border-bottom', addBorder],
  ['border-left', addBorder],
  ['border-right', addBorder],
  ['border-color', addBorder],
  ['border-width', setBorder],
  ['border-radius', (draft, value) => { draft.rounded = /[1-9]/.test(value); }],
  ['border-style', setBorderStyle],
  ...lengthHandlers(['width', 'height', 'left', 'right', 'top', 'bottom']),
  ...lengthHandlers(['maxWidth', 'maxHeight', 'marginLeft', 'marginTop', 'textIndent']),
]);

/** All properties but one in one order, whatever the order of the declarations: objects that are alike are read faster. */
export const NOTHING_DECLARED: DeclaredStyle = {
  display: undefined, visibility: undefined, opacity: undefined, position: undefined, float: undefined, clipsOverflow: undefined, clippedAway: undefined,
  msoHide: undefined, width: undefined, height: undefined, maxWidth: undefined, maxHeight: undefined, left: undefined, right: undefined, top: undefined,
  bottom: undefined, marginLeft: undefined, marginTop: undefined, textIndent: undefined, fontSize: undefined, bold: undefined, fontFamily: undefined,
  lineHeight: undefined, color: undefined, backgroundColor: undefined, paddingX: undefined, paddingY: undefined, borderWidth: undefined, borders: undefined, rounded: undefined,
};

/** Reads declarations in rising order of precedence: a later one wins, a value that is not understood leaves the earlier one. */
export function declaredStyle(declarations: readonly Declaration[]): DeclaredStyle {
  if (declarations.length === 0) return NOTHING_DECLARED;
  const draft: Draft = { ...NOTHING_DECLARED };
  for (const { property, value } of declarations) HANDLERS.get(property)?.(draft, value);
  return draft;
}

function lengthHandlers(properties: readonly LengthProperty[]): [string, Handler][] {
  return properties.map((property) => [
    property.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`),
    (draft, value) => { setLength(draft, property, value); },
  ]);
}

/** Keywords (`auto`, `none`) lift an earlier length. */
function setLength(draft: Draft, property: LengthProperty, value: string): void {
  const length = parseLength(value);
  if (length || /^[a-z-]+$/i.test(value)) draft[property] = length;
}

function keyword(value: string): string {
  return value.toLowerCase();
}

function setOpacity(draft: Draft, value: string): void {
  const opacity = parseFloat(value) / (value.endsWith('%') ? 100 : 1);
  if (!Number.isNaN(opacity)) draft.opacity = opacity;
}

function setFontSize(draft: Draft, value: string): void {
  const size = FONT_SIZES.get(value) ?? parseLength(value);
  if (!size) return;
  draft.fontSize = size.unit === '%' ? { value: size.value / 100, unit: 'em' } : size;
}

function setFontWeight(draft: Draft, value: string): void {
  const weight = Number(value);
  draft.bold = Number.isNaN(weight) ? value.startsWith('bold') : weight >= 600;
}

function setLineHeight(draft: Draft, value: string): void {
  const length = parseLength(value);
  if (!length) draft.lineHeight = undefined;
  else if (length.unit === '%') draft.lineHeight = { value: length.value / 100, unit: 'em' };
  else draft.lineHeight = /^[\d.]+$/.test(value.trim()) ? { value: length.value, unit: 'em' } : length;
}

/** `font: italic bold 12px/1.5 Georgia, serif`. */
function setFont(draft: Draft, value: string): void {
  const match = /(?:^|\s)([\d.]+(?:px|pt|em|rem|%)?|(?:x{1,2}-)?(?:small|large)|medium)(?:\s*\/\s*([\w.%]+))?\s+(\S.*)$/i.exec(value);
  if (!match) return;
  draft.bold = /\b(?:bold|bolder|[6-9]00)\b/i.test(value.slice(0, match.index));
  setFontSize(draft, keyword(match[1] ?? ''));
  setLineHeight(draft, match[2] ?? 'normal');
  draft.fontFamily = match[3] ?? '';
}

function setColor(draft: Draft, property: 'color' | 'backgroundColor', value: string): void {
  const color = parseColorValue(value);
  if (color) draft[property] = color;
}

/** Undefined for a value that is not understood. */
export function parseColorValue(value: string): ColorValue | undefined {
  const color = parseColor(value);
  if (color) return color;
  if (UNDECIDED.test(value)) return 'unknown';
  return /^(?:inherit|unset|currentcolor)$/i.test(value) ? 'inherit' : undefined;
}

function holdsImage(value: string): boolean {
  return /url\(|gradient\(/i.test(value);
}

function setBackground(draft: Draft, value: string): void {
  const parts = value.match(/[\w-]+\([^()]*\)|[^\s,]+/g) ?? [];
  const color = parts.map(parseColor).findLast((part) => part !== undefined);
  draft.backgroundImage = holdsImage(value) ? value : undefined;
  if (color) draft.backgroundColor = color;
  else if (!draft.backgroundImage && UNDECIDED.test(value)) draft.backgroundColor = 'unknown';
  else draft.backgroundColor = undefined;
}

/** One to four values in CSS order: top, right, bottom, left. */
function sides(value: string): readonly (Length | undefined)[] {
  const [top, right = top, bottom = top, left = right] = value.split(/\s+/).map(parseLength);
  return [top, right, bottom, left];
}

function larger(one: Length | undefined, other: Length | undefined): Length | undefined {
  return (one?.value ?? 0) >= (other?.value ?? 0) ? one : other;
}

function setMargin(draft: Draft, value: string): void {
  const [top, , , left] = sides(value);
  if (top) draft.marginTop = top;
  if (left) draft.marginLeft = left;
}

function setPadding(draft: Draft, value: string): void {
  const [top, right, bottom, left] = sides(value);
  const [x, y] = [larger(left, right), larger(top, bottom)];
  if (x) draft.paddingX = x;
  if (y) draft.paddingY = y;
}

function setBorder(draft: Draft, value: string): void {
  const lengths = value.split(/\s+/).map(parseLength).filter((length) => length !== undefined);
  const none = /\bnone\b/i.test(value);
  if (none || lengths.length > 0) draft.borderWidth = none ? 0 : lengths.reduce((most, { value: width }) => Math.max(most, width), -Infinity);
}

function setBorderStyle(draft: Draft, value: string): void {
  if (keyword(value) !== 'none') return addBorder(draft, value);
  draft.borderWidth = 0;
  draft.borders = undefined;
}

function addBorder(draft: Draft, value: string): void {
  draft.borders = draft.borders === undefined ? value : `${draft.borders}; ${value}`;
}
