import { parse } from 'tldts';
import type { Link } from '#campaign/campaign.js';
import { clickTrackers, sendingHosts } from '#campaign/facts/click-trackers.js';
import { groupLinks, linkTarget, registeredDomain, senderDomains } from '#campaign/facts/link-target.js';
import { HOSTS } from '#rule/option-schemas.js';
import { defineRule } from '#rule/rule.js';

/** The whole text is an address: with a scheme, with www., or a bare domain with a path or nothing behind it. */
const ADDRESS_TEXT = /^(?:(https?):\/\/)?((?:www\.)?(?:[\p{L}\d](?:[\p{L}\d-]*[\p{L}\d])?\.)+[\p{L}]{2,24})(?::\d+)?(?:[/?#]\S*)?$/iu;

/** Addresses among other words: with a scheme or www. */
const ADDRESS_IN_TEXT = /(?<![\p{L}\d@.-])(?:https?:\/\/|www\.)(?:[\p{L}\d-]{1,63}\.)+\p{L}{2,24}/giu;
/** A bare domain among other words counts where it is the sender's own: "Node.js" and "U.S." are none. */
const DOMAIN_IN_TEXT = /(?<![\p{L}\d@.-])(?:[\p{L}\d-]{1,63}\.){1,4}\p{L}{2,24}(?![\p{L}\d-])/gu;
/** A telephone number and nothing else, but for a word before it. */
const PHONE_TEXT = /^(?:\p{L}{1,12}[.:]?\s{1,3})?(\+?[\d(][\d\s()./\u2013-]{5,24})$/u;
/** "040 / 300 50-0" is also called without what follows the hyphen. */
const EXTENSION = /[-\u2013]\d{1,4}$/;
/** National and international forms of a number end alike. */
const SAME_DIGITS = 6;

/** Names under which one company answers: its web site, its own shortener, its former name. */
const ONE_OWNER: readonly (readonly string[])[] = [
  ['twitter.com', 'x.com', 't.co'], ['youtube.com', 'youtu.be'], ['facebook.com', 'fb.com', 'fb.me', 'fb.watch', 'messenger.com', 'm.me'], ['instagram.com', 'instagr.am'],
  ['linkedin.com', 'lnkd.in'], ['whatsapp.com', 'wa.me'], ['telegram.org', 't.me', 'telegram.me'], ['spotify.com', 'spoti.fi'], ['pinterest.com', 'pin.it'],
];

const MAILBOX_TEXT = /^[^\s@<>]{1,64}@([^\s@<>,;]{1,253})$/;

export default defineRule({
  id: 'links/link-text-mismatch',
  severity: 'error',
  summary: 'A link shows one address and leads to another',
  needs: ['html'],
  messages: {
    domain: 'The link shows {{shown}} and leads to {{host}}, which belongs to somebody else.',
    mailbox: 'The link shows {{shown}} and writes to {{host}}, which belongs to somebody else.',
    phone: 'The link shows {{shown}} and calls {{host}}.',
    insecure: 'The link shows https://{{shown}} and leads to http://{{host}}.',
  },
  suggestions: {
    domain: 'Link to what it shows, or write words instead of an address. If {{host}} is your click tracker, add it to trackingDomains, or better, use a tracking domain of your own.',
    mailbox: 'Link to the mailbox that it shows.',
    phone: 'Link to the number that it shows.',
    insecure: 'Link to https.',
  },
  defaultOptions: { trackingDomains: [] as readonly string[] },
  optionsSchema: { trackingDomains: HOSTS },
  *check(campaign, { trackingDomains }) {
    const own = senderDomains(campaign);
    const isTracker = clickTrackers(campaign.links, [...trackingDomains, ...own, ...sendingHosts(campaign)]);
    const shown = campaign.links.filter(({ visible, msoOnly, role }) => visible && !msoOnly && role !== 'image' && role !== 'area');
    for (const [link] of groupLinks(shown, ({ text, href }) => `${text}\n${href}`).values()) {
      const mismatch = mismatchOf(link, isTracker, own);
      if (mismatch) yield { ...mismatch, location: link.location, evidence: { text: link.text, href: link.href } };
    }
  },
});

function mismatchOf({ text, href }: Link, isTracker: (href: string) => boolean, own: ReadonlySet<string>) {
  if (/^\s*mailto:/i.test(href)) return mailboxMismatch(text, href);
  if (/^\s*tel:/i.test(href)) return phoneMismatch(text, href);
  const [, scheme, host] = ADDRESS_TEXT.exec(text.trim()) ?? ['', undefined, addressAmongWords(text, own)];
  const target = linkTarget(href);
  if (host === undefined || target.host === undefined || (target.scheme !== 'http' && target.scheme !== 'https')) return undefined;
  const shown = parse(host, { allowPrivateDomains: true });
  if (!shown.domain || !(shown.isIcann || shown.isPrivate) || (scheme === undefined && looksLikeFile(host))) return undefined;
  const data = { shown: host, host: target.host };
  if (registeredDomain(host) === target.domain) return scheme === 'https' && target.scheme === 'http' ? ({ messageId: 'insecure', severity: 'warning', data } as const) : undefined;
  if (isOneOwner(shown.domain, target.domain) || withoutAccents(host) === target.host.replace(/^www\./, '')) return undefined;
  if (isTracker(href) || carries(target.rest, shown.domain)) return undefined;
  return { messageId: 'domain', data } as const;
}

function isOneOwner(one: string, other: string | undefined): boolean {
  return other !== undefined && ONE_OWNER.some((names) => names.includes(one) && names.includes(other));
}

/** Names of companies are spoken with their accents (`Čaj.cz`) and registered without; the other way round, the letters may be meant to deceive. */
function withoutAccents(host: string): string {
  return host.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/^www\./, '');
}

/** A mail address as text, and another domain behind it. */
function mailboxMismatch(text: string, href: string) {
  const shown = MAILBOX_TEXT.exec(text.trim())?.[1];
  const written = MAILBOX_TEXT.exec(decodes(href.replace(/^\s*mailto:/i, '').split('?', 1)[0] ?? ''))?.[1];
  const [one, other] = [shown, written].map((host) => registeredDomain(host ?? ''));
  if (!one || !other || one === other) return undefined;
  return { messageId: 'mailbox', data: { shown: text.trim(), host: written ?? '' } } as const;
}

/** The only address among other words, where it is one beyond doubt. */
function addressAmongWords(text: string, own: ReadonlySet<string>): string | undefined {
  if (!text.includes('.')) return undefined;
  const written = text.match(ADDRESS_IN_TEXT)?.map((address) => address.replace(/^https?:\/\//i, '')) ?? [];
  const owned = (text.match(DOMAIN_IN_TEXT) ?? []).filter((domain) => own.has(registeredDomain(domain) ?? ''));
  const hosts = new Set([...written, ...owned]);
  return hosts.size === 1 ? [...hosts][0] : undefined;
}

/** A telephone number as text, and another one behind it. */
function phoneMismatch(text: string, href: string) {
  const shown = PHONE_TEXT.exec(text.trim())?.[1];
  const called = decodes(href.replace(/^\s*tel:/i, '')).split(/[;?,]/, 1)[0];
  const [one = '', trunk = '', other = ''] = [shown, shown?.replace(EXTENSION, ''), called].map((number) => number?.replace(/\D/g, '').slice(-SAME_DIGITS));
  if (one.length < SAME_DIGITS || other.length < SAME_DIGITS || one === other || trunk === other) return undefined;
  return { messageId: 'phone', data: { shown: text.trim(), host: called } } as const;
}

/** `readme.md`, `node.js`, `report.pl`: two words with a dot, the second of which happens to be a top-level domain. */
function looksLikeFile(host: string): boolean {
  return /^[^.]+\.(md|py|pl|rs|sh|ps|ai|app|zip|mov|cc|so|io|js|ts)$/i.test(host);
}

/** A tracker that names the shown domain in its own path or query leads there in the end. */
function carries(rest: string, domain: string): boolean {
  return rest.toLowerCase().includes(domain) || decodes(rest).includes(domain);
}

function decodes(rest: string): string {
  try {
    return decodeURIComponent(rest).toLowerCase();
  } catch {
    return '';
  }
}
