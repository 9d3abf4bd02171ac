import type { Campaign, Link } from '../campaign.js';
import { linkTarget } from './link-target.js';
import TRACKING_DOMAINS from './tracking-domains.json' with { type: 'json' };

/** How clickers' hosts are called below a sender's other domain: `click.acme-mail.com`. */
const TRACKER_HOST = /^(?:e?mail|em|e|clicks?|links?|lnk|t|tr|trk|track(?:ing)?|url\d{0,5}|go|r|news(?:letter)?)\d{0,3}\./;
/** A host is the mailing's own tracker where nearly all of its links lead through it, each to another place: a phisher's host has one page, or few. */
const TRACKED_LINKS = 10;
const TRACKED_SHARE = 0.8;

/** Whether an href leads through a click tracker: of a well known sending system, one of `further`, or the mail's own. */
export function clickTrackers(links: readonly Link[], further: readonly string[] = []): (href: string) => boolean {
  const own = ownTracker(links);
  const known = new Set([...TRACKING_DOMAINS, ...further, ...(own === undefined ? [] : [own])]);
  return (href) => {
    const { host, domain } = linkTarget(href);
    return host !== undefined && (known.has(host) || known.has(domain ?? '') || [...known].some((each) => host.endsWith(`.${each}`)));
  };
}

/** The hosts of the system that sends the mail, as its List-Unsubscribe header names them. */
export function sendingHosts({ headers }: Pick<Campaign, 'headers'>): readonly string[] {
  const written = headers.filter(({ name }) => /^list-unsubscribe$/i.test(name)).map(({ value }) => value).join(' ');
  return [...written.matchAll(/<\s*(https?:[^<>]{1,2000})>/gi)].flatMap(([, uri = '']) => linkTarget(uri).host ?? []);
}

/** The host through which the links of a mail that went out lead. */
function ownTracker(links: readonly Link[]): string | undefined {
  const targets = new Map<string, Set<string>>();
  for (const { href } of links) {
    const { host, rest } = linkTarget(href);
    if (host !== undefined) targets.set(host, (targets.get(host) ?? new Set()).add(rest));
  }
  const all = [...targets.values()].reduce((sum, { size }) => sum + size, 0);
  for (const [host, { size }] of targets) if (size >= TRACKED_LINKS && size >= TRACKED_SHARE * all && TRACKER_HOST.test(host)) return host;
  return undefined;
}
