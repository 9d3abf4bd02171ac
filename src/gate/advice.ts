/** Name of the header that `--advise` adds. */
export const ADVICE_HEADER = 'X-Presend';

/** RFC 5321, 4.5.3.1.5: a reply line holds 512 octets with its code and end. */
const LONGEST_REPLY_LINE = 480;
/** RFC 5322, 2.1.1. */
const LONGEST_HEADER_LINE = 900;

/** The reasons as one line of ASCII: what a mail says must not end up as a line or a code of the protocol. */
export function reasonsLine(reasons: readonly string[], longest = LONGEST_REPLY_LINE): string {
  let line = '';
  for (const [index, reason] of reasons.entries()) {
    const next = `${line === '' ? '' : '; '}${inAscii(reason)}`;
    const rest = reasons.length - index;
    if (line.length + next.length > longest - 20) return line === '' ? next.slice(0, longest - 20) : `${line}; and ${rest} more`;
    line += next;
  }
  return line;
}

/** What messages and mails write most that is not ASCII. */
const IN_ASCII: Readonly<Record<string, string>> = { '…': '...', '–': '-', '—': '-', '“': '"', '”': '"', '„': '"', '«': '"', '»': '"', '‘': "'", '’': "'", '€': 'EUR', '£': 'GBP', '\u00a0': ' ', '\u202f': ' ', ß: 'ss', ø: 'o', Ø: 'O', ł: 'l', Ł: 'L' };

/** Letters without their accents; another sign is a question mark. */
function inAscii(text: string): string {
  return text.normalize('NFD').replace(/\p{M}+/gu, '').replace(/[^\x20-\x7e]/gu, (sign) => IN_ASCII[sign] ?? sign).replace(/[^\x20-\x7e]+/g, '?');
}

/** The message with one header before its own; the rest is the same bytes. */
export function withAdvice(message: Buffer, verdict: string): Buffer {
  return Buffer.concat([Buffer.from(`${ADVICE_HEADER}: ${verdict.slice(0, LONGEST_HEADER_LINE)}\r\n`), message]);
}
