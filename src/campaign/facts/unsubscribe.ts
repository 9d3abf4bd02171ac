import { isTag, type Element } from 'domhandler';
import { findAll } from 'domutils';
import type { Campaign, HtmlDocument, Link, TextBlock } from '../campaign.js';
import type { Location } from '../location.js';
import { kept } from '../kept.js';
import { remembered } from '../remembered.js';
import { placedLinksOf, type PlacedLink } from './links.js';
import { textOf } from './passages.js';
import { phrasePattern, plainText, type PhrasePattern } from './phrases.js';
import { denialIn, withoutDenials } from './unsubscribe-denial.js';
import words from './unsubscribe-words.json' with { type: 'json' };

/** A way out of the list that a campaign shows its readers. */
export interface UnsubscribeOffer {
  /** `preferences` promises settings, and says nothing of leaving. */
  readonly strength: 'unsubscribe' | 'preferences';
  /** `link` opens a page or is a tag that the ESP fills; `mailto` and `reply` ask the reader to write. */
  readonly route: 'link' | 'mailto' | 'reply';
  readonly part: 'html' | 'text';
  readonly reach: 'visible' | 'hidden' | 'mso-only';
  /** A picture is all that offers it: no words beside its alt text. */
  readonly picture: boolean;
  /** UTF-8 bytes of the HTML that stand before it; undefined where no element can be told. */
  readonly bytesBefore: number | undefined;
  readonly location: Location;
}

type Strength = UnsubscribeOffer['strength'];
type Route = UnsubscribeOffer['route'];

/** Characters between the words and the link they belong to: "no longer want these mails? ... click here". */
const WORDS_TO_LINK = 160;

/** "Do not want", "get" and the mails, in the orders of a language: without the mails it says nothing of leaving ("Don't want to get high bills?"). */
const REFUSALS: ReadonlyMap<string, readonly (readonly (readonly string[])[])[]> = new Map(Object.entries(words.refusals));
const UNSUBSCRIBE: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(words.unsubscribe).map(([language, phrases]) => [language, [...phrases, ...(REFUSALS.get(language) ?? []).flatMap(inTurn)]]));

const WORDS: Readonly<Record<Strength, PhrasePattern>> = {
  unsubscribe: phrasePattern([...UNSUBSCRIBE.values()].flat()),
  preferences: phrasePattern(Object.values(words.preferences).flat()),
};
const ADDRESSES: Readonly<Record<Strength, PhrasePattern>> = {
  unsubscribe: phrasePattern(words.unsubscribeAddress),
  preferences: phrasePattern(words.preferencesAddress),
};
/** The whole label of a link that leads elsewhere, and is no way out whatever stands beside it. */
const ELSEWHERE = new RegExp(`^(?:${words.elsewhere.join('|')})$`, 'u');
const REPLY = phrasePattern(words.reply);

