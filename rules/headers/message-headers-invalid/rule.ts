import { addressParser, type Address } from 'postal-mime';
import { parse } from 'tldts';
import type { Campaign, Header } from '#campaign/campaign.js';
import { headersNamed, isMailing, rawValue } from '#campaign/eml/header-fields.js';
import { senderDomains } from '#campaign/facts/link-target.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';
import type { Location } from '#campaign/location.js';
import type { Problem } from '#rule/finding.js';
import { clipped } from '#rule/format-message.js';
import { defineRule } from '#rule/rule.js';
import { partProblems, type PartMessageId } from './part-problems.js';

type MessageId =
  | 'fromMissing' | 'fromInvalid' | 'fromSeveral' | 'fromSplit' | 'fromLocal' | 'dateMissing' | 'dateInvalid' | 'dateInFuture' | 'messageIdMissing' | 'messageIdInvalid' | 'messageIdHost'
  | 'subjectMissing' | 'replyToInvalid' | 'brokenWord' | 'splitCharacter' | 'unencoded' | 'mimeVersionMissing' | 'repeated' | 'longLines' | 'visibleRecipients' | PartMessageId;

/** RFC 5322, section 3.6: fields that occur at most once; those of MIME (RFC 2045) and of lists (RFC 2369, 8058) likewise. */
const ONCE = [
  'from', 'sender', 'reply-to', 'to', 'cc', 'bcc', 'message-id', 'in-reply-to', 'references', 'subject', 'date', 'mime-version', 'content-type',
  'content-transfer-encoding', 'list-unsubscribe', 'list-unsubscribe-post', 'list-id',
];
/** RFC 5322, section 3.3, with the obsolete zone names of section 4.3. */
const DATE = /^(?:(?:mon|tue|wed|thu|fri|sat|sun)\s*,\s*)?(?<day>\d{1,2})\s+(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\s+(?<year>\d{2,4})\s+(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d|:60)?\s+(?:[+-]\d{4}|[a-z]{1,5})(?:\s*\([^()]{0,80}\))?$/i;
/** A quoted name may hold spaces. */
const MESSAGE_ID = /^<(?:"[^"<>]{1,500}"|[^<>\s@]{1,500})@[^<>\s@]{1,255}>$/;
/** "localhost", "mail.local": no host that anybody else knows. A bare "web-01" is common in mail that people asked for. */
const LOCAL_HOST = /@(?:[^>]*\.)?(?:localhost|localdomain|local|internal|lan|home|test|invalid)>$/i;
/** The same of an address, or a host without a dot, but for one that a tag fills in: outside of the sender's own network nobody can find it. */
const LOCAL_ADDRESS = /@(?:[^@.[\]{}%<>$*|#]+|(?:.{1,200}\.)?(?:localhost|localdomain|local|internal|lan|home))$/i;
/** RFC 5321 asks for 64 octets before the @ at most; bounce addresses with more are sent and taken every day. */
const MAILBOX = /^[^\s@]{1,200}@(?:[^\s@.]{1,63}\.)*[^\s@.]{1,63}$/u;
/** A name, and an address behind it that no angle brackets enclose: Gmail refuses it (RFC 5322, section 3.4). */
const UNBRACKETED = /^[^<>,;:@]+\s[^\s<>@]{1,64}@[^\s<>@]{1,255}$/u;
const COMMENT = /\([^()]{0,200}\)/g;
/** RFC 5322, section 2.1.1, in octets without the line break. */
const LONGEST_LINE = 998;
const DAY = 86_400_000;
/** Fields that mail clients show, and encoded words (RFC 2047) with a space inside, which some decode and others show as they are. */
const SHOWN = /^(?:from|subject|reply-to)$/i;
const ENCODED_WORD = /=\?[\w-]{2,40}\?[bq]\?[^?\s]{0,300}[ \t][^?\n]{0,300}\?=/i;
/** Encoded words as they should be, and the beginning of one that nobody ended, or that was encoded once more. */
const WHOLE_WORD = /=\?[\w-]{2,40}(?:\*[\w-]{1,20})?\?[bq]\?[^?\s]{0,300}\?=/gi;
/** One right behind another: only white space between them tells them apart (RFC 2047, section 5). */
const JOINED_WORDS = /\?==\?[\w-]{2,40}\?[bq]\?/i;
const OPEN_WORD = /=\?[\w-]{2,40}\?[bq]\?[^\s?]{6,300}/i;

/** An encoded word in UTF-8 with another one behind it, and bytes that end before the character that they begin (RFC 3629). */
const UTF8_WORD = /=\?utf-8\?([bq])\?([^?\s]{0,300})\?=(?=\s+=\?utf-8\?)/gi;
const UNFINISHED = /(?:[\xc2-\xf4]|[\xe0-\xf4][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2})$/;

export default defineRule<MessageId, { maximumVisibleRecipients: number }>({
  id: 'headers/message-headers-invalid',
  severity: 'error',
  summary: 'A header field is missing, malformed or false, or shows what it should not',
  needs: ['headers'],
  messages: {
    fromMissing: 'There is no From header.',
    fromInvalid: 'From holds no address that mail can be sent to: "{{value}}".',
    fromSeveral: 'From names {{count}} mailboxes; Gmail rejects such mail, and DMARC cannot judge it.',
    fromSplit: 'A comma outside of quotes splits From in two, and "{{part}}" is no mailbox; some servers refuse such mail.',
    fromLocal: 'From is at {{host}}, a host that exists only where the mail was made: replies and bounces find nobody, and many servers refuse it.',
    dateMissing: 'There is no Date header.',
    dateInvalid: 'The Date "{{value}}" is not written as RFC 5322 asks.',
    dateInFuture: 'The Date lies {{days}} days in the future.',
    messageIdMissing: 'There is no Message-ID header; filters count that against the mail.',
    messageIdInvalid: 'The Message-ID "{{value}}" is not of the form <name@domain>.',
    messageIdHost: 'The Message-ID "{{value}}" names a host that exists only where the mail was made; filters count that against it.',
    subjectMissing: 'The mail has no subject.',
    replyToInvalid: 'Reply-To holds no address that replies can go to: "{{value}}".',
    brokenWord: '{{name}} holds the encoded word "{{word}}" that is broken; mail clients show it undecoded.',
    splitCharacter: 'In {{name}} a character is split over two encoded words; mail clients that decode each for itself show "�".',
    unencoded: '{{name}} holds characters beyond ASCII that are not encoded; some servers garble or refuse them.',
    mimeVersionMissing: 'There is a Content-Type but no MIME-Version header.',
    repeated: '{{name}} occurs {{count}} times; it may occur once.',
    longLines: '{{count}} lines have more than 998 bytes; servers break them, which damages the text and its signature.',
    visibleRecipients: '{{count}} addresses stand in To and Cc, and each recipient can read all of them.',
    noBoundary: 'Content-Type {{type}} names no boundary that stands in the message; mail clients show nothing, or the source.',
    cutOff: 'The message ends before its last boundary; its end may be missing.',
    encodingUnknown: 'The Content-Transfer-Encoding "{{encoding}}" does not exist; mail clients show the part undecoded, or as a file.',
    containerEncoded: 'A {{type}} is declared {{encoding}}, which it may not be (RFC 2045); some servers try to decode it.',
    eightBit: 'A part ({{type}}) holds bytes beyond ASCII and is sent as {{encoding}}; some servers garble or refuse it, and its signature breaks.',
    base64Damaged: 'The base64 of a part ({{type}}) is damaged; mail clients show it in part, or not at all.',
    quotedPrintableDamaged: 'A part ({{type}}) is declared quoted-printable and holds "{{code}}", which is none; links and text with "=" are damaged in it.',
    fieldsInBody: 'The header field {{field}} stands in the text: an empty line before it ended the header.',
    lineEnds: 'The message holds {{what}}; servers refuse it or change it, which breaks its signature.',
  },
  suggestions: {
    fromMissing: 'Let the ESP write it.',
    fromInvalid: 'Write it as Name <name@domain>.',
    fromSeveral: 'Name one mailbox.',
    fromSplit: 'Put the name into double quotes.',
    fromLocal: 'Set the address of the sender in the program that makes the mail, at a domain of yours.',
    dateMissing: 'Let the mail server write it.',
    dateInvalid: 'Write it as Fri, 20 Nov 2026 09:00:00 +0100.',
    dateInFuture: 'Set the clock of the sending machine, or leave the header to the mail server.',
    messageIdMissing: 'Let the mail server write it.',
    messageIdInvalid: 'Let the mail server write it.',
    messageIdHost: 'Set the domain of the sender in the program that makes the mail.',
    subjectMissing: 'Write one.',
    replyToInvalid: 'Write it as Name <name@domain>, or leave the header out.',
    brokenWord: 'An encoded word holds no spaces, ends with ?=, is encoded once, and stands between white space (RFC 2047).',
    splitCharacter: 'Encode whole characters in each word (RFC 2047, section 5).',
    unencoded: 'Encode them (RFC 2047).',
    mimeVersionMissing: 'Add MIME-Version: 1.0.',
    repeated: 'Leave one.',
    longLines: 'Send the part as quoted-printable or base64.',
    visibleRecipients: 'Send each recipient a message of their own.',
    noBoundary: 'Name in the header the boundary that parts the message.',
    cutOff: 'Save or send the message whole; its last line is the boundary with -- behind it.',
    encodingUnknown: 'Declare quoted-printable or base64, as the part is encoded.',
    containerEncoded: 'Encode the parts in it, and leave the field out there.',
    eightBit: 'Send the part as quoted-printable or base64, or declare 8bit.',
    base64Damaged: 'Encode the part anew.',
    quotedPrintableDamaged: 'Encode the part, "=" as =3D.',
    fieldsInBody: 'Remove the empty line; a line feed too many in a field before it is the usual reason.',
    lineEnds: 'End all lines in CR LF, and encode the part in which others stand.',
  },
  defaultOptions: { maximumVisibleRecipients: 1 },
  optionsSchema: { maximumVisibleRecipients: { type: 'integer', minimum: 1 } },
  *check(campaign, { maximumVisibleRecipients }, { now }) {
    const top = campaign.headers[0]?.location ?? { part: 'header' as const };
    yield* fromProblems(campaign, top);
    yield* transportProblems(campaign, now, top);
    const [subject] = headersNamed(campaign, 'subject');
    if (!subject || subject.value.trim() === '') yield { messageId: 'subjectMissing', location: subject?.location ?? top };
    yield* replyToProblems(campaign);
    yield* formProblems(campaign, top);
    yield* partProblems(campaign);
    const visible = visibleRecipients(campaign);
    if (visible > maximumVisibleRecipients) yield { messageId: 'visibleRecipients', data: { count: visible }, location: headersNamed(campaign, 'cc')[0]?.location ?? headersNamed(campaign, 'to')[0]?.location ?? top };
  },
});

function* fromProblems(campaign: Campaign, top: Location): Iterable<Problem<MessageId>> {
  const [from] = headersNamed(campaign, 'from');
  if (!from) {
    yield { messageId: 'fromMissing', location: top };
    return;
  }
  const raw = rawValue(campaign, from);
  const written = addressParser(raw, { flatten: true });
  const mailboxes = written.flatMap(({ address }: Address) => (address ? [address.replace(COMMENT, '')] : []));
  const { location } = from;
  if (mailboxes.length > 1 && mailboxes.every((address) => MAILBOX.test(address))) yield { messageId: 'fromSeveral', data: { count: mailboxes.length }, location };
  else if (!mailboxes.some((address) => MAILBOX.test(address)) || UNBRACKETED.test(raw.replace(COMMENT, ' ').trim())) yield { messageId: 'fromInvalid', data: { value: from.value }, location };
  else if (mailboxes.length < written.length && raw.includes(',')) yield { messageId: 'fromSplit', severity: 'warning', data: { part: written.find(({ address }) => !address)?.name ?? '' }, location };
  else if (LOCAL_ADDRESS.test(mailboxes[0] ?? '')) yield { messageId: 'fromLocal', severity: 'warning', data: { host: mailboxes[0]?.replace(/^.*@/, '') ?? '' }, location };
}

function* replyToProblems(campaign: Campaign): Iterable<Problem<MessageId>> {
  const [replyTo] = headersNamed(campaign, 'reply-to');
  if (!replyTo || addressesIn(campaign, replyTo).some((address) => MAILBOX.test(address)) || findTemplateTags(replyTo.value).length > 0) return;
  yield { messageId: 'replyToInvalid', severity: 'warning', data: { value: replyTo.value }, location: replyTo.location };
}

/** A message saved before it is sent has neither Date nor Message-ID: the server writes both. Many clients write a Date alone into a draft. */
function* transportProblems(campaign: Campaign, now: Date, top: Location): Iterable<Problem<MessageId>> {
  const [date] = headersNamed(campaign, 'date');
  const [id] = headersNamed(campaign, 'message-id');
  const isSent = ['received', 'return-path', 'dkim-signature'].some((name) => headersNamed(campaign, name).length > 0);
  if ((isSent || id) && !date) yield { messageId: 'dateMissing', location: top };
  if (isSent && !id) yield { messageId: 'messageIdMissing', severity: 'warning', location: top };
  if (date) yield* dateProblems(date, now);
  const name = id && rawValue(campaign, id).replace(COMMENT, '').trim();
  if (name !== undefined && !MESSAGE_ID.test(name)) yield { messageId: 'messageIdInvalid', severity: 'warning', data: { value: id?.value ?? '' }, location: id?.location };
  else if (name !== undefined && LOCAL_HOST.test(name)) yield { messageId: 'messageIdHost', severity: 'warning', data: { value: id?.value ?? '' }, location: id?.location };
}

function* dateProblems({ value, location }: Header, now: Date): Iterable<Problem<MessageId>> {
  const at = Date.parse(value.replace(/\([^()]{0,80}\)/g, ''));
  if (!isDate(value.trim())) yield { messageId: 'dateInvalid', severity: 'warning', data: { value }, location };
  else if (at - now.getTime() > DAY) yield { messageId: 'dateInFuture', severity: 'warning', data: { days: Math.round((at - now.getTime()) / DAY) }, location };
}

/** Of the form, and on a day that there is: Date takes 31 February for 3 March. */
function isDate(value: string): boolean {
  const { day, month, year } = DATE.exec(value)?.groups ?? {};
  return day !== undefined && new Date(`${day} ${month} ${year} 00:00:00 GMT`).getUTCDate() === Number(day);
}

function* formProblems(campaign: Campaign, top: Location): Iterable<Problem<MessageId>> {
  for (const name of ONCE) {
    const [, second, ...others] = headersNamed(campaign, name);
    if (second) yield { messageId: 'repeated', data: { name: second.name, count: others.length + 2 }, location: second.location };
  }
  const unencoded = campaign.headers.find((header) => /[^\x00-\x7f]/.test(rawValue(campaign, header)));
  if (unencoded) yield { messageId: 'unencoded', severity: 'warning', data: { name: unencoded.name }, location: unencoded.location };
  for (const header of campaign.headers.filter(({ name }) => SHOWN.test(name))) {
    const raw = rawValue(campaign, header);
    if (splitsCharacter(raw)) yield { messageId: 'splitCharacter', severity: 'warning', data: { name: header.name }, location: header.location };
    const word = brokenWordIn(raw, header.value);
    if (word !== undefined) yield { messageId: 'brokenWord', severity: 'warning', data: { name: header.name, word: clipped(word, 80) }, location: header.location };
  }
  const [type] = headersNamed(campaign, 'content-type');
  if (type && headersNamed(campaign, 'mime-version').length === 0) yield { messageId: 'mimeVersionMissing', severity: 'info', location: type.location };
  const long = longLines(campaign, top);
  if (long.length > 0) yield { messageId: 'longLines', severity: 'warning', data: { count: long.length }, location: { ...top, line: long[0] ?? 1, endLine: long[0] ?? 1 }, evidence: { lines: long.slice(0, 10) } };
}

/** Their numbers. */
function longLines({ sources }: Campaign, { file }: Location): readonly number[] {
  return (sources.get(file ?? '') ?? '').split(/\r\n?|\n/).flatMap((line, index) => (line.length > LONGEST_LINE / 4 && Buffer.byteLength(line) > LONGEST_LINE ? [index + 1] : []));
}

/** In a mailing, people who do not know each other: how many. The sender's own mailboxes are no secret. */
function visibleRecipients(campaign: Campaign): number {
  if (!isMailing(campaign)) return 0;
  const own = senderDomains(campaign);
  const addresses = [...headersNamed(campaign, 'to'), ...headersNamed(campaign, 'cc')].flatMap((header) => addressesIn(campaign, header));
  return new Set(addresses.filter((address) => !own.has(domainOf(address) ?? '')).map((address) => address.toLowerCase())).size;
}

function addressesIn(campaign: Campaign, header: Header): readonly string[] {
  return addressParser(rawValue(campaign, header), { flatten: true }).flatMap(({ address }: Address) => (address ? [address] : []));
}

function domainOf(address: string): string | undefined {
  return parse(address.slice(address.lastIndexOf('@') + 1).toLowerCase(), { allowPrivateDomains: true }).domain ?? undefined;
}

function brokenWordIn(raw: string, decoded: string): string | undefined {
  return (ENCODED_WORD.exec(raw) ?? JOINED_WORDS.exec(raw) ?? OPEN_WORD.exec(raw.replace(WHOLE_WORD, ' ')) ?? (raw === decoded ? null : OPEN_WORD.exec(decoded)))?.[0];
}

/** Whether the UTF-8 of one encoded word, with another behind it, ends within a character. */
function splitsCharacter(raw: string): boolean {
  return [...raw.matchAll(UTF8_WORD)].some(([, encoding = '', text = '']) => {
    const bytes = /b/i.test(encoding) ? Buffer.from(text, 'base64') : Buffer.from(text.replace(/=([\dA-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1');
    return UNFINISHED.test(bytes.toString('latin1'));
  });
}
