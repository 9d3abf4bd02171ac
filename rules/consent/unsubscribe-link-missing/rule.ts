import type { Campaign } from '#campaign/campaign.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import { spokenText } from '#campaign/facts/spoken-text.js';
import { unsubscribeOffers, unsubscribeStrength, type UnsubscribeOffer } from '#campaign/facts/unsubscribe.js';
import { unreadInclude } from '#campaign/merge/sender-tags.js';
import { imageName } from '#image-text/image-name.js';
import { quoted } from '#image-text/quoted.js';
import { readPictures } from '#image-text/read-pictures.js';
import type { Problem } from '#rule/finding.js';
import { defineRule } from '#rule/rule.js';
import words from './data.json' with { type: 'json' };

/** Gmail shows the first 102 KiB of a message and hides the rest behind a link. */
const GMAIL_CLIP_BYTES = 104_448;

const TRANSACTIONAL = phrasePattern(words.transactional);
const PROMOTIONAL = phrasePattern(words.promotional);
/** Words of offers that are lines of a bill as well, and what such a bill has. */
const LINE_ITEMS: ReadonlySet<string> = new Set(words.lineItems);
const PROMOTIONAL_BESIDE_BILL = phrasePattern(words.promotional.filter((phrase) => !LINE_ITEMS.has(phrase)));
const BILL = phrasePattern(words.order);

type MessageId = 'missing' | 'headerOnly' | 'preferencesOnly' | 'replyOnly' | 'hidden' | 'outlookOnly' | 'pictureOnly' | 'wordsInPicture' | 'clipped' | 'missingInText';

/** What one part lacks; undefined: nothing. */
type Lack = Pick<Problem<MessageId>, 'messageId' | 'severity' | 'location' | 'data' | 'evidence'>;

export default defineRule<MessageId, { clipBytes: number }>({
  id: 'consent/unsubscribe-link-missing',
  severity: 'error',
  summary: 'Readers cannot see how to unsubscribe',
  needs: [],
  messages: {
    missing: 'No unsubscribe link or tag is visible in the message.',
    headerOnly: 'Only the List-Unsubscribe header offers a way out; readers whose mail client does not show it see none.',
    preferencesOnly: 'The {{part}} links to settings, but says nowhere that one can unsubscribe.',
    replyOnly: 'The only way to unsubscribe is to write a reply.',
    hidden: 'The unsubscribe link is in the HTML, but readers cannot see it.',
    outlookOnly: 'The unsubscribe link stands in a comment that only Outlook for Windows reads.',
    pictureOnly: 'The only unsubscribe link is a picture, which readers whose mail client blocks images do not see.',
    wordsInPicture: 'The only words about unsubscribing, "{{text}}", stand inside the image {{image}}, where they are no link, and no reader without images sees them.',
    clipped: 'The first unsubscribe link stands {{bytes}} bytes into the HTML, and Gmail cuts the message at {{limit}}.',
    missingInText: 'The plain-text part offers no way to unsubscribe.',
  },
  suggestions: {
    missing: "Put a link or the ESP's unsubscribe tag into the footer.",
    headerOnly: 'Put a link into the body as well; keep the header.',
    preferencesOnly: 'Add a link that says unsubscribe and leaves the list in one step.',
    replyOnly: 'Add a link that leaves the list in one step.',
    hidden: 'Show it in a colour and size that can be read.',
    outlookOnly: 'Move the link out of the conditional comment.',
    pictureOnly: 'Write the link in words as well.',
    wordsInPicture: 'Put a link with these words under the image.',
    clipped: 'Shorten the HTML, or repeat the link near the top.',
    missingInText: 'Write the unsubscribe address, or the tag for it, into the text part.',
  },
  defaultOptions: { clipBytes: GMAIL_CLIP_BYTES },
  optionsSchema: { clipBytes: { type: 'integer', minimum: 1 } },
  async *check(campaign, { clipBytes }) {
    const { manifest, html, text } = campaign;
    if (manifest.kind === 'transactional') return;
    if (manifest.kind === undefined && (isEmpty(campaign) || isConversation(campaign) || isTransactional(campaign))) return;

    const offers = unsubscribeOffers(campaign);
    const inHtml = html && await orInPicture(campaign, lackOfHtml(campaign, offers.filter(({ part }) => part === 'html'), clipBytes));
    const inText = text && text.value.trim() !== '' ? lackOfText(campaign, offers.filter(({ part }) => part === 'text')) : undefined;
    for (const lack of [inHtml, inText]) {
      if (lack && !(lack.messageId === 'missing' && unreadInclude(campaign) !== undefined)) yield manifest.kind === undefined ? { severity: 'warning', ...lack } : lack;
    }
  },
  unchecked(campaign) {
    const include = campaign.manifest.kind === 'transactional' || unsubscribeOffers(campaign).length > 0 ? undefined : unreadInclude(campaign);
    return Promise.resolve(include && `what ${include} puts in is not part of the campaign`);
  },
});

