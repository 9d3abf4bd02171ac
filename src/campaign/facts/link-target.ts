import { domainToASCII } from 'node:url';
import { parse } from 'tldts';
import type { Campaign, Link } from '../campaign.js';
import { remembered } from '../remembered.js';
import { findTemplateTags } from '../merge/template-tags.js';

/** Where a link leads, as far as its text says it before the ESP touches it. */
export interface LinkTarget {
  /** Lower case without the colon; undefined when the href has none (`www.acme.example`, `#top`, `{{ url }}`). */
  readonly scheme: string | undefined;
  /** Lower case, as written (not punycode), without port; undefined when there is none or a template tag makes it. */
  readonly host: string | undefined;
  /** By the public suffix list, private suffixes included: `acme.github.io` belongs to acme. As DNS writes it. */
  readonly domain: string | undefined;
  readonly port: string | undefined;
  /** `user:password` before the host. */
  readonly userinfo: string | undefined;
  /** From the first slash on, query and fragment included. */
  readonly rest: string;
}

const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
/** listmonk counts the clicks on `https://acme.example/page@TrackLink`; it takes the word off when it sends. */
const LISTMONK_TRACKED = /@TrackLink$/;
const AUTHORITY = /^(?:([^/?#@]*)@)?(\[[^\]]*\]|[^/?#:]*)(?::(\d*))?/;

/** Reads an href leniently: it never throws, and a part that a template tag makes is undefined. */
export const linkTarget = remembered((href: string): LinkTarget => {
  const text = href.replace(/[\t\r\n]/g, '').trim().replace(LISTMONK_TRACKED, ''); // as browsers do (WHATWG URL, 4.4)
  const scheme = SCHEME.exec(text)?.[1]?.toLowerCase();
  const afterScheme = scheme === undefined ? text : text.slice(scheme.length + 1);
  if (!afterScheme.startsWith('//')) return { scheme, host: undefined, domain: undefined, port: undefined, userinfo: undefined, rest: afterScheme };
  const [whole, userinfo, host = '', port] = AUTHORITY.exec(afterScheme.slice(2)) ?? [''];
  const rest = afterScheme.slice(2 + whole.length);
  if (host === '' || findTemplateTags(whole).length > 0) return { scheme, host: undefined, domain: undefined, port, userinfo: undefined, rest };
  const lower = host.toLowerCase();
  return { scheme, host: lower, domain: registeredIn(plainHost(lower)).domain, port, userinfo, rest };
});

/** Percent signs and numbers read, as browsers do in a host too (WHATWG URL, 3.5): `acme.example%2eevil.example`. The text as it is where they make no sense. */
export function percentDecoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A host as browsers read it: percent signs decoded, letters of mathematics and wide ones plain (WHATWG URL, 3.5; UTS 46). */
export function plainHost(host: string): string {
  return percentDecoded(host).normalize('NFKC').toLowerCase();
}

/** The links of a mail lead to few hosts. */
const registeredIn = remembered((host): { readonly domain: string | undefined } => ({ domain: registeredDomain(host) }));

/** What of a host was registered, as DNS writes it, so that both spellings of a name are one: `münchen.de`, `xn--mnchen-3ya.de`. */
export function registeredDomain(host: string): string | undefined {
  const { domain } = parse(host, { allowPrivateDomains: true });
  return domain === null ? undefined : domainToASCII(domain) || domain;
}

const MAILBOX = /[^\s<>@"]{1,64}@[^\s<>@"(),;]{1,255}/;

/** Registrable domains that are the sender's own: the manifest's `sender.domains` and the From address. */
export function senderDomains({ manifest, from }: Pick<Campaign, 'manifest' | 'from'>): ReadonlySet<string> {
  const address = manifest.from?.email ?? MAILBOX.exec(from?.value ?? '')?.[0];
  const hosts = [...(manifest.sender?.domains ?? []), ...(address === undefined ? [] : [address.split('@')[1] ?? ''])];
  return new Set(hosts.flatMap((host) => registeredDomain(host) ?? []));
}

/** A link as a person tells it from others: by its text and where it leads. */
export function namedLink({ text, href }: Link): string {
  return `${text} ${href}`.trim();
}

/** Links by what they have in common, in document order: what would be twenty findings becomes one. */
export function groupLinks(links: readonly Link[], keyOf: (link: Link) => string | undefined): ReadonlyMap<string, readonly [Link, ...Link[]]> {
  const groups = new Map<string, [Link, ...Link[]]>();
  for (const link of links) {
    const key = keyOf(link);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(link);
    else groups.set(key, [link]);
  }
  return groups;
}
