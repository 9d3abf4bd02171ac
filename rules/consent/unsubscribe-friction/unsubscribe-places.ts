import { isTag, type Element } from 'domhandler';
import type { Campaign, HtmlDocument } from '#campaign/campaign.js';
import { blend, contrastRatio } from '#campaign/html/css/color.js';
import type { Location } from '#campaign/location.js';
import { styledTextsOf, type StyledText } from '#campaign/html/styled-text.js';
import { isLink } from '#campaign/html/surroundings.js';
import { unsubscribeOffers } from '#campaign/facts/unsubscribe.js';
import { walk } from '#campaign/html/walk.js';

/** A visible way out in the HTML, and how well it can be seen. */
export interface UnsubscribePlace {
  readonly location: Location;
  readonly route: 'link' | 'mailto';
  readonly picture: boolean;
  /** CSS pixels; undefined where it has no text of its own, as a picture, or no place that is known. */
  readonly fontSize: number | undefined;
  /** WCAG contrast ratio; undefined where a colour is not known. */
  readonly contrast: number | undefined;
  /** The longest run of line breaks and empty paragraphs before it. */
  readonly blankLines: number;
}

/** A line break, or a paragraph of nothing. */
const BLANK_LINE = /<br\b[^>]{0,200}>|<(p|div)\b[^>]{0,200}>(?:\s|&nbsp;|&#160;)*<\/\1>/gi;
/** Characters of markup between two blank lines of one run. */
const MOST_BETWEEN = 2000;
const NOTHING_SHOWN = /^(?:\s|&nbsp;|&#160;|<\/?(?!img\b|a\b|hr\b)[a-z][^>]{0,400}>)*$/i;

/** Offers by reply are left out: they have nothing to click. */
export function unsubscribePlaces(campaign: Campaign, html: HtmlDocument): readonly UnsubscribePlace[] {
  const offers = unsubscribeOffers(campaign).filter(({ strength, part, reach }) => strength === 'unsubscribe' && part === 'html' && reach === 'visible');
  if (offers.length === 0) return [];
  const elements = elementsByPlace(campaign, html);
  const texts = styledTextsOf(html);
  const links = offers.flatMap(({ location }) => elements.get(key(location)) ?? []).filter(isLink);
  return offers.flatMap(({ route, picture, location }) => {
    if (route === 'reply') return [];
    const element = elements.get(key(location));
    // The paragraph around an unsubscribe link offers what the link does, and holds other links that are easier to see.
    if (!element || (!isLink(element) && links.some((link) => isWithin(link, element)))) return [];
    const range = element.sourceCodeLocation;
    const inside = range ? texts.filter(({ start, end }) => start >= range.startOffset && end <= range.endOffset) : [];
    const linked = inside.filter((text) => isInLink(text.element));
    const read = linked.length > 0 ? linked : inside;
    const blankLines = blankLinesIn(html.source.slice(0, range?.startOffset ?? 0));
    return [{ location, route, picture, blankLines, fontSize: largest(read.map(({ style }) => style.fontSize)), contrast: largest(read.map(contrastOf)) }];
  });
}

function blankLinesIn(source: string): number {
  let most = 0;
  let run = 0;
  let end = 0;
  for (const { index, 0: written } of source.matchAll(BLANK_LINE)) {
    run = index - end < MOST_BETWEEN && NOTHING_SHOWN.test(source.slice(end, index)) ? run + 1 : 1;
    end = index + written.length;
    most = Math.max(most, run);
  }
  return most;
}

function elementsByPlace({ visibleText }: Campaign, html: HtmlDocument): ReadonlyMap<string, Element> {
  const elements = new Map(visibleText.blocks.map(({ element, location }) => [key(location), element]));
  walk(html.root, {
    enter(node) {
      if (isTag(node) && isLink(node)) elements.set(key(html.locateElement(node)), node);
      return undefined;
    },
  });
  return elements;
}

function isWithin(inner: Element, outer: Element): boolean {
  for (let node: Element['parent'] = inner; node && isTag(node); node = node.parent) if (node === outer) return true;
  return false;
}

function isInLink(element: Element): boolean {
  for (let node: Element['parent'] = element; node && isTag(node); node = node.parent) if (isLink(node)) return true;
  return false;
}

function contrastOf({ style: { color, background } }: StyledText): number | undefined {
  return color && background ? contrastRatio(blend(color, background), background) : undefined;
}

/** Undefined when one of the values is not known, or there are none: the reader may see it well. */
function largest(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length && known.length > 0 ? Math.max(...known) : undefined;
}

function key({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}
