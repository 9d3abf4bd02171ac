import type { Campaign } from '#campaign/campaign.js';
import { messagePartsOf } from '#campaign/eml/message-parts.js';
import type { MimePart } from '#campaign/eml/mime-structure.js';
import type { Location } from '#campaign/location.js';
import type { Problem } from '#rule/finding.js';

export type PartMessageId =
  | 'noBoundary' | 'cutOff' | 'encodingUnknown' | 'containerEncoded' | 'eightBit' | 'base64Damaged' | 'quotedPrintableDamaged' | 'fieldsInBody' | 'lineEnds';

/** RFC 2045, section 6.1, and an older name that mail clients still know. What follows a semicolon is a slip that all forgive. */
const ENCODINGS = /^(?:7bit|8bit|binary|quoted-printable|base64|x-uuencode)?(?:\s*;.*)?$/;
const IDENTITY = /^(?:7bit|8bit|binary)?(?:\s*;.*)?$/;
const SEVEN_BIT = /^(?:7bit)?(?:\s*;.*)?$/;
/** RFC 2045, section 6.7: two hexadecimal digits, or the end of the line. */
const STRAY_EQUALS = /=(?![\dA-Fa-f]{2}|[ \t]*\r?\n|[ \t]*$)/;
/** Fields that MIME writes at the head of a part; a forwarded mail begins with others (From, Subject). */
const FIELD = /^\s{0,20}(?:MIME-Version|Content-(?:Type|Transfer-Encoding|Disposition)|List-Unsubscribe(?:-Post)?)[ \t]*:[ \t]*\S/i;

/** What is wrong with the parts of a message, and with the bytes that they are sent as. One problem a kind. */
export function* partProblems(campaign: Campaign): Iterable<Problem<PartMessageId>> {
  const { file, parts } = messagePartsOf(campaign);
  const at = (offset: number): Location => {
    const { line } = file.positionOf(offset);
    return { part: 'header', file: file.name, line, endLine: line };
  };
  const seen = new Set<PartMessageId>();
  for (const { offset, ...problem } of [...parts.flatMap((part) => [...partFaults(file.raw, part)]), ...lineEndFaults(file.raw)]) {
    if (seen.has(problem.messageId)) continue;
    seen.add(problem.messageId);
    yield { ...problem, location: at(offset) };
  }
}

type Fault = Pick<Problem<PartMessageId>, 'messageId' | 'severity' | 'data'> & { readonly offset: number };

function* partFaults(raw: string, part: MimePart): Iterable<Fault> {
  const { boundary, mimeType, transferEncoding, start, bodyEnd } = part;
  const data = { type: mimeType, encoding: transferEncoding };
  if (boundary && !boundary.opens) yield { messageId: 'noBoundary', data, offset: start };
  else if (boundary && !boundary.closes) yield { messageId: 'cutOff', severity: 'warning', data, offset: bodyEnd };
  if (!ENCODINGS.test(transferEncoding)) yield { messageId: 'encodingUnknown', data, offset: start };
  else if (boundary?.opens && !IDENTITY.test(transferEncoding)) yield { messageId: 'containerEncoded', severity: 'warning', data, offset: start };
  else if (!boundary?.opens) yield* contentFaults(raw.slice(part.bodyStart, bodyEnd), part);
}

function* contentFaults(body: string, { mimeType, transferEncoding: encoding, bodyStart }: MimePart): Iterable<Fault> {
  const isText = mimeType.startsWith('text/');
  const data = { type: mimeType, encoding };
  if (isText && FIELD.test(body)) yield { messageId: 'fieldsInBody', data: { field: body.trim().split(':', 1)[0] ?? '' }, offset: bodyStart };
  const eightBit = SEVEN_BIT.test(encoding) ? body.search(/[\x80-\xff]/) : -1;
  if (eightBit !== -1) yield { messageId: 'eightBit', severity: 'warning', data: { ...data, encoding: encoding || '7bit, which counts when nothing is said' }, offset: bodyStart + eightBit };
  const damage = encoding.startsWith('base64') ? base64Damage(body, isText) : -1;
  if (damage !== -1) yield { messageId: 'base64Damaged', ...(!isText && { severity: 'warning' }), data, offset: bodyStart + damage };
  const stray = encoding.startsWith('quoted-printable') ? body.search(STRAY_EQUALS) : -1;
  if (stray !== -1) yield { messageId: 'quotedPrintableDamaged', severity: 'warning', data: { ...data, code: body.slice(stray, stray + 3) }, offset: bodyStart + stray };
}

/** Where base64 goes wrong: a character that it lacks, padding before the end, or, in a text, groups of four that do not come out even (old signatures pad wrongly); else -1. */
function base64Damage(body: string, isText: boolean): number {
  const foreign = body.search(/[^A-Za-z\d+/=\s]/);
  const early = /^[^=]*=[\s=]*[A-Za-z\d+/]/.test(body) ? body.indexOf('=') : -1;
  const damage = foreign === -1 || early === -1 ? Math.max(foreign, early) : Math.min(foreign, early);
  if (damage !== -1 || !isText) return damage;
  const characters = body.replace(/\s/g, '').length;
  return characters % 4 === 0 ? -1 : body.length;
}

/** RFC 5321, section 2.3.8: lines end in CR LF, and neither stands alone. On disk all may end in LF. */
function* lineEndFaults(raw: string): Iterable<Fault> {
  const nul = raw.indexOf('\0');
  if (nul !== -1) yield { messageId: 'lineEnds', severity: 'warning', data: { what: 'a NUL character' }, offset: nul };
  const lone = raw.search(/\r(?!\n)/);
  if (lone !== -1) yield { messageId: 'lineEnds', severity: 'warning', data: { what: 'a carriage return in the middle of a line' }, offset: lone };
  const bare = raw.includes('\r\n') ? raw.search(/(?<!\r)\n/) : -1;
  if (bare !== -1) yield { messageId: 'lineEnds', severity: 'warning', data: { what: 'lines that end in CR LF, and others in LF alone' }, offset: bare };
}
