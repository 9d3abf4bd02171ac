import { isTag, type Element } from 'domhandler';
import type { Campaign, HtmlDocument } from '#campaign/campaign.js';
import { placedImagesOf } from '#campaign/facts/images.js';
import { moneyIn } from '#campaign/facts/money.js';
import { readerText } from '#campaign/facts/reader-text.js';
import { footerOf } from '#campaign/facts/footer.js';
import { computedStylesOf } from '#campaign/html/computed-styles.js';
import { renderedElementsOf } from '#campaign/html/elements.js';
import { isLink, surroundingsOf } from '#campaign/html/surroundings.js';
import { joinSegments, textFlowOf, type Segment } from '#campaign/html/text-flow.js';
import type { Shown } from './shown.js';

interface Card {
  readonly element: Element;
  readonly text: string;
  /** The lowest of those in it: beside a price there may be the one before. */
  readonly price: number;
}

/** What stands in an element and all below it. */
interface Content {
  readonly pictures: Element[];
  readonly links: Element[];
}

/** "2 x", "× 1", "Qty: 1", "1 ks": how many were ordered. */
const QUANTITY = /(?<![\d.,])\d{1,2} ?[x×](?!\p{L})|(?<!\p{L})[x×] ?\d{1,2}(?![\d.,])|(?<![\p{L}\d.,:/-])[1-9](?![\d.,:/%-]| ?(?:k?g|[mcd]?l|[cm]?m|h)(?!\p{L}))/u;
/** A number in the path of a button that stands for one order, booking or account. */
const OWN_PAGE = /\d{4,}|[/_-](?:order|account|booking|ticket|invoice|bestell|konto|buchung|commande|compte|pedido|cuenta|ordine|prenotazion)/i;
/** Of a card; a cell with more is a letter, or most of the mail. */
const MOST_CHARACTERS = 300;
const MOST_PICTURES = 2;
const MOST_TARGETS = 2;
/** Of a mail that shows more, nobody needs to know which of them are for sale. */
const MOST_CARDS = 40;
/** Cells and pictures that are looked at. */
const MOST_LOOKED_AT = 200;
const MOST_PRICES = 200;
/** A column is at most this part of what it stands in. */
const COLUMN = 0.75;
const CENT = 0.005;
/** "3 490 Ft": a blank before thousands, which amounts are written without break else. */
const THOUSAND = /(?<![\d.,])(\d{1,3}) (?=\d{3}(?!\d))/g;

/** Goods for sale: two and more side by side, or one with a button; none of those whose prices are what the mail adds up, or that were ordered so many times. */
export function goodsIn({ html }: Campaign): readonly Shown[] {
  if (!html) return [];
  const contents = contentsOf(html);
  const cards = [...new Set([...columnCards(html, contents), ...buttonCards(html, contents)])].slice(0, MOST_CARDS);
  return unbilled(html, cards).map(({ element, text }) => ({ words: text, location: html.locateElement(element) }));
}

/** Elements that hold pictures or links, each with those in it; nothing of the footer. */
function contentsOf(html: HtmlDocument): ReadonlyMap<Element, Content> {
  const footer = footerOf(html);
  const contents = new Map<Element, Content>();
  const add = (kind: keyof Content, leaf: Element): void => {
    if (footer.contains(leaf)) return;
    for (let node: Element['parent'] = leaf; node && isTag(node); node = node.parent) {
      const content = contents.get(node) ?? { pictures: [], links: [] };
      contents.set(node, content);
      if (content[kind].length > MOST_CARDS) return; // So have all around it, and it is no card.
      content[kind].push(leaf);
    }
  };
  for (const { element, image } of placedImagesOf(html)) if (image.kind !== 'vml' && image.visible && image.purpose === 'content') add('pictures', element);
  const styles = computedStylesOf(html);
  for (const element of renderedElementsOf(html)) if (isLink(element) && styles.of(element).boxHidden === undefined) add('links', element);
  return contents;
}

/** Cells and columns beside each other, two or more of which have a picture, a price and a link. */
function columnCards(html: HtmlDocument, contents: ReadonlyMap<Element, Content>): readonly Card[] {
  const cells = [...contents].filter(([element, { pictures, links }]) => pictures.length > 0 && pictures.length <= MOST_PICTURES && links.length > 0 && new Set(links.map(hrefOf)).size <= MOST_TARGETS && isColumn(html, element));
  const cards = cells.slice(0, MOST_LOOKED_AT).flatMap(([element]) => cardOf(html, element) ?? []);
  return cards.filter((card) => cards.some((other) => other !== card && other.element.parent === card.element.parent));
}

