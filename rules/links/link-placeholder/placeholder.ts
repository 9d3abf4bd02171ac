import { AUTHORS_DISK, hostKind, isExampleHost } from '#campaign/facts/host-kind.js';
import type { HostKind } from '#campaign/facts/host-kind.js';
import { plainHost, type LinkTarget } from '#campaign/facts/link-target.js';
import { hasSampleParameter, isSampleMailbox, lackingAccount } from '#campaign/facts/sample-names.js';
import { isMistypedHost, isMistypedMail } from './mistyped.js';

/** Why a link leads nowhere that a reader may go. */
export type PlaceholderKind = HostKind | 'empty' | 'hash' | 'script' | 'noScheme' | 'wrongScheme' | 'doubleScheme' | 'spaces' | 'anchor' | 'exampleMail' | 'editor' | 'document' | 'frontPage' | 'sampleNumber' | 'mistyped' | 'noMailto' | 'invisible';

/** "/[slug]", "/<page>", "/MEETING_ID": brackets have to be encoded in a path, and nobody shouts there; in a query both are common. */
const BRACKETED_PART = /^[^?#]{0,500}\/(?:\[[\p{L}\d _-]{2,40}\]|<[\p{L}\d _-]{2,40}>|[A-Z]{2,20}(?:_[A-Z]{2,20}){0,3}_(?:ID|NAME|URL|LINK|PAGE|SLUG|HERE|TITLE))(?:[/?#]|$)/u;
/** `htps://acme.com`, `https:/acme.com`, `https//acme.com`: a scheme mistyped, or without its colon or a slash. */
const WRONG_SCHEME = /^(?:h?ttps?|htt?pp?s?|hh?t?tps?|htttps?|hptts?|httpss)(?::\/{0,2}|\/\/)(?=[a-z\d])/i;
const RIGHT_SCHEME = /^https?:\/\//i;
/** `/produkt/XXXX`, `utm_source=[SOURCE]`: to be filled in. */
const BLANK_PART = /\/X{4,12}(?=[/?#]|$)|[?&]utm_[a-z]{1,20}=(?:\[|%5B)[^&#]{1,40}(?:\]|%5D)(?=&|#|$)/;
/** `info@acme.com` without mailto:. */
const MAIL_ADDRESS = /^[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.\p{L}{2,24}$/u;
/** Pasted along with the address, and sent to the server as part of the page's name; in a host browsers pass over most of them. */
const INVISIBLE = /^[^?#]{0,2000}[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/u;
/** Where mails and pages are made: the pages of a sender's system for those signed in to it, and the previews of drafts. */
const EDITOR_HOST = /^(?:[\w-]+\.admin\.mailchimp\.com|app(?:-[\w-]+)?\.(?:hubspot|klaviyo|brevo|customer|intercom|kit|mailerlite|stripo)\.(?:com|io|email)|dashboard(?:-\d+)?\.braze\.(?:com|eu)|mc\.s\d{1,3}\.exacttarget\.com|mail\.google\.com|outlook\.(?:office|live)\.com|admin\.shopify\.com)$/;
/** On the hosts of mailboxes, pages open to all: bounces of Gmail name them. */
const HELP = /^\/(?:support|mail\/help)\//;
const EDITOR_PAGE = /^[^?#]{0,500}\/wp-admin\/|^[^?#]{0,500}\.activehosted\.com\/(?:campaign|designer|admin)|\.myshopify\.com\/admin|[?&](?:preview(?:_id=\d|_nonce=|_theme_id=|=true(?:&|$))|customize_changeset_uuid=|elementor-preview=|et_fb=|fl_builder|_storyblok=|sanity-preview)/i;
/** Documents of several hands, which may be open to readers but are shown with the tools to change them. */
const OPEN_DOCUMENT = /^(?:[\w-]+\.sharepoint\.com\/:[a-z]:\/r\/|docs\.google\.com\/(?:document|spreadsheets|presentation|forms)\/(?:u\/\d\/)?d\/[\w-]{1,100}\/edit|(?:www\.)?canva\.com\/design\/[\w/-]{1,100}\/edit)/;
/** "https://[link]", "https://<url>": nothing fills a host in these brackets, and no IPv6 address is without a colon. */
const BRACKETED_HOST = /^https?:\/\/(\[[^\]:]{0,60}\]|<[^>]{0,60}>|\([^)]{0,60}\))/i;
const TODO_ALONE = /^(?:(todo|tbd|xxx+|link|url|href|placeholder|insert|your)([ _-]?(here|link|url))?$|(hier|ici|aquí|qui|här|her|tähän|tutaj)[ _-](link|url))/iu;
/** Numbers that stand for one: six or more of the same digit at the end, or the digits in turn. */
const SAMPLE_NUMBER = /^$|(\d)\1{5,}$|1234567(?:89?0?)?$/;
const LINK_WORD = '(?:LINKKI|LINK|URL|LIEN|ENLACE|L[ÄA]NK|LENKE)';
const FILL_IN = '(?:INSERT|ADD|PASTE|EINF[ÜU]GEN|EINSETZEN|INS[ÉE]RER|AJOUTER|INSERTAR|A[ÑN]ADIR|INSERISCI|INSERIRE|INVOEGEN|VOEG|INSERIR|COLOCAR|INFOGA|L[ÄA]GG[ _-]?IN|INDS[ÆA]T|SETT[ _-]?INN|LIS[ÄA][ÄA]|WSTAW)';
const HERE = '(?:HERE|HIER|ICI|AQU[ÍI]|QUI|H[ÄA]R|HER|T[ÄA]H[ÄA]N|TUTAJ)';
const TODO_NAME = new RegExp(`(?<!\\p{L})(?:(?:YOUR|DEIN|IHR|VOTRE|TU|SU)[ _-]?${LINK_WORD}|${FILL_IN}[ _-]?${LINK_WORD}|${LINK_WORD}[ _-]?(?:${FILL_IN}|${HERE}))(?!\\p{L})`, 'iu');
/** `[URL de la boutique]`, `<Link zum Shop>`: words in brackets, or that one alone; what systems fill in has a name of its own. */
const BRACKETED_WORDS = new RegExp(`^[[<(](?:[^\\])>]{0,60}[\\s'’])?${LINK_WORD}(?:\\s[^\\])>]{0,60})?[\\])>]$`, 'iu');
/** `/PRODUCT-URL`, `/LINK-ZUM-SHOP`: shouted, as nothing that is live. */
const SHOUTED_PART = new RegExp(`/(?:[A-ZÀ-Þ]{2,20}[_-]){0,3}${LINK_WORD}(?:[_-][A-ZÀ-Þ]{2,20}){0,3}(?=[/?#]|$)`, 'u');
/** What TODO_NAME asks for, and quick to look for. */
const LINK_OR_URL = /link|url|lien|enlace|l[äa]nk|lenke/iu;

/** The kind of placeholder an href is; undefined for one that may work. `ids` are the anchors that the mail itself holds, `own` the sender's registrable domains. */
export function placeholderKind(href: string, target: LinkTarget, ids: ReadonlySet<string>, own: ReadonlySet<string>): PlaceholderKind | undefined {
  const text = href.replace(/[\t\r\n]/g, '').trim();
  // "#top" is the top of every page (HTML, 7.4.6.4).
  if (text.startsWith('#') && !/^#(0|!|link|url|none|void)?$/i.test(text)) return ids.has(decoded(text.slice(1))) || /^#top$/i.test(text) ? undefined : 'anchor';
  const written = kindAsWritten(text);
  if (written) return written;
  if (target.scheme === undefined && MAIL_ADDRESS.test(text)) return 'noMailto';
  if (target.scheme === undefined) return /^(www\.|[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|org|net|eu|de|fr|io|co|uk|at|ch|nl|be|it|es|pt|se|dk|no|fi|ie|shop|info)(\/|$))/i.test(text) ? 'noScheme' : undefined;
  if (target.scheme === 'mailto') return kindOfMail(text, own);
  if (target.scheme === 'tel' || target.scheme === 'sms') return SAMPLE_NUMBER.test(target.rest.replace(/[^\d]/g, '')) ? 'sampleNumber' : undefined;
  return target.scheme === 'http' || target.scheme === 'https' ? kindOfAddress(text, target, own) : undefined;
}

/** What shows without a look at the host. */
function kindAsWritten(text: string): PlaceholderKind | undefined {
  if (text === '') return 'empty';
  if (text.startsWith('#')) return 'hash';
  if (/^javascript:/i.test(text)) return 'script';
  if (AUTHORS_DISK.test(text)) return 'privateHost';
  if (isTodo(text) || BRACKETED_HOST.test(text)) return 'todo';
  if (/^https?:\/*https?:/i.test(text) || /^https?:\/\/[^/?#]{1,253}https?:\/\//i.test(text) || /^https?:\/\/https?\/\//i.test(text) || /^https?:\/*(?:mailto|tel|sms):/i.test(text)) return 'doubleScheme';
  if (/^about:/i.test(text) || /^https?:\/*$/i.test(text)) return 'noHost';
  return WRONG_SCHEME.test(text) && !RIGHT_SCHEME.test(text) ? 'wrongScheme' : undefined;
}

function isTodo(text: string): boolean {
  return TODO_ALONE.test(text) || (LINK_OR_URL.test(text) && (TODO_NAME.test(text) || BRACKETED_WORDS.test(text) || SHOUTED_PART.test(text)));
}

function kindOfAddress(text: string, target: LinkTarget, own: ReadonlySet<string>): PlaceholderKind | undefined {
  const { host: written, rest } = target;
  const host = written === undefined ? undefined : plainHost(written);
  if (BRACKETED_PART.test(rest) || BLANK_PART.test(rest) || hasSampleParameter(rest)) return 'todo';
  if (host === undefined) return undefined;
  if (/\s/.test(text)) return 'spaces';
  if (INVISIBLE.test(rest)) return 'invisible';
  return hostKind(host, target.domain, own) ?? (isMistypedHost(host, own) ? 'mistyped' : undefined) ?? editorKind(host, target, own) ?? accountKind(host, target, own);
}

/** Templates link to the front pages of networks, or to accounts that stand for any. */
function accountKind(host: string, { domain = '', rest }: LinkTarget, own: ReadonlySet<string>): PlaceholderKind | undefined {
  const lack = own.has(domain) ? undefined : lackingAccount(host, rest);
  return lack && (lack === 'name' ? 'todo' : 'frontPage');
}

/** The maker of a sending system writes to those who sign in to it. */
function editorKind(host: string, { domain, rest }: LinkTarget, own: ReadonlySet<string>): PlaceholderKind | undefined {
  if (OPEN_DOCUMENT.test(`${host}${rest}`)) return 'document';
  return (EDITOR_HOST.test(host) && !HELP.test(rest) && !own.has(domain ?? '')) || EDITOR_PAGE.test(`${host}${rest}`) ? 'editor' : undefined;
}

/** An address that nobody has: `mailto:name@domain.com`, `mailto:acme.com`, `mailto:` alone; `mailto:?subject=` opens a letter to somebody the reader chooses. */
function kindOfMail(href: string, own: ReadonlySet<string>): PlaceholderKind | undefined {
  const address = decoded(/^mailto:([^?]{0,320})/i.exec(href)?.[1] ?? '').trim();
  if (address === '') return href.includes('?') ? undefined : 'noHost';
  const [mailbox, host] = [address.slice(0, address.lastIndexOf('@')), address.slice(address.lastIndexOf('@') + 1)];
  if (isExampleHost(host.toLowerCase()) || isSampleMailbox(mailbox)) return 'exampleMail';
  if (/[{}[\]|$<>]/.test(address)) return undefined; // a tag of a system that is not known here, or a name before the address
  if (!address.includes('@') || mailbox === '') return 'noHost';
  if (/\s/.test(address)) return 'spaces';
  return isMistypedMail(host.toLowerCase(), own) ? 'mistyped' : undefined;
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
