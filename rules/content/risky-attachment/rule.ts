import type { Attachment, Campaign } from '#campaign/campaign.js';
import { isMailing } from '#campaign/eml/header-fields.js';
import { messagePartsOf, partOf } from '#campaign/eml/message-parts.js';
import type { Location } from '#campaign/location.js';
import type { Problem } from '#rule/finding.js';
import { defineRule } from '#rule/rule.js';
import TYPES from './file-types.json' with { type: 'json' };
import { zipEntries } from './zip-entries.js';

type MessageId = 'runs' | 'macros' | 'page' | 'disguised' | 'encrypted' | 'archive' | 'outlookOnly' | 'empty' | 'inMailing' | 'tooLarge' | 'large';

/** The worst that can be said of a file. */
type Risk = Pick<Problem<MessageId>, 'messageId' | 'severity'> & { readonly inside?: string };

const MEBIBYTE = 1024 * 1024;
/** RFC 2045, section 6.8: base64 turns three bytes into four, and breaks the line after 76 characters. */
const ENCODED = (4 / 3) * (78 / 76);

const RUNS = new Set(TYPES.runs);
const MACROS = new Set(TYPES.macros);
const PAGES = new Set(TYPES.pages);
const ARCHIVES = new Set(TYPES.archives);

/** Signatures, keys, invitations, AMP and cards are what they seem. */
const HARMLESS_TYPE = /^(?:application\/(?:x-)?(?:pkcs7-signature|pkcs7-mime|pgp-signature|pgp-keys|pgp-encrypted|ics)|text\/(?:calendar|x-amp-html|x-?vcard|vcard|directory)|message\/|multipart\/)/i;

const REORDERING = /[\u202a-\u202e\u2066-\u2069]/;
const PROGRAM_STARTS: readonly (readonly number[])[] = [[0x4d, 0x5a], [0x7f, 0x45, 0x4c, 0x46], [0xcf, 0xfa, 0xed, 0xfe], [0xca, 0xfe, 0xba, 0xbe]];

/** Bytes in which an XML file names its style sheet and its namespaces. */
const PROLOGUE = 4096;

/** Microsoft, MS-OXTNEF, section 2.1.3.1: the signature 0x223E9F78. */
const TNEF: readonly number[] = [0x78, 0x9f, 0x3e, 0x22];

export default defineRule<MessageId, { warnBytes: number; maximumBytes: number }>({
  id: 'content/risky-attachment',
  severity: 'error',
  summary: 'An attachment that mail servers block or distrust, or that is too large',
  needs: ['headers'],
  messages: {
    runs: 'The attachment {{name}} {{is}} a program or script; mail servers block it.',
    macros: 'The attachment {{name}} {{is}} a document with macros; mail servers block it.',
    page: 'The attachment {{name}} is a page that opens in the browser; filters take it for phishing.',
    disguised: 'The name of the attachment {{name}} hides what the file is.',
    encrypted: 'The archive {{name}} is protected by a password; servers that cannot look inside block it.',
    archive: 'The attachment {{name}} is an archive that many servers do not look into, and distrust.',
    outlookOnly: 'The attachment {{name}} is in Outlook\'s own format (TNEF), which other mail clients cannot open.',
    empty: 'The attachment {{name}} is empty.',
    inMailing: 'A mailing carries attachments ({{names}}); they cost deliverability, and are not counted or updated.',
    tooLarge: 'The attachments have {{size}} MiB as sent; many servers refuse more than {{limit}}.',
    large: 'The attachments have {{size}} MiB as sent; from {{limit}} on, delivery slows down and mailboxes fill.',
  },
  suggestions: {
    runs: 'Offer it as a download on a web page.',
    macros: 'Save it without macros, or offer it as a download.',
    page: 'Link to the page.',
    disguised: 'Give it one plain name with one ending.',
    encrypted: 'Offer it as a download behind a log-in.',
    archive: 'Attach the file itself, or offer it as a download.',
    outlookOnly: 'Send the mail as HTML, not as rich text, and attach the files themselves.',
    empty: 'Attach the file anew.',
    inMailing: 'Link to the file on a web page.',
    tooLarge: 'Offer it as a download.',
    large: 'Offer it as a download.',
  },
  defaultOptions: { warnBytes: 5 * MEBIBYTE, maximumBytes: 20 * MEBIBYTE },
  optionsSchema: { warnBytes: { type: 'integer', minimum: 1 }, maximumBytes: { type: 'integer', minimum: 1 } },
  *check(campaign, { warnBytes, maximumBytes }) {
    const files = campaign.attachments.filter(({ mimeType }) => !HARMLESS_TYPE.test(mimeType));
    for (const file of files) {
      const risk = riskOf(file);
      if (!risk) continue;
      const { inside, ...problem } = risk;
      yield { ...problem, data: { name: nameOf(file), is: inside === undefined ? 'is' : `holds ${inside},` }, location: placeOf(campaign, file) };
    }
    const attached = files.filter((file) => !isShownInline(file) || isUnused(file, campaign));
    if (attached.length > 0 && isMailing(campaign)) yield { messageId: 'inMailing', severity: 'warning', data: { names: shownNames(attached) }, location: placeOf(campaign, attached[0]) };
    yield* sizeProblems(campaign, { warnBytes, maximumBytes });
  },
});

