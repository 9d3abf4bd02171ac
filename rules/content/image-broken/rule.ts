import type { Campaign, Image } from '#campaign/campaign.js';
import { senderDomains } from '#campaign/facts/link-target.js';
import { elementsNamed } from '#campaign/html/elements.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';
import type { Location } from '#campaign/location.js';
import { imageHeader } from '#image-text/image-header.js';
import { imageSource, type ImageSource } from '#image-text/image-source.js';
import { isUnread, loadImageBytes, type ImageBytes } from '#image-text/load-image-bytes.js';
import type { Problem } from '#rule/finding.js';
import { clipped } from '#rule/format-message.js';
import { MOST_DAYS } from '#rule/option-schemas.js';
import { defineRule } from '#rule/rule.js';
import { addressFault, type AddressFault } from './address-fault.js';

type Fault = AddressFault | 'lazy' | 'attachment' | 'path' | 'missing' | 'unreadable';

interface Broken {
  readonly fault: Fault;
  readonly src: string;
  readonly location: Location;
  /** A spacer, or one that its alt text calls decoration. */
  readonly decorates: boolean;
  readonly host?: string;
  readonly until?: Date;
  /** Of a file that no client can draw. */
  readonly why?: string;
}

/** These are seen by some, or until they are not; or whoever sends may still mend them when the pictures are uploaded. */
const MILD: ReadonlySet<Fault> = new Set(['stagingHost', 'borrowed', 'expires', 'missing']);
/** The name that Outlook gives to a picture in a mail of its own: copied from there, it names a part of that mail. */
const OUTLOOK_PART = /^image\d{3}\.(?:png|jpe?g|gif)@[\dA-F]{8}\.[\dA-F]{8}$/i;
const MOST_NAMED = 20;
const MOST_QUOTED = 80;

export default defineRule<Fault, { lastingDays: number }>({
  id: 'content/image-broken',
  severity: 'error',
  summary: 'A picture has an address from which no recipient can load it',
  needs: ['html'],
  messages: {
    empty: 'The picture has no address{{times}}.',
    lazy: 'The picture {{src}} waits for a script, which no mail client runs{{times}}.',
    pasted: 'The picture {{src}} exists only in the program from which it was pasted{{times}}.',
    privateHost: 'The picture {{src}} lies on the author\'s own computer or network{{times}}.',
    exampleHost: 'The picture {{src}} lies on a domain for documentation{{times}}.',
    stagingHost: 'The picture {{src}} lies on what looks like a test system{{times}}.',
    standIn: 'The picture {{src}} only stands for one that is still to be put in{{times}}.',
    noHost: 'The picture {{src}} names no host{{times}}.',
    noScheme: 'The picture {{src}} lacks https://, so that mail clients take it for a path{{times}}.',
    signIn: 'The picture {{src}} is shown only to those signed in at {{host}}{{times}}.',
    page: 'The picture {{src}} is a page of {{host}} with a picture on it, not a picture{{times}}.',
    format: 'The picture {{src}} is a file that no mail client draws{{times}}.',
    borrowed: 'The picture {{src}} is a copy that {{host}} made for itself and removes without notice{{times}}.',
    expired: 'The address of the picture {{src}} stops working on {{until}}, before the mail goes out{{times}}.',
    expires: 'The address of the picture {{src}} works until {{until}} only; who opens the mail later sees none{{times}}.',
    attachment: 'The picture {{src}} is in no part of the mail{{times}}.',
    path: 'The picture {{src}} is a path, which leads nowhere from a mail{{times}}.',
    missing: 'The picture {{src}} is not in the campaign\'s folder{{times}}.',
    unreadable: 'The picture {{src}} is there, but nothing can draw it: {{why}}{{times}}.',
  },
  suggestions: {
    empty: 'Set its src, or take it away.',
    lazy: 'Put the address into src.',
    pasted: 'Upload the picture, and put it in again.',
    privateHost: 'Upload the picture, and write its public https address.',
    exampleHost: 'Write the real address.',
    stagingHost: 'Take it from the live server, which stands all the readers and stays.',
    standIn: 'Put the real picture in, or take the place for it away.',
    noHost: 'Write the real address.',
    noScheme: 'Write https:// before it.',
    signIn: 'Upload the picture to where everybody may see it.',
    page: 'Upload the picture itself; such stores do not serve a mailing.',
    format: 'Save it as PNG, JPEG or GIF.',
    borrowed: 'Upload the picture to your own server or sending system.',
    expired: 'Upload the picture to where its address does not expire.',
    expires: 'Upload the picture to where its address does not expire.',
    attachment: 'Embed the picture under that Content-ID, or write its address.',
    path: 'Write its full https address.',
    missing: 'Put the file there, or write the full https address.',
    unreadable: 'Save the picture again, as PNG, JPEG or GIF.',
  },
  defaultOptions: { lastingDays: 30 },
  optionsSchema: { lastingDays: { type: 'number', minimum: 0, maximum: MOST_DAYS } },
  async *check(campaign, { lastingDays }, { sendAt }) {
    const own = senderDomains(campaign);
    const alike = new Map<string, [Broken, ...Broken[]]>();
    for (const image of campaign.images) {
      if (image.purpose === 'pixel' || findTemplateTags(image.src).length > 0) continue;
      const found = addressFault(image.src, own, sendAt, lastingDays);
      const source = imageSource(image.src);
      if (!found && source.kind === 'unread' && source.unread.cause === 'remote') continue;
      const broken: Pick<Broken, 'fault' | 'host' | 'until' | 'why'> | undefined = found ?? (await pathFault(campaign, image, source));
      if (broken) collect(alike, { ...broken, src: image.src.trim(), location: image.location, decorates: image.purpose === 'spacer' || image.alt?.trim() === '' });
    }
    for (const broken of withoutSrc(campaign)) collect(alike, broken);
    for (const group of alike.values()) yield problemOf(group);
  },
  unchecked(campaign) {
    const sources = campaign.images.map(({ src }) => imageSource(src).kind);
    if (sources.includes('file') && campaign.folder === undefined && campaign.message === undefined) return Promise.resolve('the folder in which its pictures lie');
    return Promise.resolve(sources.includes('attachment') && campaign.message === undefined ? 'the finished mail as .eml, for pictures by Content-ID' : undefined);
  },
});

