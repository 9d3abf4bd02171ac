import { AUTHORS_DISK, hostKind, isStandInHost } from '#campaign/facts/host-kind.js';
import { linkTarget } from '#campaign/facts/link-target.js';
import { validUntil } from './valid-until.js';

/** Why no recipient sees a picture, as far as its address says it. */
export type AddressFault = 'empty' | 'pasted' | 'privateHost' | 'exampleHost' | 'stagingHost' | 'standIn' | 'noHost' | 'noScheme' | 'signIn' | 'page' | 'borrowed' | 'format' | 'expired' | 'expires';

/** What programmes write for a picture that they hold themselves, when text is pasted from them. */
const PASTED = /^(?:blob|webkit-fake-url|applewebdata|content|chrome-extension|moz-extension|safari-web-extension|ms-appx(?:-web)?|x-apple-[a-z-]{1,30}|filesystem|about|view-source|msohtmlclip\w*):/i;
/** `data:image/png;base64,` and nothing behind it. */
const EMPTY_DATA = /^data:[^,]{0,100},?$/i;
/** `www.acme.com/logo.png`: a path, for a mail client. */
const NO_SCHEME = /^(?:www\.[\p{L}\w.-]{1,100}|[a-z\d-]{1,60}(?:\.[a-z\d-]{1,60}){0,3}\.(?:com|org|net|eu|de|fr|io|co|uk|at|ch|nl|be|it|es|pt|se|dk|no|fi|ie|shop|info))\//iu;
/** What only those see who are signed in: mailboxes, chats and boards. */
const SIGN_IN = /^(?:mail\.google\.com|mail-attachment\.googleusercontent\.com|outlook\.(?:office|office365|live)\.com|attachments?\.(?:office|outlook\.live|outlook\.office)\.(?:net|com)|attachment\.outlook\.(?:live\.net|office\.net)|files\.slack\.com|[\w-]+\.asm\.skype\.com|[\w-]+\.admin\.mailchimp\.com|trello\.com|[\w-]+\.atlassian\.net)$/;
/** Pages that show a picture, which an img element cannot. */
const PAGE = /^(?:drive\.google\.com\/(?:file\/d\/|open\?)|(?:www\.)?dropbox\.com\/(?!.{0,400}[?&](?:raw|dl)=1(?:&|$))|github\.com\/[^/?#]+\/[^/?#]+\/blob\/(?!.{0,400}[?&]raw=)|(?:www\.)?imgur\.com\/(?:a\/|gallery\/)?\w{1,20}$|(?:www\.)?canva\.com\/design\/|(?:www\.)?unsplash\.com\/(?:[a-z]{2}\/)?photos\/|(?:www\.)?pexels\.com\/(?:[a-z-]{2,5}\/)?(?:photo|foto)\/|pixabay\.com\/(?:[a-z]{2}\/)?(?:photos|illustrations|vectors)\/|(?:www\.)?flickr\.com\/photos\/|photos\.app\.goo\.gl\/|photos\.google\.com\/|(?:www\.)?icloud\.com\/|1drv\.ms\/|(?:www\.)?figma\.com\/(?:file|design)\/|(?:www\.)?instagram\.com\/p\/|[\w-]+\.sharepoint\.com\/:i:\/)/i;
/** Copies of pictures that mail clients, documents and searches make for themselves. */
const BORROWED = /^(?:ci\d{1,2}\.googleusercontent\.com\/(?:proxy|meips)\/|lh\d{0,2}-[a-z]{2}\.googleusercontent\.com\/docsz?\/|encrypted-tbn\d\.gstatic\.com\/|ecp\.yusercontent\.com\/mail|external-content\.duckduckgo\.com\/iu\/|tse\d{0,2}\.(?:mm|explicit)\.bing\.net\/th)/;

/** Files that programmes for designing write, and no client draws; servers of pictures may turn them into others. */
const FORMAT = /\.(?:psd|ai|eps|indd|sketch|xcf|cr2|nef|docx?|pptx?)(?:[?#]|$)/i;
const CONVERTED = /f_auto|[?&,/](?:format|fm|f)[=_-]/i;

export interface FoundFault {
  readonly fault: AddressFault;
  readonly host?: string;
  /** When the address stops working. */
  readonly until?: Date;
}

/** Undefined for an address that may work. `own` are the sender's registrable domains. */
export function addressFault(src: string, own: ReadonlySet<string>, sendAt: Date, lastingDays: number): FoundFault | undefined {
  const address = src.trim();
  if (address === '' || EMPTY_DATA.test(address)) return { fault: 'empty' };
  if (PASTED.test(address)) return { fault: 'pasted' };
  if (AUTHORS_DISK.test(address)) return { fault: 'privateHost' };
  if (/^https?:\/*(?:https?:|$)/i.test(address)) return { fault: 'noHost' };
  if (NO_SCHEME.test(address)) return { fault: 'noScheme' };
  const { host, domain, rest } = linkTarget(address.startsWith('//') ? `https:${address}` : address);
  if (host === undefined) return undefined;
  const where = `${host}${rest}`;
  if (isStandInHost(host)) return { fault: 'standIn', host };
  const kind = hostKind(host, domain, own);
  if (kind) return { fault: kind === 'todo' ? 'noHost' : kind, host };
  if (SIGN_IN.test(host)) return { fault: 'signIn', host };
  if (PAGE.test(where)) return { fault: 'page', host };
  if (BORROWED.test(where)) return { fault: 'borrowed', host };
  if (FORMAT.test(rest) && !CONVERTED.test(rest)) return { fault: 'format', host };
  const until = validUntil(host, rest);
  if (until === undefined || until.getTime() > sendAt.getTime() + lastingDays * 86_400_000) return undefined;
  return { fault: until <= sendAt ? 'expired' : 'expires', host, until };
}