/** A word between delimiters of any template language, the ones that are no tags to `template-tags.ts` included: `[unsubscribe]`, `%unsubscribe_url%`. */
const DELIMITED = /[{[%<@$|]{1,3}=?[^{}[\]%<>\n]{0,80}[}\]%>@$|]{1,3}/g;
const ADDRESS = /(?<![\w.])(?:https?:\/\/|www\.|mailto:)[^\s<>"]{2,2000}|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,100}/i;
const ADDRESSES_IN_TEXT = new RegExp(ADDRESS, 'gi');

/** Campaign Monitor turns these elements into links. */
const LINK_TAGS: ReadonlySet<string> = new Set(['unsubscribe', 'preferences']);

/** Every offer to unsubscribe, the HTML's in document order, then the text part's. */
export const unsubscribeOffers = kept((campaign: Campaign): readonly UnsubscribeOffer[] => {
  const { html } = campaign;
  return [...(html ? htmlOffers(campaign, html) : []), ...textOffers(campaign)];
});

/** Whether a text says unsubscribe or settings; undefined: neither. */
export function unsubscribeStrength(text: string): Strength | undefined {
  const strength = rememberedStrength(text);
  return strength === 'none' ? undefined : strength;
}

/** The links and the blocks whose words say unsubscribe. */
export const saysUnsubscribe = kept(({ links, visibleText }: Campaign): { readonly links: readonly Link[]; readonly blocks: readonly TextBlock[] } => ({
  links: links.filter(({ text }) => unsubscribeStrength(text) === 'unsubscribe'),
  blocks: visibleText.blocks.filter(({ text }) => unsubscribeStrength(text) === 'unsubscribe'),
}));

/** The sentence of a text that says that one cannot unsubscribe. */
export function unsubscribeDenial(text: string): string | undefined {
  return unsubscribeStrength(text) === 'unsubscribe' ? denialIn(plainText(text), WORDS.unsubscribe) : undefined;
}

const OWN_WORDS: ReadonlyMap<string, PhrasePattern> = new Map([...UNSUBSCRIBE].map(([language, phrases]) => [language, phrasePattern(phrases)]));

/** The languages in which a text says unsubscribe. */
export function unsubscribeLanguages(text: string): readonly string[] {
  if (unsubscribeStrength(text) !== 'unsubscribe') return [];
  const said = plainText(text);
  return [...OWN_WORDS].filter(([, pattern]) => pattern.test(said)).map(([language]) => language);
}

const rememberedStrength = remembered((text) => strengthOf(WORDS, plainText(text)) ?? 'none');

function strengthOf(patterns: Readonly<Record<Strength, PhrasePattern>>, text: string): Strength | undefined {
  if (patterns.unsubscribe.test(text)) return 'unsubscribe';
  return patterns.preferences.test(text) ? 'preferences' : undefined;
}

function htmlOffers(campaign: Campaign, html: HtmlDocument): readonly UnsubscribeOffer[] {
  const offers: UnsubscribeOffer[] = [];
  for (const placed of placedLinksOf(html)) addOffer(offers, linkOffer(placed, html));
  for (const block of campaign.visibleText.blocks) addOffer(offers, blockOffer(block, html));
  for (const { text, location } of campaign.visibleText.hidden) {
    const strength = tagStrength(text);
    if (strength) offers.push({ strength, route: 'link', part: 'html', reach: 'hidden', picture: false, bytesBefore: undefined, location });
  }
  return offers;
}

function addOffer(offers: UnsubscribeOffer[], offer: UnsubscribeOffer | undefined): void {
  if (offer) offers.push(offer);
}

function linkOffer({ link: { href, text, title, role, visible, msoOnly, location }, start }: PlacedLink, html: HtmlDocument): UnsubscribeOffer | undefined {
  const strength = unsubscribeStrength(title === undefined ? text : `${text} ${title}`) ?? strengthOf(ADDRESSES, address(href));
  if (!strength) return undefined;
  const reach = msoOnly ? 'mso-only' : visible ? 'visible' : 'hidden';
  return { strength, route: routeOf(href), part: 'html', reach, picture: role === 'image' || role === 'area', bytesBefore: msoOnly ? undefined : bytesBefore(html, start), location };
}

function blockOffer(block: TextBlock, html: HtmlDocument): UnsubscribeOffer | undefined {
  const tag = tagStrength(block.text);
  const strength = unsubscribeStrength(block.text);
  if (!tag && !strength) return undefined;
  const offer = offerOf(block, html, tag, strength);
  const start = block.element.sourceCodeLocation?.startOffset;
  return offer && { part: 'html', reach: 'visible', picture: false, bytesBefore: bytesBefore(html, start), location: block.location, ...offer };
}

/** What a block offers by its words and a link near them, by a tag, or by asking for a reply. */
function offerOf({ text, element }: TextBlock, html: HtmlDocument, tag: Strength | undefined, spoken: Strength | undefined): Pick<UnsubscribeOffer, 'strength' | 'route'> | undefined {
  if (tag === 'unsubscribe') return { strength: tag, route: 'link' };
  const whole = plainText(text);
  const said = spoken === 'unsubscribe' ? withoutDenials(whole, WORDS.unsubscribe) : whole;
  const strength = strengthOf(WORDS, said);
  if (!strength || tag) return tag && { strength: strength ?? tag, route: 'link' };
  const at = WORDS[strength].exec(said)?.index ?? 0;
  const near = linksIn(element).filter((link) => {
    const label = plainText(html.unmask(textOf(link)));
    return isNear(said, label, at) && !ELSEWHERE.test(label.trim());
  });
  const web = near.find((link) => routeOf(link.attribs['href'] ?? '') === 'link');
  const route = web ? 'link' : near.length > 0 ? 'mailto' : writtenRoute(said.slice(Math.max(0, at - WORDS_TO_LINK), at + WORDS_TO_LINK));
  return route && { strength, route };
}

function isNear(text: string, label: string, at: number): boolean {
  const index = text.indexOf(label.trim());
  return index !== -1 && Math.abs(index - at) <= WORDS_TO_LINK;
}

/** Links inside an element, or the link it stands in. */
function linksIn(element: Element): readonly Element[] {
  const inside = findAll(isLink, [element]);
  if (inside.length > 0) return inside;
  for (let node = element.parent; node && isTag(node); node = node.parent) if (isLink(node)) return [node];
  return [];
}

/** Any element with an address: preprocessors such as Inky have link elements of their own. */
function isLink({ name, attribs }: Element): boolean {
  return attribs['href'] !== undefined || LINK_TAGS.has(name);
}

/** The route that words alone show: an address written out, or an instruction to reply. */
function writtenRoute(text: string): Route | undefined {
  const written = ADDRESS.exec(text);
  if (written) return routeOf(written[0]);
  return REPLY.test(text) ? 'reply' : undefined;
}

function tagStrength(text: string): Strength | undefined {
  const tags = text.match(DELIMITED);
  return tags ? strengthOf(ADDRESSES, tags.map(address).join(' ')) : undefined;
}

/** The text part's offers, at most one of each kind. Tags and addresses tell by themselves, words by an address near them. */
function textOffers({ text }: Campaign): readonly UnsubscribeOffer[] {
  if (!text) return [];
  const found = [...addressOffers(text.value), ...wordOffers(withoutDenials(plainText(text.value), WORDS.unsubscribe))];
  const kinds = new Map(found.map((offer) => [`${offer.strength} ${offer.route}`, offer]));
  return [...kinds.values()].map((offer) => ({ part: 'text', reach: 'visible', picture: false, bytesBefore: undefined, location: text.location, ...offer }));
}

function addressOffers(text: string): readonly Pick<UnsubscribeOffer, 'strength' | 'route'>[] {
  const tag = tagStrength(text);
  if (tag) return [{ strength: tag, route: 'link' }];
  for (const [written] of text.matchAll(ADDRESSES_IN_TEXT)) {
    if (ADDRESSES.unsubscribe.test(address(written))) return [{ strength: 'unsubscribe', route: routeOf(written) }];
  }
  return [];
}

function wordOffers(said: string): readonly Pick<UnsubscribeOffer, 'strength' | 'route'>[] {
  return (['unsubscribe', 'preferences'] as const).flatMap((strength) =>
    WORDS[strength].matchAll(said).flatMap(({ index }) => {
      const around = said.slice(Math.max(0, index - WORDS_TO_LINK), index + 2 * WORDS_TO_LINK);
      const route = holdsTag(around) ? 'link' : writtenRoute(around);
      return route ? [{ strength, route }] : [];
    }));
}

function holdsTag(text: string): boolean {
  return (text.match(DELIMITED) ?? []).some((tag) => /(?:url|link|href)/i.test(tag));
}

function routeOf(href: string): Route {
  const target = href.trim();
  return /^mailto:/i.test(target) || (!target.includes('/') && /^[\w.+-]+@/.test(target)) ? 'mailto' : 'link';
}

function bytesBefore(html: HtmlDocument, offset: number | undefined): number | undefined {
  return offset === undefined ? undefined : Buffer.byteLength(html.source.slice(0, offset));
}

/** `newsletterAbmelden` and `/Abmelden` become words of their own. */
function address(href: string): string {
  return href.replace(/([a-z\d])([A-Z])/g, '$1-$2').toLowerCase();
}

/** A phrase for each choice of one word of each list. */
function inTurn(lists: readonly (readonly string[])[]): readonly string[] {
  return lists.reduce<readonly string[]>((before, next) => before.flatMap((start) => next.map((word) => (start === '' ? word : `${start} … ${word}`))), ['']);
}
