import type {
  Attachment, Campaign, Header, HtmlDocument, Image, Link, LocatedTemplateTag, MessageInput, MjmlFault, VisibleText,
} from './campaign.js';
import { refuseOutOfBounds } from './html/html-bounds.js';
import { parseHtml } from './html/html-document.js';
import { imagesOf } from './facts/images.js';
import { linksOf } from './facts/links.js';
import type { Located, Location } from './location.js';
import type { Manifest } from './manifest.js';
import { once } from '#once.js';
import type { LocatedSource } from './positions.js';
import { mergesBrackets } from './merge/merge-dialects.js';
import { findTemplateTags, usesBracketTags, type TemplateTag } from './merge/template-tags.js';
import { placeTemplateTags, type TagPlace } from './merge/template-tag-places.js';
import { visibleTextOf } from './html/visible-text.js';

/** What a campaign is made of once its files are read and its MJML is compiled. */
export interface CampaignParts {
  readonly path: string;
  readonly folder?: string;
  readonly manifest?: Manifest;
  /** Default: whether a manifest is given. */
  readonly declared?: boolean;
  /** Place of a manifest field. Default: the field's name without a file. */
  readonly locateField?: (field: string) => Location;
  readonly html?: LocatedSource;
  readonly text?: LocatedSource;
  /** From headers; the manifest's own beat them. */
  readonly subject?: Located;
  readonly from?: Located;
  readonly headers?: readonly Header[];
  readonly attachments?: readonly Attachment[];
  readonly message?: Uint8Array;
  readonly mjmlFaults?: readonly MjmlFault[];
  readonly sources?: ReadonlyMap<string, string>;
}

const FACT_NAMES = ['given', 'preheader', 'html', 'visibleText', 'links', 'images', 'templateTags'] as const;
type FactName = (typeof FACT_NAMES)[number];
type Facts = { readonly [Name in FactName]: () => Campaign[Name] };

/** Not enumerable: a copy of a campaign copies what its facts are. */
const FACTS = Symbol('facts');
const GETTERS = Object.fromEntries(FACT_NAMES.map((name) => [name, {
  enumerable: true,
  configurable: true,
  get(this: { readonly [FACTS]: Facts }) {
    return this[FACTS][name]();
  },
}]));

const NO_TEXT: VisibleText = { blocks: [], hidden: [] };
const IN_TEXT: TagPlace = { context: 'text', attribute: undefined };

/** A campaign whose facts are computed when first asked for. Throws InputError for HTML nested too deep to be parsed. */
export function createCampaign(parts: CampaignParts): Campaign {
  const { path, manifest = {}, headers = [], attachments = [], mjmlFaults = [], sources = new Map<string, string>() } = parts;
  const declared = parts.declared ?? parts.manifest !== undefined;
  const locateField = parts.locateField ?? ((field: string): Location => ({ part: 'manifest', field }));
  if (parts.html) refuseOutOfBounds(parts.html);

  const declaredField = (part: 'subject' | 'preheader', value: string | undefined): Located | undefined =>
    value === undefined ? undefined : { value, location: { ...locateField(part), part } };
  const subject = declaredField('subject', manifest.subject) ?? parts.subject;
  const declaredPreheader = declaredField('preheader', manifest.preheader);
  const from = declaredSender(manifest, locateField) ?? parts.from;
  const text = parts.text && { value: parts.text.text, location: parts.text.locate(0, parts.text.text.length), locate: parts.text.locate };

  const html = once((): HtmlDocument | undefined => parts.html && parseHtml(parts.html.text, parts.html.locate));
  const visibleText = once((): VisibleText => mapped(html(), visibleTextOf) ?? NO_TEXT);
  const links = once((): readonly Link[] => mapped(html(), linksOf) ?? []);
  const images = once((): readonly Image[] => mapped(html(), imagesOf) ?? []);
  const preheader = once((): Located | undefined => declaredPreheader ?? preheaderIn(visibleText()));
  const plainBrackets = once((): boolean => mergesBrackets(manifest.esp) ?? [parts.html?.text, parts.text?.text, subject?.value].some((source) => source !== undefined && usesBracketTags(source)));
  const templateTags = once((): readonly LocatedTemplateTag[] => [
    ...[subject, declaredPreheader, from].flatMap((located) => (located ? tagsInField(located, plainBrackets()) : [])),
    ...(parts.html ? tagsInHtml(parts.html, plainBrackets()) : []),
    ...(parts.text ? tagsInText(parts.text, plainBrackets()) : []),
  ]);
  const given = once((): ReadonlySet<MessageInput> => new Set(Object.entries({
    html: parts.html, text, subject, preheader: preheader(), from, headers: headers.length > 0 || undefined, manifest: declared || undefined,
  }).filter(([, value]) => value !== undefined).map(([input]) => input as MessageInput)));

  return withFacts({
    path, ...(parts.folder !== undefined && { folder: parts.folder }), ...(parts.message && { message: parts.message }), manifest, declared, subject, from, text, headers, attachments, mjmlFaults, sources, locateField,
  }, { given, preheader, html, visibleText, links, images, templateTags });
}

/**
 * The campaign with its facts as properties that are computed when first asked for. All campaigns share their getters: getters of its own V8 would
 * keep, and with them the campaign, until it collects its whole heap.
 */
function withFacts(campaign: Omit<Campaign, FactName>, facts: Facts): Campaign {
  Object.defineProperty(campaign, FACTS, { value: facts });
  return Object.defineProperties(campaign, GETTERS) as Campaign;
}

function mapped<T, R>(value: T | undefined, map: (value: T) => R): R | undefined {
  return value === undefined ? undefined : map(value);
}

function declaredSender({ from }: Manifest, locateField: (field: string) => Location): Located | undefined {
  if (!from || (from.name === undefined && from.email === undefined)) return undefined;
  const address = from.email === undefined ? '' : from.name === undefined ? from.email : `<${from.email}>`;
  return { value: [from.name, address].filter(Boolean).join(' '), location: { ...locateField('from'), part: 'from' } };
}

function preheaderIn({ blocks }: VisibleText): Located | undefined {
  const block = blocks.find(({ role }) => role === 'preheader');
  return block && { value: block.text, location: { ...block.location, part: 'preheader' } };
}

/** A field is a line or two: its tags are located by the field. */
function tagsInField({ value, location }: Located, plainBrackets: boolean): LocatedTemplateTag[] {
  return findTemplateTags(value, { plainBrackets }).map((tag) => locatedTag(tag, IN_TEXT, location));
}

function tagsInText({ text, locate }: LocatedSource, plainBrackets: boolean): LocatedTemplateTag[] {
  return findTemplateTags(text, { plainBrackets }).map((tag) => locatedTag(tag, IN_TEXT, locate(tag.start, tag.end)));
}

function tagsInHtml({ text, locate }: LocatedSource, plainBrackets: boolean): LocatedTemplateTag[] {
  const tags = findTemplateTags(text, { plainBrackets });
  const places = placeTemplateTags(text, tags);
  return tags.flatMap((tag, index) => {
    const place = places[index];
    return place ? [locatedTag(tag, place, locate(tag.start, tag.end))] : [];
  });
}

function locatedTag(tag: TemplateTag, place: TagPlace, location: Location): LocatedTemplateTag {
  return { location, ...tag, ...place };
}
