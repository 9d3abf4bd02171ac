import { isTag, type Element } from 'domhandler';
import { isButton } from '../facts/buttons.js';
import { computedStylesOf, CONTENT_WIDTH, type ComputedStyle } from './computed-styles.js';
import { DEFAULT_DISPLAY } from './css/user-agent.js';
import { parseLength, toPixels } from './css/length.js';
import { elementsOf } from './elements.js';
import { perDocument } from './per-document.js';

/** What the elements at and above an element say about it. */
export interface Surroundings {
  /** Nearest `lang` that names a language, below `<html>` and `<body>`. */
  readonly lang: string | undefined;
  /** Nearest `a` or `area` with `href`. */
  readonly link: Element | undefined;
  readonly button: Element | undefined;
  /** Nearest element that starts a paragraph of its own. */
  readonly block: Element | undefined;
  /** Named as a footer, an imprint or a preheader by tag, class or id. */
  readonly footer: boolean;
  readonly preheader: boolean;
  /** Pixels, where elements say how wide they are. */
  readonly width: number;
}

type Changes = { -readonly [Key in keyof Surroundings]?: Surroundings[Key] };

const NOTHING: Surroundings = {
  lang: undefined, link: undefined, button: undefined, block: undefined, footer: false, preheader: false, width: CONTENT_WIDTH,
};

/** MJML writes `und` where the author gives no language. */
const UNDETERMINED = /^(?:und)?$/i;

const FOOTER = /foot(?:er|note)|(?:^|[-_\s])(?:foot|legal|imprint|impressum|disclaimer|colophon)(?:$|[-_\s])|unsubscribe/i;
const NOT_FOOTER = /(?:^|[-_\s])(?:has|no|with|without|pre|before|above)[-_]?footer/i;
const PREHEADER = /pre-?header|preview/i;

/** Apart from what is around them even when they are inline blocks: MJML's columns are such `div`s. */
const LAYOUT: ReadonlySet<string> = new Set(['table', 'td', 'th', 'div', 'center', 'section', 'p', 'ul', 'ol', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** Elements whose width their content fills. */
const CONTAINERS: ReadonlySet<string> = new Set(['table', 'td', 'th', 'div', 'center', 'section', 'a', 'p', 'span']);

export const surroundingsOf = perDocument((document) => {
  const styles = computedStylesOf(document);
  const known = new Map<Element, Surroundings>();
  const of = (element: Element): Surroundings => known.get(element) ?? NOTHING;
  for (const element of elementsOf(document)) {
    const outer = element.parent && isTag(element.parent) ? of(element.parent) : NOTHING;
    const changes = changesBy(element, styles.of(element), outer, isButton(element, styles));
    known.set(element, changes ? { ...outer, ...changes } : outer);
  }
  return { of };
});

function changesBy(element: Element, style: ComputedStyle, outer: Surroundings, button: boolean): Partial<Surroundings> | undefined {
  const changes: Changes = {};
  if (isLink(element)) changes.link = element;
  if (button) changes.button = element;
  if (button || startsParagraph(element, style)) changes.block = element;
  const width = CONTAINERS.has(element.name) ? widthOf(element, style, outer.width) : outer.width;
  if (width !== outer.width) changes.width = width;
  if (element.name !== 'html' && element.name !== 'body') addAttributes(changes, element, outer);
  return Object.keys(changes).length === 0 ? undefined : changes;
}

function addAttributes(changes: Changes, element: Element, outer: Surroundings): void {
  const { lang, class: className = '', id = '' } = element.attribs;
  const names = `${className} ${id}`;
  if (lang !== undefined) changes.lang = UNDETERMINED.test(lang) ? undefined : lang;
  if (!outer.footer && isFooter(element, names)) changes.footer = true;
  if (!outer.preheader && PREHEADER.test(names)) changes.preheader = true;
}

/** Whether the element leads somewhere. */
export function isLink({ name, attribs }: Element): boolean {
  return (name === 'a' || name === 'area') && attribs['href'] !== undefined;
}

/** Whether the text in the element is apart from the text before and after it. Inline elements join, also as inline blocks. */
function startsParagraph(element: Element, { display, declared: { float, position } }: ComputedStyle): boolean {
  if (display === 'contents') return false;
  if (display === 'none') return DEFAULT_DISPLAY.has(element.name);
  if ((float !== undefined && float !== 'none') || position === 'absolute' || position === 'fixed') return true;
  if (display === 'inline') return false;
  return display.startsWith('inline-') ? LAYOUT.has(element.name) : !display.startsWith('-webkit-inline');
}

function isFooter({ name }: Element, names: string): boolean {
  return name === 'footer' || (FOOTER.test(names) && !NOT_FOOTER.test(names));
}

/** Pixels of an element's box: width before `max-width`, style before attribute. */
export function widthOf(element: Element, { declared, fontSize }: ComputedStyle, container: number): number {
  const width = toPixels(declared.width ?? parseLength(element.attribs['width'] ?? ''), fontSize, container) ?? container;
  return Math.min(width, toPixels(declared.maxWidth, fontSize, container) ?? Infinity);
}