function* sizeProblems(campaign: Campaign, { warnBytes, maximumBytes }: { warnBytes: number; maximumBytes: number }): Iterable<Problem<MessageId>> {
  const { attachments } = campaign;
  const location = placeOf(campaign, [...attachments].sort((one, other) => other.content.byteLength - one.content.byteLength)[0]);
  const bytes = Math.round(attachments.reduce((sum, { content }) => sum + content.byteLength, 0) * ENCODED);
  const data = (limit: number) => ({ size: Math.ceil((10 * bytes) / MEBIBYTE) / 10, limit: limit / MEBIBYTE });
  if (bytes >= maximumBytes) yield { messageId: 'tooLarge', data: data(maximumBytes), location, evidence: { bytes } };
  else if (bytes >= warnBytes) yield { messageId: 'large', severity: 'warning', data: data(warnBytes), location, evidence: { bytes } };
}

/** The line at which the part of an attachment begins, where that is known. */
function placeOf(campaign: Campaign, attachment: Attachment | undefined): Location {
  const { file } = messagePartsOf(campaign);
  const part = attachment && partOf(campaign, attachment);
  return { part: 'header', file: file.name, ...(part && { line: file.positionOf(part.start).line }) };
}

function riskOf(file: Attachment): Risk | undefined {
  const { filename = '', content } = file;
  const ending = endingOf(filename);
  if (/\bms-tnef$/i.test(file.mimeType) || TNEF.every((byte, index) => content[index] === byte)) return { messageId: 'outlookOnly', severity: 'warning' };
  if (REORDERING.test(filename)) return { messageId: 'disguised' };
  if (RUNS.has(ending)) return { messageId: 'runs' };
  if (PROGRAM_STARTS.some((start) => start.every((byte, index) => content[index] === byte))) return { messageId: 'runs' };
  if (MACROS.has(ending)) return { messageId: 'macros' };
  if (PAGES.has(ending) || (ending === 'xml' && opensAsPage(content)) || /^(?:text\/html|image\/svg)/i.test(file.mimeType)) return isShownInline(file) && !/html/i.test(file.mimeType) ? undefined : { messageId: 'page' };
  if (ARCHIVES.has(ending)) return { messageId: 'archive', severity: 'warning' };
  return content.byteLength === 0 ? { messageId: 'empty', severity: 'warning' } : riskInZip(content);
}

/** An invoice (XRechnung, FatturaPA) or a receipt of certified mail is XML that a browser lists; one with a style sheet, XHTML or SVG is a page. */
function opensAsPage(content: Uint8Array): boolean {
  return /<\?xml-stylesheet\b|www\.w3\.org\/(?:1999\/xhtml|2000\/svg|1999\/XSL)/i.test(Buffer.from(content.subarray(0, PROLOGUE)).toString('latin1').replaceAll('\0', ''));
}

/** A word file is a ZIP too: what its directory lists tells whether it holds macros. */
function riskInZip(content: Uint8Array): Risk | undefined {
  if (content[0] !== 0x50 || content[1] !== 0x4b) return undefined;
  const entries = zipEntries(content) ?? [];
  const program = entries.find(({ name }) => RUNS.has(endingOf(name)));
  if (program) return { messageId: 'runs', inside: lastName(program.name) };
  const macros = entries.find(({ name }) => name.endsWith('vbaProject.bin') || MACROS.has(endingOf(name)));
  if (macros) return { messageId: 'macros', inside: lastName(macros.name) };
  return entries.some(({ encrypted }) => encrypted) ? { messageId: 'encrypted' } : undefined;
}

/** A picture in the text, not a file beside it. */
function isShownInline({ mimeType, disposition, contentId }: Attachment): boolean {
  return mimeType.startsWith('image/') && (disposition === 'inline' || contentId !== undefined);
}

/** A picture with a Content-ID that the HTML nowhere names: mail clients list it as a file. Others may be shown by their Content-Location. */
function isUnused({ contentId }: Attachment, { html }: Campaign): boolean {
  return html !== undefined && contentId !== undefined && !html.source.includes(contentId) && !html.source.includes(encodeURIComponent(contentId));
}

function endingOf(name: string): string {
  return /\.([a-z\d-]{1,20})\s*\.*$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function nameOf({ filename, mimeType }: Attachment): string {
  return filename === undefined ? `without a name (${mimeType})` : `"${filename.replace(/[\p{Cc}\p{Cf}]/gu, '?')}"`;
}

function shownNames(files: readonly Attachment[]): string {
  const names = files.slice(0, 3).map(nameOf).join(', ');
  return files.length > 3 ? `${names} and ${files.length - 3} more` : names;
}