function isColumn(html: HtmlDocument, element: Element): boolean {
  const { parent } = element;
  if (!parent || !isTag(parent)) return false;
  if (element.name === 'td' || element.name === 'th') return true;
  if (element.name !== 'div' && element.name !== 'table') return false;
  const surroundings = surroundingsOf(html);
  return computedStylesOf(html).of(element).display.startsWith('inline-') || surroundings.of(element).width <= COLUMN * surroundings.of(parent).width;
}

/** The least around a picture and a button that lead to the same page, with a price. */
function buttonCards(html: HtmlDocument, contents: ReadonlyMap<Element, Content>): readonly Card[] {
  const surroundings = surroundingsOf(html);
  const targets = new Set([...contents].filter(([element]) => surroundings.of(element).button === element).map(([element]) => hrefOf(element)));
  const linked = [...contents].flatMap(([element, { pictures, links }]) => {
    const target = pictures[0] === element && links.length === 0 ? pictureTarget(html, element) : undefined;
    return target !== undefined && targets.has(target) && !OWN_PAGE.test(target) ? [{ element, target }] : [];
  });
  return linked.slice(0, MOST_LOOKED_AT).flatMap(({ element, target }) => {
    const around = nearest(element, (node) => contents.get(node)?.links.some((link) => hrefOf(link) === target && surroundings.of(link).button === link) ?? false);
    const inside = around && contents.get(around);
    if (!inside || inside.pictures.some((picture) => pictureTarget(html, picture) !== target)) return [];
    return cardOf(html, around) ?? [];
  });
}

function pictureTarget(html: HtmlDocument, picture: Element): string | undefined {
  const { link } = surroundingsOf(html).of(picture);
  return link && hrefOf(link);
}

function nearest(element: Element, holds: (node: Element) => boolean): Element | undefined {
  for (let node: Element['parent'] = element; node && isTag(node); node = node.parent) if (holds(node)) return node;
  return undefined;
}

function hrefOf({ attribs }: Element): string {
  return (attribs['href'] ?? '').trim();
}

function cardOf(html: HtmlDocument, element: Element): Card | undefined {
  const text = textIn(html, element);
  if (text.length > MOST_CHARACTERS) return undefined;
  const money = moneyIn(text);
  const price = Math.min(...money.map(({ value }) => value));
  if (money.length === 0 || price === 0) return undefined;
  const rest = money.reduceRight((left, { start, written }) => `${left.slice(0, start)}|${left.slice(start + written.length)}`, text);
  return QUANTITY.test(rest) ? undefined : { element, text, price };
}

function textIn(html: HtmlDocument, { sourceCodeLocation: range }: Element): string {
  if (!range) return '';
  const inside = textFlowOf(html).paragraphs.map((segments) => segments.filter(({ start, end }) => start >= range.startOffset && end <= range.endOffset));
  return joined(html, inside);
}

function joined(html: HtmlDocument, paragraphs: readonly (readonly Segment[])[]): string {
  return readerText(html.unmask(paragraphs.filter((segments) => segments.length > 0).map(joinSegments).join(' '))).replace(THOUSAND, '$1\u00A0');
}

/** Without those that follow each other and whose prices are a sum that the mail names elsewhere, alone or with something added (the postage). */
function unbilled(html: HtmlDocument, cards: readonly Card[]): readonly Card[] {
  if (cards.length === 0) return [];
  const ranges = cards.map(({ element }) => element.sourceCodeLocation);
  const others = textFlowOf(html).paragraphs
    .map((segments) => segments.filter(({ start }) => !ranges.some((range) => range && start >= range.startOffset && start < range.endOffset)))
    .flatMap((segments) => moneyIn(joined(html, [segments])).map(({ value }) => value)).slice(0, MOST_PRICES);
  const billed = new Set<Card>();
  for (let from = 0; from < cards.length; from++) {
    let sum = 0;
    for (let to = from; to < cards.length; to++) {
      sum += cards[to]?.price ?? 0;
      if (isNamed(sum, others)) for (const card of cards.slice(from, to + 1)) billed.add(card);
    }
  }
  return cards.filter((card) => !billed.has(card));
}

function isNamed(sum: number, others: readonly number[]): boolean {
  const has = (value: number): boolean => others.some((other) => Math.abs(other - value) < CENT);
  return has(sum) || others.some((added) => added > 0 && has(sum + added));
}