function lackOfHtml(campaign: Campaign, offers: readonly UnsubscribeOffer[], clipBytes: number): Lack | undefined {
  const unsubscribe = offers.filter(({ strength }) => strength === 'unsubscribe');
  const visible = unsubscribe.filter(({ reach, route }) => reach === 'visible' && route !== 'reply');
  const first = visible[0];
  if (first) {
    if (visible.every(({ picture }) => picture)) return { messageId: 'pictureOnly', severity: 'warning', location: first.location };
    const early = visible.some(({ bytesBefore }) => (bytesBefore ?? 0) < clipBytes);
    return early ? undefined : { messageId: 'clipped', severity: 'warning', data: { bytes: first.bytesBefore ?? 0, limit: clipBytes }, location: first.location };
  }
  const hidden = unsubscribe.find(({ reach }) => reach === 'hidden');
  if (hidden) return { messageId: 'hidden', location: hidden.location };
  const outlook = unsubscribe.find(({ reach }) => reach === 'mso-only');
  if (outlook) return { messageId: 'outlookOnly', location: outlook.location };
  return weakOrNone(campaign, offers, campaign.html?.locate(0, 0) ?? { part: 'html' });
}

/** A way out that only a picture talks of is none, but it tells where to put one. */
async function orInPicture(campaign: Campaign, lack: Lack | undefined): Promise<Lack | undefined> {
  if (lack?.messageId !== 'missing' && lack?.messageId !== 'headerOnly') return lack;
  for (const { image, lines } of await readPictures(campaign)) {
    const line = lines.find((text) => unsubscribeStrength(text) === 'unsubscribe');
    if (line !== undefined) return { ...lack, messageId: 'wordsInPicture', data: { image: imageName(image), text: quoted(line) }, location: image.location };
  }
  return lack;
}

function lackOfText(campaign: Campaign, offers: readonly UnsubscribeOffer[]): Lack | undefined {
  if (offers.some(({ strength, route }) => strength === 'unsubscribe' && route !== 'reply')) return undefined;
  const location = campaign.text?.location ?? { part: 'text' };
  const lack = weakOrNone(campaign, offers, location);
  if (!campaign.html) return lack;
  if (lack.messageId === 'preferencesOnly') return { ...lack, data: { part: 'plain-text part' } };
  return lack.messageId === 'missing' || lack.messageId === 'headerOnly' ? { messageId: 'missingInText', severity: 'warning', location } : lack;
}

function weakOrNone(campaign: Campaign, offers: readonly UnsubscribeOffer[], location: Lack['location'] & {}): Lack {
  const reply = offers.find(({ strength, route }) => strength === 'unsubscribe' && route === 'reply');
  if (reply) return { messageId: 'replyOnly', severity: 'warning', location: reply.location };
  const settings = offers.find(({ strength, reach }) => strength === 'preferences' && reach === 'visible');
  if (settings) return { messageId: 'preferencesOnly', severity: 'warning', data: { part: 'message' }, location: settings.location };
  return hasHeader(campaign, /^list-unsubscribe$/i) ? { messageId: 'headerOnly', severity: 'warning', location } : { messageId: 'missing', location };
}

/** A fragment of a template: nothing to read or see yet. */
function isEmpty({ visibleText, images, links, text }: Campaign): boolean {
  return visibleText.blocks.length === 0 && links.length === 0 && !images.some(({ purpose }) => purpose === 'content') && !text;
}

/** A letter between people or an automatic answer, not a mailing: a reply, or plain text without any mark of a list. */
function isConversation(campaign: Campaign): boolean {
  if (campaign.headers.length === 0) return false;
  if (hasHeader(campaign, /^(?:in-reply-to|references|list-post)$/i)) return true;
  return !campaign.html && !hasHeader(campaign, /^(?:list-unsubscribe|list-id|precedence|feedback-id)$/i);
}

function hasHeader({ headers }: Campaign, name: RegExp): boolean {
  return headers.some((header) => name.test(header.name));
}

/** An order, a password, an invoice, and nothing that sells. */
function isTransactional(campaign: Campaign): boolean {
  if (!TRANSACTIONAL.mayStandIn(spokenText(campaign))) return false;
  const { subject, visibleText, text } = campaign;
  const body = visibleText.blocks.map((block) => block.text).join(' | ');
  const said = plainText(`${subject?.value ?? ''} | ${body === '' ? (text?.value ?? '') : body}`);
  return TRANSACTIONAL.test(said) && !(BILL.test(said) ? PROMOTIONAL_BESIDE_BILL : PROMOTIONAL).test(said);
}
