import type { Campaign } from '#campaign/campaign.js';
import { linksOfBothParts } from '#campaign/facts/text-links.js';
import type { Location } from '#campaign/location.js';
import type { Network, Visit } from '#network/network.js';

/** A page or an image of the web, with all places in the mail that lead there. */
export interface Address {
  readonly url: string;
  readonly kind: 'link' | 'image';
  readonly places: readonly [Location, ...Location[]];
}

export interface Answered extends Address {
  readonly visit: Visit;
}

const WEB = /^(?:https?:)?\/\/[^/\s]/i;

/** Links of the HTML, then those of the text part alone, then the images that a reader sees, in document order. Tracking pixels are left alone: to load one counts an open. */
export function addressesOf(campaign: Campaign): readonly Address[] {
  const shown = campaign.images.filter(({ purpose, visible }) => visible && purpose !== 'pixel' && purpose !== 'spacer');
  const found = new Map<string, { url: string; kind: Address['kind']; places: [Location, ...Location[]] }>();
  const add = (kind: Address['kind'], href: string, location: Location): void => {
    const written = href.replace(/[\t\r\n]/g, '').trim();
    if (!WEB.test(written)) return;
    const url = written.startsWith('//') ? `https:${written}` : written;
    const key = `${kind} ${url.replace(/#.*$/s, '')}`;
    const known = found.get(key);
    if (known) known.places.push(location);
    else found.set(key, { url, kind, places: [location] });
  };
  for (const { href, location } of linksOfBothParts(campaign)) add('link', href, location);
  for (const { src, location } of shown) add('image', src, location);
  return [...found.values()];
}

/** All are asked at once: the network keeps its own limits, and asks none twice. */
export function visitAll(network: Network, addresses: readonly Address[]): Promise<readonly Answered[]> {
  return Promise.all(addresses.map(async (address) => ({ ...address, visit: await network.visit(address.url) })));
}
