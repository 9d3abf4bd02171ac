import PostalMime, { decodeWords, type Attachment as MimeAttachment, type Email } from 'postal-mime';
import { InputError } from '#errors.js';
import { utf16Of } from '#utf-16.js';
import type { Attachment, Header } from '../campaign.js';
import type { CampaignParts } from '../create-campaign.js';
import { repairWindows1252 } from './decode-text.js';
import { emlFile, type EmlFile } from './eml-file.js';
import { locatedPart, partLocation } from './eml-part.js';
import type { Located, Part } from '../location.js';
import { leafParts, type MimePart } from './mime-structure.js';
import type { LocatedSource } from '../positions.js';

type EmlParts = Pick<CampaignParts, 'html' | 'text' | 'subject' | 'from' | 'headers' | 'attachments' | 'message' | 'sources'>;

const DISPOSITIONS = ['attachment', 'inline'] as const;

/** A file of the largest size allowed has 340,000 lines of base64. For each line that is not encoded, however short, the parser takes 7 microseconds and 1.7 KB. */
const MAXIMUM_LINES = 400_000;

/** Reads a message: headers, HTML and text part, attachments, each with its place in the .eml. Throws InputError. */
export async function readEml(message: Uint8Array, name: string): Promise<EmlParts> {
  const bytes = withLineFeeds(message);
  if (utf16Of(bytes)) throw new InputError(name, 'is saved as UTF-16, in which no mail is sent', 'Export the message as it is, or save it as UTF-8.');
  refuseTooManyLines(bytes, name);
  const email = await parseMessage(bytes, name);
  const headers = headersOf(email, name);
  if (headers.length === 0) throw new InputError(name, 'it has no header fields', 'Give a complete message (RFC 5322), headers first.');
  const file = emlFile(bytes, name);
  const leaves = leafParts(file.raw).filter(({ isAttachment }) => !isAttachment);
  const html = email.html === undefined ? undefined : locatedBody(file, leaves, 'html', repairWindows1252(email.html));
  const text = email.text === undefined ? undefined : locatedBody(file, leaves, 'text', repairWindows1252(email.text));
  const subject = fieldOf(headers, 'subject');
  const from = fieldOf(headers, 'from');
  return {
    headers,
    message,
    attachments: email.attachments.map(attachmentOf),
    sources: new Map([[name, file.text]]),
    ...(html && { html }), ...(text && { text }), ...(subject && { subject }), ...(from && { from }),
  };
}

/** Old Macs ended lines by a carriage return alone: such a file, with a line feed for each, has the same lines and columns. */
function withLineFeeds(bytes: Uint8Array): Uint8Array {
  return bytes.includes(LINE_FEED) || !bytes.includes(CARRIAGE_RETURN) ? bytes : bytes.map((byte) => (byte === CARRIAGE_RETURN ? LINE_FEED : byte));
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

function refuseTooManyLines(bytes: Uint8Array, name: string): void {
  let lines = 0;
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) lines++;
  if (lines <= MAXIMUM_LINES) return;
  throw new InputError(name, `it has ${lines.toLocaleString('en')} lines, and Presend reads messages of at most ${MAXIMUM_LINES.toLocaleString('en')}`, 'Give a message as a mail client or an ESP exports it.');
}

async function parseMessage(bytes: Uint8Array, name: string): Promise<Email> {
  try {
    return await PostalMime.parse(bytes);
  } catch (cause) {
    throw new InputError(name, `not a message that can be read: ${(cause as Error).message}`, 'Give a message as a mail client or an ESP exports it.', { cause });
  }
}

/** Postal-mime joins folded lines by a line feed, so that its header lines count the file's lines. */
function headersOf({ headers, headerLines }: Email, file: string): Header[] {
  let next = 1;
  return headers.flatMap(({ originalKey, value }, index) => {
    const line = next;
    next += headerLines[index]?.line.split('\n').length ?? 1;
    // The separator line of an mbox is no header field.
    if (line === 1 && /^From /.test(originalKey)) return [];
    return [{ name: originalKey, value: repairWindows1252(decodeWords(value)), location: { part: 'header', file, line, endLine: next - 1, header: originalKey } }];
  });
}

function fieldOf(headers: readonly Header[], name: 'subject' | 'from'): Located | undefined {
  const header = headers.find((candidate) => candidate.name.toLowerCase() === name);
  return header && { value: header.value, location: { ...header.location, part: name } };
}

function attachmentOf({ filename, mimeType, disposition, contentId, content }: MimeAttachment): Attachment {
  return {
    filename: filename ?? undefined,
    mimeType,
    disposition: DISPOSITIONS.find((known) => known === disposition),
    contentId: contentId?.replace(/^<|>$/g, ''),
    content: typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
  };
}

/**
 * The one part that postal-mime took the body from, with exact places. Where it joined several parts, or unfolded flowed text, only
 * the line at which the first begins is known.
 */
function locatedBody(file: EmlFile, leaves: readonly MimePart[], as: Part & ('html' | 'text'), content: string): LocatedSource {
  const own = leaves.filter(({ mimeType }) => mimeType === (as === 'html' ? 'text/html' : 'text/plain'));
  const [first] = own;
  const exact = own.length === 1 && first ? locatedPart(file, first, as) : undefined;
  if (exact && normalised(exact.text) === normalised(content)) return exact;
  return { text: content, locate: () => (first ? partLocation(file, first, as) : { part: as, file: file.name }) };
}

/** Decoders differ in line ends and in the white space before them. */
function normalised(text: string): string {
  return text.split(/\r\n?|\n/).map((line) => line.trimEnd()).join('\n').trimEnd();
}
