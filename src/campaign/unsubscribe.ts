import type { ChildNode, Element } from 'domhandler';
import { findAll, getAttributeValue, isTag, textContent } from 'domutils';
import type { Campaign, HtmlDocument, TextBlock } from './campaign.js';
import type { Location } from './location.js';
import { phrasePattern, plainText } from './phrases.js';
import words from './unsubscribe-words.json' with { type: 'json' };

/** A way out of the list that a campaign shows its readers. */
export interface UnsubscribeOffer {
  /** `preferences` promises settings, and says nothing of leaving. */
  readonly strength: 'unsubscribe' | 'preferences';
  /** `link` opens a page or is a tag that the ESP fills; `mailto` and `reply` ask the reader to write. */
  readonly route: 'link' | 'mailto' | 'reply';
  readonly part: 'html' | 'text';
  readonly reach: 'visible' | 'hidden' | 'mso-only';
  /** UTF-8 bytes of the HTML that stand before it; undefined where no element can be told. */
  readonly bytesBefore: number | undefined;
  readonly location: Location;
}

type Strength = UnsubscribeOffer['strength'];
type Route = UnsubscribeOffer['route'];

/** Characters between the words and the link they belong to: "no longer want these mails? ... click here". */
const WORDS_TO_LINK = 160;

/** Lines between the words and the address in a text part. */
const LINES_TO_ADDRESS = 2;

const WORDS: Readonly<Record<Strength, RegExp>> = {
  unsubscribe: phrasePattern(Object.values(words.unsubscribe).flat()),
  preferences: phrasePattern(Object.values(words.preferences).flat()),
};
const ADDRESSES: Readonly<Record<Strength, RegExp>> = {
  unsubscribe: phrasePattern(words.unsubscribeAddress),
  preferences: phrasePattern(words.preferencesAddress),
};
const REPLY = phrasePattern(words.reply);

