import type { Campaign, Image } from '#campaign/campaign.js';
import { elementsNamed } from '#campaign/html/elements.js';
import { styleSheetsOf } from '#campaign/html/style-sheets.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';
import { LAW_PROFILES, lawProfileOf, STRICTEST, type LawProfile } from '#config/law-profiles.js';
import type { Location } from '#campaign/location.js';
import { defineRule, sql } from '#rule/rule.js';
import words from './data.json' with { type: 'json' };

type Demand = LawProfile['openTracking']['consent'];

/** What counts who opens the mail, and where it stands. */
interface Tracker {
  readonly source: string;
  readonly location: Location;
}

const OPEN_URL = new RegExp(words.openUrls.join('|'), 'i');
const OPEN_TAG = new RegExp(words.openTags.join('|'), 'i');
/** Where ESPs keep the files of their customers: the id in such a path is the customer's. */
const FILE_HOST = new RegExp(words.fileHosts.join('|'), 'i');
/** In a path or a query: sixteen or more characters with a digit, or eight or more digits, are an id and no name. */
const LONG_ID = /(?:^|[/=&?._-])(?=[\w%~+-]{0,40}\d)[\w%~+-]{16,}|\d{8,}/;
/** A host that is there to count, and a path that is no name: letters and digits in turn. */
const TRACKING_HOST = /^(?:https?:)?\/\/(?:[\w-]+\.)*(?:t|o|trk|track|tracker|tracking|metrics?|count|counter|counting|zaehler|stat|insights?|bounce|newsletter|nl|news|mail|mailer|send|url|ea|click|clicks|open|opens|pixel|px|beacon|stats|analytics|links?|em|email|mailing)\d{0,3}\./i;
const SHORT_ID = /\/(?=[a-z]*\d)(?=\w*[a-z]\d\w*[a-z])[a-z\d]{8,}(?:\.\w{2,4})?(?:[?#]|$)/i;
/** `?id=7f`, `&uid=`, `?destinataire=7712`: whoever asks tells who is asking. Versions and sizes do not. */
const ID_PARAMETER = /[?&](?:(?:id|uid|sid|cid|eid|rid|mid|u|e|r|q|s|subscriber|recipient|contact|user|email|token|key|hash)=[^&]|(?!v=|ver=|version=|(?:w|h|width|height|size|quality|dpr)=[\d.]{1,5}(?:[&#]|$)|fm=|format=|year=)[a-z_-]{1,30}=(?=[\w@.%~-]{0,60}\d)[\w@.%~-]{3,})/i;

const PICTURE_FILE = /\.(?:png|jpe?g|gif|webp|svg|bmp|avif)(?:[?#]|$)/i;
/** What a style sheet fetches, also when the mail is printed or forwarded. */
const CSS_URL = /url\(\s*["']?([^"')]{8,2000})["']?\s*\)/gi;

const REMEDY = 'Turn off open tracking for them, or ask for their consent to it; clicks and totals can be counted without a pixel. Not legal advice.';

export default defineRule({
  id: 'consent/tracking-pixel-without-consent',
  severity: 'warning',
  summary: 'A pixel tells the sender who opens the mail, without evidence of consent to that',
  needs: ['html'],
  messages: {
    pixel: 'A hidden image tells the sender who opens the mail ({{source}}); some laws ask for the reader\'s consent to that, in addition to consent to the mail.',
    senderLaw: 'A hidden image tells the sender who opens the mail ({{source}}), and {{statute}} asks for the reader\'s consent to that.',
    noConsent: 'A hidden image tells the sender who opens the mail; for {{count}} of {{of}} recipients the law asks for consent to that, and there is none on file.',
    noConsentAdvised: 'A hidden image tells the sender who opens the mail; for {{count}} of {{of}} recipients authorities advise to ask for consent to that, and there is none on file.',
  },
  suggestions: {
    pixel: 'Turn off open tracking for readers who have not consented to it, above all in France and Italy. Not legal advice.',
    senderLaw: 'Turn off open tracking for readers who have not consented to it; clicks and totals can be counted without a pixel. Not legal advice.',
    noConsent: REMEDY,
    noConsentAdvised: REMEDY,
  },
  defaultOptions: {},
  optionsSchema: {},
  *check(campaign, _options, { sendAt }) {
    const tracker = trackerIn(campaign);
    if (!tracker) return;
    const country = campaign.manifest.sender?.country?.toUpperCase();
    const profile = lawProfileOf(country);
    const demand = country === undefined || profile === STRICTEST ? 'advised' : demandOf(profile, sendAt);
    const { source, location } = tracker;
    if (demand === 'required') yield { messageId: 'senderLaw', data: { source, statute: profile.openTracking.statute }, location };
    else if (demand === 'advised') yield { messageId: 'pixel', severity: 'info', data: { source }, location };
  },
  audienceCases(campaign, _options, { sendAt }) {
    if (!trackerIn(campaign)) return [];
    // Without a consents file nothing is known, which is not the same as no consent.
    const noneOnFile = (demand: Demand) => sql`consent_active IS NOT NULL AND tracking_opens IS NOT TRUE AND list_contains(${profilesThat(demand, sendAt)}, jurisdiction)`;
    return [
      { messageId: 'noConsent', where: noneOnFile('required'), evidence: ['jurisdiction'] },
      { messageId: 'noConsentAdvised', where: noneOnFile('advised'), severity: 'info', evidence: ['jurisdiction'] },
    ];
  },
});

/** The first one; mails have one or two of the same kind. */
function trackerIn({ images, templateTags, html }: Campaign): Tracker | undefined {
  const image = images.find(isOpenPixel);
  if (image) return { source: shorten(image.src), location: image.location };
  const sheet = html && styleSheetsOf(html).flatMap(({ css, locate }) => [...css.matchAll(CSS_URL)].map(({ index, 0: written, 1: url = '' }) => ({ url, locate: () => locate(index, index + written.length) }))).find(({ url }) => OPEN_URL.test(url));
  if (sheet) return { source: shorten(sheet.url), location: sheet.locate() };
  const tag = templateTags.find(({ raw, context }) => OPEN_TAG.test(raw) && context !== 'code' && context !== 'comment');
  if (tag) return { source: shorten(tag.raw), location: tag.location };
  const element = html && elementsNamed(html, 'custom').find(({ attribs }) => OPEN_TAG.test(attribs['name'] ?? ''));
  return element && { source: `<custom name="${shorten(element.attribs['name'] ?? '')}">`, location: html.locateElement(element) };
}

/** A picture that shows nothing, is fetched from a server, and tells who fetches it. */
function isOpenPixel({ kind, purpose, src }: Image): boolean {
  const url = src.trim();
  if ((kind === 'css-background' || kind === 'attribute-background') && isTrackingAddress(url)) return true;
  if (kind === 'vml' || (purpose !== 'pixel' && purpose !== 'spacer')) return false;
  const tags = findTemplateTags(url);
  if (tags.some(({ raw }) => OPEN_TAG.test(raw))) return true;
  const remote = /^(?:https?:)?\/\//i.exec(url)?.[0];
  if (remote === undefined) return false;
  if (OPEN_URL.test(url)) return true;
  if (purpose !== 'pixel') return false;
  const path = url.slice(remote.length).replace(/^[^/?#]*/, '');
  if (TRACKING_HOST.test(url) && SHORT_ID.test(path)) return true;
  return tags.some(({ start, kind: tagKind }) => tagKind === 'output' && start > url.length - path.length) || ID_PARAMETER.test(path) || (LONG_ID.test(path) && !FILE_HOST.test(url));
}

/** A background without a file's name, fetched from a host that is there to count: a picture that nobody is meant to see. */
function isTrackingAddress(url: string): boolean {
  if (OPEN_URL.test(url)) return true;
  const path = url.replace(/^(?:https?:)?\/\/[^/?#]*/i, '');
  return TRACKING_HOST.test(url) && !PICTURE_FILE.test(path) && (SHORT_ID.test(path) || LONG_ID.test(path));
}

function demandOf({ openTracking: { consent, since } }: LawProfile, sendAt: Date): Demand {
  return consent === 'required' && since !== undefined && sendAt < new Date(since) ? 'advised' : consent;
}

/** Ids of law profiles; recipients of unknown country are judged by the strictest. */
function profilesThat(demand: Demand, sendAt: Date): readonly string[] {
  const profiles = [...LAW_PROFILES.values()].filter((profile) => profile !== STRICTEST && demandOf(profile, sendAt) === demand).map(({ id }) => id);
  return demand === 'advised' ? [...profiles, STRICTEST.id, 'unknown'] : profiles;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
