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
    known.set(element, surroundingsIn(outer, element, styles.of(element), isButton(element, styles)));
  }
  return { of };
});

/** `outer` itself where the element changes nothing. */
function surroundingsIn(outer: Surroundings, element: Element, style: ComputedStyle, isButton: boolean): Surroundings {
  const link = isLink(element) ? element : outer.link;
  const button = isButton ? element : outer.button;
  const block = isButton || startsParagraph(element, style) ? element : outer.block;
  const width = CONTAINERS.has(element.name) ? widthOf(element, style, outer.width) : outer.width;
  const { lang, footer, preheader } = namesIn(outer, element);
  const isSame = link === outer.link && button === outer.button && block === outer.block && width === outer.width
    && lang === outer.lang && footer === outer.footer && preheader === outer.preheader;
  return isSame ? outer : { ...outer, lang, link, button, block, footer, preheader, width }; // all replaced, and made young: see treeAdapter
}

/** What attributes below `<body>` say. */
function namesIn(outer: Surroundings, element: Element): Pick<Surroundings, 'lang' | 'footer' | 'preheader'> {
  const { lang, class: className, id } = element.attribs;
  if (lang === undefined && className === undefined && id === undefined && element.name !== 'footer') return outer;
  if (element.name === 'html' || element.name === 'body') return outer;
  const names = `${className ?? ''} ${id ?? ''}`;
  return {
    lang: lang === undefined ? outer.lang : UNDETERMINED.test(lang) ? undefined : lang,
    footer: outer.footer || isFooter(element, names),
    preheader: outer.preheader || PREHEADER.test(names),
  };
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
