import { isText } from 'domhandler';
import type { Campaign, HtmlDocument } from '#campaign/campaign.js';
import { hasBeenSent } from '#campaign/eml/header-fields.js';
import { elementsNamed } from '#campaign/html/elements.js';
import type { Problem } from '#rule/finding.js';
import { defineRule } from '#rule/rule.js';
import { largestParts, lostFrom } from './what-it-is.js';

const KIBIBYTE = 1024;

type MessageId = 'clipped' | 'tailClipped' | 'clippedOnceSent' | 'nearLimit' | 'styleDropped';

interface Options {
  readonly clipBytes: number;
  readonly warnBytes: number;
  readonly bytesPerLink: number;
  readonly styleBytes: number;
}

export default defineRule<MessageId, Options>({
  id: 'content/html-size-clipping',
  severity: 'error',
  summary: 'The HTML is so large that Gmail cuts it off or drops its styles',
  needs: ['html'],
  messages: {
    clipped: 'The HTML has {{size}} KiB; Gmail shows the first {{limit}} KiB and hides the rest, from this place on: {{lost}}.',
    tailClipped: 'The HTML has {{size}} KiB; Gmail shows the first {{limit}} KiB. What it hides holds no text and no link, but readers are told that the mail was clipped, and a tracking pixel there does not load.',
    clippedOnceSent: 'The HTML has {{size}} KiB, and about {{sent}} once its {{links}} links are tracked; Gmail shows the first {{limit}} KiB and hides the rest.',
    nearLimit: 'The HTML has {{size}} KiB; Gmail shows the first {{limit}} KiB and hides the rest.',
    styleDropped: 'The style block has {{size}} KiB; Gmail drops a block of more than {{limit}} KiB.',
  },
  suggestions: {
    clipped: 'Shorten the mail, take out unused markup and styles, or move sections to a web page{{parts}}.',
    tailClipped: 'Take out unused markup and styles{{parts}}.',
    clippedOnceSent: 'Shorten the mail, or send a test through the ESP and look at its size{{parts}}.',
    nearLimit: 'Leave room for what the ESP adds: tracked links, a pixel, inlined styles{{parts}}.',
    styleDropped: 'Take out unused styles, or split them over several style blocks.',
  },
  defaultOptions: { clipBytes: 102 * KIBIBYTE, warnBytes: 90 * KIBIBYTE, bytesPerLink: 200, styleBytes: 16 * KIBIBYTE },
  optionsSchema: {
    clipBytes: { type: 'integer', minimum: 1 },
    warnBytes: { type: 'integer', minimum: 1 },
    bytesPerLink: { type: 'integer', minimum: 0 },
    styleBytes: { type: 'integer', minimum: 1 },
  },
  *check(campaign, options) {
    const { html } = campaign;
    if (!html) return;
    const size = sizeProblem(campaign, html, options);
    if (size) yield size;
    yield* largeStyles(html, options.styleBytes);
  },
});

function sizeProblem(campaign: Campaign, html: HtmlDocument, { clipBytes, warnBytes, bytesPerLink }: Options): Problem<MessageId> | undefined {
  const bytes = Buffer.byteLength(html.source);
  const data = () => ({ size: kibibytes(bytes), limit: kibibytes(clipBytes), parts: partsNamed(html) });
  if (bytes > clipBytes) {
    const at = offsetOfByte(html.source, clipBytes);
    const lost = lostFrom(html, at);
    const clipped = { location: html.locate(at, at), evidence: { bytes, limit: clipBytes } };
    return lost === undefined ? { messageId: 'tailClipped', data: data(), ...clipped, severity: 'warning' } : { messageId: 'clipped', data: { ...data(), lost }, ...clipped };
  }
  const links = hasBeenSent(campaign) ? 0 : campaign.links.filter(({ href }) => /^https?:/i.test(href)).length;
  const sent = bytes + links * bytesPerLink;
  const shared = { severity: 'warning', location: html.locate(0, 0), evidence: { bytes, links, limit: clipBytes } } as const;
  if (sent > clipBytes) return { ...shared, messageId: 'clippedOnceSent', data: { ...data(), sent: kibibytes(sent), links } };
  return bytes >= warnBytes ? { ...shared, messageId: 'nearLimit', data: data() } : undefined;
}

function partsNamed(html: HtmlDocument): string {
  const parts = largestParts(html, kibibytes);
  return parts === '' ? '' : `; ${parts}`;
}

function* largeStyles(html: HtmlDocument, limit: number): Iterable<Problem<MessageId>> {
  for (const style of elementsNamed(html, 'style')) {
    const bytes = Buffer.byteLength(html.unmask(style.children.map((child) => (isText(child) ? child.data : '')).join('')));
    if (bytes <= limit) continue;
    yield { messageId: 'styleDropped', severity: 'warning', data: { size: kibibytes(bytes), limit: kibibytes(limit) }, location: html.locateElement(style), evidence: { bytes, limit } };
  }
}

/** Offset in UTF-16 units of the character at which the text reaches so many bytes of UTF-8. */
function offsetOfByte(text: string, bytes: number): number {
  return new TextEncoder().encodeInto(text, new Uint8Array(bytes)).read;
}

/** To one decimal, rounded up, so that a size above a limit never reads as the limit itself. */
function kibibytes(bytes: number): number {
  return Math.ceil((10 * bytes) / KIBIBYTE) / 10;
}
