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
  readonly bodyStart: number;
  readonly bodyEnd: number;
}

const DEEPEST = 50;

/** Leaf parts of a message in order, without what lies inside attached messages. `raw` holds one character a byte. */
export function leafParts(raw: string): MimePart[] {
  return leavesIn(raw, 0, raw.length, 0);
}

function leavesIn(raw: string, start: number, end: number, depth: number): MimePart[] {
  const bodyStart = Math.min(end, afterHeaders(raw, start));
  const headers = raw.slice(start, bodyStart).replace(/\r?\n[ \t]+/g, ' ');
  const contentType = headerValue(headers, 'content-type') || 'text/plain';
  const mimeType = contentType.replace(/;.*/s, '').trim().toLowerCase();
  const boundary = mimeType.startsWith('multipart/') ? parameter(contentType, 'boundary') : '';
  if (boundary !== '' && depth < DEEPEST) {
    return partRanges(raw, boundary, bodyStart, end).flatMap(([from, to]) => leavesIn(raw, from, to, depth + 1));
  }
  const charset = parameter(contentType, 'charset');
  return [{
    mimeType,
    charset: charset || 'utf-8',
    declaresCharset: charset !== '',
    transferEncoding: headerValue(headers, 'content-transfer-encoding').toLowerCase(),
    isAttachment: /^attachment/i.test(headerValue(headers, 'content-disposition')),
    bodyStart,
    bodyEnd: end,
  }];
}

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

/** The line break before a delimiter line belongs to the delimiter (RFC 2046, section 5.1.1). */
function partRanges(raw: string, boundary: string, start: number, end: number): [number, number][] {
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
    if (rest === '--') break;
  }
  if (open !== undefined) ranges.push([open, end]);
  return ranges;
}
