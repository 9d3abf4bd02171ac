/** Offsets of one MIME part in the bytes of a message, and what its headers say of the content. */
export interface MimePart {
  /** Lower case, `text/html`. */
  readonly mimeType: string;
  /** `utf-8` when not declared. */
  readonly charset: string;
  readonly declaresCharset: boolean;
  /** Lower case; empty when not declared. */
  readonly transferEncoding: string;
  readonly isAttachment: boolean;
  /** Of its header fields. */
  readonly start: number;
  readonly bodyStart: number;
  readonly bodyEnd: number;
  /** The multipart that it is in; undefined for the message itself. */
  readonly container: MimePart | undefined;
  /** Of a multipart: whether any line opens a part, and whether one closes the last. */
  readonly boundary?: { readonly value: string; readonly opens: boolean; readonly closes: boolean };
}

const DEEPEST = 50;

/** `7bit (all ASCII)`: RFC 2045, section 6.1. */
const COMMENT = /\([^()]{0,200}\)/g;

/** The parts that hold content, in order. */
export function leafParts(raw: string): readonly MimePart[] {
  return mimeParts(raw).filter(({ boundary }) => !boundary?.opens);
}

/** All parts of a message in order, multiparts before what is in them, without what lies inside attached messages. `raw` holds one character a byte. */
export function mimeParts(raw: string): readonly MimePart[] {
  return partsIn(raw, { start: 0, end: raw.length, container: undefined, depth: 0 });
}

interface Range {
  readonly start: number;
  readonly end: number;
  readonly container: MimePart | undefined;
  readonly depth: number;
}

function partsIn(raw: string, { start, end, container, depth }: Range): MimePart[] {
  const bodyStart = Math.min(end, afterHeaders(raw, start));
  const headers = raw.slice(start, bodyStart).replace(/\r?\n[ \t]+/g, ' ');
  const contentType = headerValue(headers, 'content-type') || 'text/plain';
  const mimeType = contentType.replace(/;.*/s, '').trim().toLowerCase();
  const charset = parameter(contentType, 'charset');
  const value = parameter(contentType, 'boundary');
  const isMultipart = mimeType.startsWith('multipart/') && depth < DEEPEST;
  const { ranges, closes } = isMultipart && value !== '' ? partRanges(raw, value, bodyStart, end) : NO_RANGES;
  const part: MimePart = {
    mimeType,
    charset: charset || 'utf-8',
    declaresCharset: charset !== '',
    transferEncoding: headerValue(headers, 'content-transfer-encoding').replace(COMMENT, '').trim().toLowerCase(),
    isAttachment: /^attachment/i.test(headerValue(headers, 'content-disposition')),
    start,
    bodyStart,
    bodyEnd: end,
    container,
    ...(isMultipart && { boundary: { value, opens: ranges.length > 0, closes } }),
  };
  return [part, ...ranges.flatMap(([from, to]) => partsIn(raw, { start: from, end: to, container: part, depth: depth + 1 }))];
}

const NO_RANGES: Ranges = { ranges: [], closes: false };

/** Offset after the empty line that ends the header section. */
function afterHeaders(raw: string, start: number): number {
  const empty = /^\r?\n/my;
  for (let line = start; line < raw.length;) {
    empty.lastIndex = line;
    if (empty.test(raw)) return empty.lastIndex;
    const next = raw.indexOf('\n', line);
    if (next === -1) break;
    line = next + 1;
  }
  return raw.length;
}

function headerValue(headers: string, name: string): string {
  return new RegExp(`^${name}[ \\t]*:[ \\t]*(.*)$`, 'im').exec(headers)?.[1]?.trim() ?? '';
}

function parameter(header: string, name: string): string {
  const match = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]*))`, 'i').exec(header);
  return match?.[1] ?? match?.[2] ?? '';
}

interface Ranges {
  readonly ranges: readonly (readonly [number, number])[];
  readonly closes: boolean;
}

/** The line break before a delimiter line belongs to the delimiter (RFC 2046, section 5.1.1). */
function partRanges(raw: string, boundary: string, start: number, end: number): Ranges {
  const ranges: [number, number][] = [];
  const delimiter = `--${boundary}`;
  let open: number | undefined;
  for (let at = raw.indexOf(delimiter, start); at !== -1 && at < end; at = raw.indexOf(delimiter, at + 1)) {
    if (at > start && raw[at - 1] !== '\n') continue;
    const lineEnd = raw.indexOf('\n', at);
    const rest = raw.slice(at + delimiter.length, lineEnd === -1 ? end : lineEnd).trimEnd();
    if (rest !== '' && rest !== '--') continue;
    if (open !== undefined) ranges.push([open, Math.max(open, raw[at - 2] === '\r' ? at - 2 : at - 1)]);
    open = rest === '--' || lineEnd === -1 ? undefined : lineEnd + 1;
    if (rest === '--') return { ranges, closes: true };
  }
  if (open !== undefined) ranges.push([open, end]);
  return { ranges, closes: false };
}