/** A word between delimiters of any template language, the ones that are no tags to `template-tags.ts` included: `[unsubscribe]`, `%unsubscribe_url%`. */
const DELIMITED = /[{[%<@$|]{1,3}=?[^{}[\]%<>\n]{0,80}[}\]%>@$|]{1,3}/g;
const ADDRESS = /\b(?:https?:\/\/|www\.|mailto:)[^\s<>"]{2,2000}|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,100}/i;

/** Elements that only Campaign Monitor knows: it turns them into links. */
const LINK_ELEMENTS: ReadonlySet<string> = new Set(['a', 'area', 'unsubscribe', 'preferences']);

/** Every offer to unsubscribe, the HTML's in document order, then the text part's. */
export function unsubscribeOffers(campaign: Campaign): readonly UnsubscribeOffer[] {
  const { html } = campaign;
  return [...(html ? htmlOffers(campaign, html) : []), ...textOffers(campaign)];
}

/** Whether a text says unsubscribe or settings; undefined: neither. */
export function unsubscribeStrength(text: string): Strength | undefined {
  return strengthOf(WORDS, plainText(text));
}

function strengthOf(patterns: Readonly<Record<Strength, RegExp>>, text: string): Strength | undefined {
  if (patterns.unsubscribe.test(text)) return 'unsubscribe';
  return patterns.preferences.test(text) ? 'preferences' : undefined;
}

function htmlOffers(campaign: Campaign, html: HtmlDocument): readonly UnsubscribeOffer[] {
  const offsets = linkOffsets(html);
  const offers: UnsubscribeOffer[] = [];
  for (const { href, text, title, visible, msoOnly, location } of campaign.links) {
    const strength = unsubscribeStrength(`${text} ${title ?? ''}`) ?? strengthOf(ADDRESSES, address(href));
    if (!strength) continue;
    const reach = msoOnly ? 'mso-only' : visible ? 'visible' : 'hidden';
    offers.push({ strength, route: routeOf(href), part: 'html', reach, bytesBefore: bytesBefore(html, offsets.get(key(location))), location });
  }
  for (const block of campaign.visibleText.blocks) {
    const offer = blockOffer(block);
    if (!offer) continue;
    const start = block.element.sourceCodeLocation?.startOffset;
    offers.push({ ...offer, part: 'html', reach: 'visible', bytesBefore: bytesBefore(html, start), location: block.location });
  }
  for (const { text, location } of campaign.visibleText.hidden) {
    const strength = tagStrength(text);
    if (strength) offers.push({ strength, route: 'link', part: 'html', reach: 'hidden', bytesBefore: undefined, location });
  }
  return offers;
}

/** What a block offers by its words and a link near them, by a tag, or by asking for a reply. */
function blockOffer({ text, element }: TextBlock): Pick<UnsubscribeOffer, 'strength' | 'route'> | undefined {
  const tag = tagStrength(text);
  if (tag) return { strength: tag, route: 'link' };
  const said = plainText(text);
  const strength = strengthOf(WORDS, said);
  if (!strength) return undefined;
  const at = WORDS[strength].exec(said)?.index ?? 0;
  const near = linksIn(element).filter((link) => isNear(said, plainText(textContent(link)), at));
  const web = near.find((link) => routeOf(getAttributeValue(link, 'href') ?? '') === 'link');
  const route = web ? 'link' : near.length > 0 ? 'mailto' : writtenRoute(said.slice(Math.max(0, at - WORDS_TO_LINK), at + WORDS_TO_LINK));
  return route && { strength, route };
}

function isNear(text: string, label: string, at: number): boolean {
  const index = text.indexOf(label.trim());
  return index !== -1 && Math.abs(index - at) <= WORDS_TO_LINK;
}

/** Links inside an element, or the link it stands in. */
function linksIn(element: Element): readonly Element[] {
  const inside = findAll((node) => LINK_ELEMENTS.has(node.name), [element as ChildNode]);
  if (inside.length > 0) return inside;
  for (let node = element.parent; node && isTag(node); node = node.parent) if (LINK_ELEMENTS.has(node.name)) return [node];
  return [];
}

/** The route that words alone show: an address written out, or an instruction to reply. */
function writtenRoute(text: string): Route | undefined {
  const written = ADDRESS.exec(text);
  if (written) return routeOf(written[0]);
  return REPLY.test(text) ? 'reply' : undefined;
}

function tagStrength(text: string): Strength | undefined {
  const tags = (text.match(DELIMITED) ?? []).map(address).join(' ');
  return tags === '' ? undefined : strengthOf(ADDRESSES, tags);
}

function textOffers({ text }: Campaign): readonly UnsubscribeOffer[] {
  if (!text) return [];
  const lines = text.value.split(/\r?\n/);
  const offers: UnsubscribeOffer[] = [];
  for (const [index, line] of lines.entries()) {
    const offer = lineOffer(line, lines.slice(Math.max(0, index - LINES_TO_ADDRESS), index + LINES_TO_ADDRESS + 1).join(' '));
    if (!offer) continue;
    const location = text.location.file === undefined ? text.location : { ...text.location, line: (text.location.line ?? 1) + index };
    offers.push({ ...offer, part: 'text', reach: 'visible', bytesBefore: undefined, location });
  }
  return offers;
}

function lineOffer(line: string, around: string): Pick<UnsubscribeOffer, 'strength' | 'route'> | undefined {
  const tag = tagStrength(line);
  if (tag) return { strength: tag, route: 'link' };
  const written = ADDRESS.exec(line);
  const byAddress = written ? strengthOf(ADDRESSES, address(written[0])) : undefined;
  if (written && byAddress) return { strength: byAddress, route: routeOf(written[0]) };
  const strength = unsubscribeStrength(line) ?? unsubscribeStrength(around);
  if (!strength || (!unsubscribeStrength(line) && !written)) return undefined;
  const route = tagStrength(around) || holdsTag(around) ? 'link' : writtenRoute(around);
  return route && { strength, route };
}

function holdsTag(text: string): boolean {
  return (text.match(DELIMITED) ?? []).some((tag) => /(?:url|link|href)/i.test(tag));
}

function routeOf(href: string): Route {
  const target = href.trim();
  return /^mailto:/i.test(target) || (!target.includes('/') && /^[\w.+-]+@/.test(target)) ? 'mailto' : 'link';
}

/** Offset of each link's start tag by its place, since a `Link` knows its place only. */
function linkOffsets(html: HtmlDocument): ReadonlyMap<string, number> {
  const links = findAll((node) => LINK_ELEMENTS.has(node.name), html.root.children);
  return new Map(links.map((link) => [key(html.locateElement(link)), link.sourceCodeLocation?.startOffset ?? 0]));
}

function key({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}

function bytesBefore(html: HtmlDocument, offset: number | undefined): number | undefined {
  return offset === undefined ? undefined : new TextEncoder().encode(html.source.slice(0, offset)).length;
}

/** `newsletterAbmelden` and `/Abmelden` become words of their own. */
function address(href: string): string {
  return href.replace(/([a-z\d])([A-Z])/g, '$1-$2').toLowerCase();
}