function collect(alike: Map<string, [Broken, ...Broken[]]>, broken: Broken): void {
  const key = `${broken.fault} ${broken.host ?? ''}`;
  const group = alike.get(key);
  if (group) group.push(broken);
  else alike.set(key, [broken]);
}

function problemOf(group: readonly [Broken, ...Broken[]]): Problem<Fault> {
  const [{ fault, src, location, host = '', until, why = '' }] = group;
  const images = [...new Set(group.map((broken) => broken.src))];
  const count = images.length;
  const data = { src: clipped(src, MOST_QUOTED), host, why, until: until?.toISOString().slice(0, 10) ?? '', times: count === 1 ? '' : ` (the first of ${String(count)})` };
  const evidence = { images: images.slice(0, MOST_NAMED).map((image) => clipped(image, MOST_QUOTED)), count };
  return { messageId: fault, data, location, evidence, places: group.map((broken) => broken.src), ...((MILD.has(fault) || group.every((broken) => broken.decorates)) && { severity: 'warning' as const }) };
}

/** A path, or a part of the mail. */
async function pathFault(campaign: Campaign, image: Image, source: ImageSource): Promise<Pick<Broken, 'fault' | 'why'> | undefined> {
  if (source.kind === 'attachment') {
    if (!campaign.message && OUTLOOK_PART.test(source.contentId)) return { fault: 'pasted' };
    const attached = campaign.message && await loadImageBytes(campaign, image);
    return attached && (isUnread(attached) ? { fault: 'attachment' } : drawingFault(attached));
  }
  if (hasBase(campaign)) return undefined;
  if (source.kind === 'unread') return source.unread.cause === 'outside' ? { fault: 'path' } : undefined;
  if (source.kind !== 'file') return undefined;
  if (campaign.message) return isSentAlong(campaign, source.path) ? undefined : { fault: 'path' };
  const loaded = campaign.folder === undefined ? undefined : await loadImageBytes(campaign, image);
  if (!loaded) return undefined;
  return isUnread(loaded) ? (loaded.cause === 'missing' ? { fault: 'missing' } : undefined) : drawingFault(loaded);
}

/** An error page saved under a picture's name, a pointer to large storage, a file that was cut off. */
function drawingFault({ bytes }: ImageBytes): Pick<Broken, 'fault' | 'why'> | undefined {
  const header = imageHeader(bytes);
  return isUnread(header) && header.cause === 'broken' ? { fault: 'unreadable', why: header.reason } : undefined;
}

/** By its name: RFC 2557 lets a part be found by its Content-Location. */
function isSentAlong({ attachments }: Campaign, path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return attachments.some(({ filename }) => filename === name);
}

function hasBase({ html }: Campaign): boolean {
  return html !== undefined && elementsNamed(html, 'base').some(({ attribs }) => attribs['href'] !== undefined);
}

/** Of pictures without src, those that a script would fill, and those that nothing fills. */
function withoutSrc({ html }: Campaign): readonly Broken[] {
  if (!html) return [];
  const empty = elementsNamed(html, 'img').filter(({ attribs }) => attribs['src'] === undefined && attribs['srcset'] === undefined);
  return empty.flatMap((element) => {
    const location = html.locateElement(element);
    const later = element.attribs['data-src'] ?? element.attribs['data-original'] ?? element.attribs['data-lazy-src'];
    return [{ fault: later === undefined ? 'empty' : 'lazy', src: html.unmask(later ?? ''), location, decorates: element.attribs['alt']?.trim() === '' }];
  });
}
