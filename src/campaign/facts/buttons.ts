import { isTag, isText, type Element } from 'domhandler';
import type { ComputedStyle, ComputedStyles } from '../html/computed-styles.js';
import { CONTENT_WIDTH } from '../html/computed-styles.js';
import { parseLength, toPixels } from '../html/css/length.js';
import { hasWords, readerText } from './reader-text.js';
import { walk } from '../html/walk.js';

const BUTTON_NAME = /(?:^|[-_\s])(?:btn|button|cta)|Button|Btn|CTA/;
const BUTTON_INPUT = /^(?:submit|button|reset)$/i;

/** What no button holds: it would be a card that is linked as a whole. */
const CARD_CONTENT = /^(?:h[1-6]|ul|ol|hr|img|picture)$/;
const LONGEST_LABEL = 80;
const MOST_NODES = 60;

/** Elements around or inside a link that may draw its button: a cell, a table, a span. */
const WRAPPERS = 6;

/** Pixels. Thinner borders frame a button, thicker ones are its padding. */
const PADDING_BORDER = 4;
const MINIMUM_PADDING = 3;
const MINIMUM_HEIGHT = 24;
/** A cell wider than this is a strip across the mail, not a button. */
const WIDEST_CELL = 0.75 * CONTENT_WIDTH;

/** Whether a reader takes the element for a button: a form button, or a link drawn as a box of its own. */
export function isButton(element: Element, styles: ComputedStyles): boolean {
  if (element.name === 'button') return true;
  if (element.name === 'input') return BUTTON_INPUT.test(element.attribs['type'] ?? '') && (element.attribs['value'] ?? '') !== '';
  if (element.name !== 'a' || element.attribs['href'] === undefined || !isLabel(element)) return false;
  const inside = onlyChildren(element);
  const around = sameContentAncestors(element);
  const all = [...inside, element, ...around];
  const roomy = all.some((box) => isRoomy(styles.of(box)));
  const drawn = all.find((box) => isDrawn(box, styles));
  if (all.some(isNamedButton)) return roomy || drawn !== undefined;
  if (!roomy || !drawn) return false;
  return !around.includes(drawn) || styles.of(drawn).declared.rounded === true || !isStrip(drawn, styles);
}

function isLabel(link: Element): boolean {
  let length = 0;
  let nodes = 0;
  walk(link, {
    enter(node) {
      if (isText(node)) length += readerText(node.data).length;
      nodes += isTag(node) && CARD_CONTENT.test(node.name) ? Infinity : 1;
      return length > LONGEST_LABEL || nodes > MOST_NODES ? 'stop' : undefined;
    },
  });
  return length > 0 && length <= LONGEST_LABEL && nodes <= MOST_NODES;
}

function onlyChildren(link: Element): readonly Element[] {
  const chain: Element[] = [];
  for (let child = onlyChild(link); child && chain.length < WRAPPERS; child = onlyChild(child)) chain.push(child);
  return chain;
}

function onlyChild({ children }: Element): Element | undefined {
  const elements = children.length > MOST_NODES ? [] : children.filter(isTag);
  return elements.length === 1 && !children.some((child) => isText(child) && hasWords(child.data)) ? elements[0] : undefined;
}

/** Elements around the link that hold nothing else a reader sees. */
function sameContentAncestors(link: Element): readonly Element[] {
  const chain: Element[] = [];
  for (let { parent } = link; parent && isTag(parent) && chain.length < WRAPPERS && holdsOnly(parent, link); { parent } = parent) chain.push(parent);
  return chain;
}

/** Whether there is nothing to read or to look at in the element but the link. Empty cells beside it are its padding. */
function holdsOnly(element: Element, link: Element): boolean {
  let nodes = 0;
  walk(element, {
    enter(node) {
      const more = isTag(node) ? node !== link && /^(?:a|img|input|hr)$/.test(node.name) : isText(node) && hasWords(node.data);
      nodes += more ? Infinity : 1;
      return nodes > MOST_NODES ? 'stop' : node !== link;
    },
  });
  return nodes <= MOST_NODES;
}

function isNamedButton({ attribs }: Element): boolean {
  return attribs['role'] === 'button' || BUTTON_NAME.test(attribs['class'] ?? '') || BUTTON_NAME.test(attribs['id'] ?? '');
}

/** Whether the box stands out: a border, or a background other than what it stands on. */
function isDrawn(element: Element, styles: ComputedStyles): boolean {
  const { declared, background } = styles.of(element);
  if ((declared.borderWidth ?? 0) >= 1) return true;
  if (declared.backgroundImage !== undefined) return true;
  const color = declared.backgroundColor;
  if (color === undefined || color === 'inherit') return false;
  if (color === 'unknown') return true;
  const beneath = element.parent && isTag(element.parent) ? styles.of(element.parent).background : undefined;
  const same = background && beneath && (['red', 'green', 'blue'] as const).every((channel) => background[channel] === beneath[channel]);
  return color.alpha > 0 && !same;
}

/** Whether there is room between the label and the edge of the box. */
function isRoomy({ declared, display, fontSize }: ComputedStyle): boolean {
  const { paddingX, paddingY, borderWidth = 0, lineHeight, height } = declared;
  const padding = Math.max(toPixels(paddingX, fontSize, CONTENT_WIDTH) ?? 0, toPixels(paddingY, fontSize, CONTENT_WIDTH) ?? 0);
  if (padding >= MINIMUM_PADDING || borderWidth >= PADDING_BORDER) return true;
  const tallest = Math.max(toPixels(height, fontSize) ?? 0, lineHeight?.unit === 'px' ? lineHeight.value : 0);
  return display !== 'inline' && tallest >= MINIMUM_HEIGHT && tallest >= 1.6 * fontSize;
}

/** Whether a cell spans the mail. Its own width counts, else its table's. */
function isStrip(element: Element, styles: ComputedStyles): boolean {
  for (let node = element; ; node = node.parent) {
    const width = styles.of(node).declared.width ?? parseLength(node.attribs['width'] ?? '');
    if (width) return (toPixels(width, 16, CONTENT_WIDTH) ?? 0) > WIDEST_CELL;
    if (node.name === 'table') return false;
    if (!node.parent || !isTag(node.parent)) return true;
  }
}
