import { addressEdits } from '#campaign/address-edits.js';
import type { Campaign } from '#campaign/campaign.js';
import { linkTarget } from '#campaign/facts/link-target.js';
import type { Edit } from '#campaign/location.js';

const SECURED = { text: 'https', replaced: 'http'.length };

/** `http` to `https` where the host, without a port, answers on https elsewhere in the mail. */
export function certainEdits(campaign: Campaign, attribute: 'href' | 'src', insecureHost: (url: string) => string | undefined): readonly Edit[] {
  const secure = secureHosts(campaign);
  if (secure.size === 0) return [];
  return addressEdits(campaign, attribute, (url) => {
    const host = insecureHost(url);
    return host !== undefined && secure.has(host) && linkTarget(url).port === undefined ? SECURED : undefined;
  });
}

function secureHosts({ links, images }: Campaign): ReadonlySet<string> {
  const targets = [...links.map(({ href }) => href), ...images.map(({ src }) => src)].map(linkTarget);
  return new Set(targets.flatMap(({ scheme, host, port }) => (scheme === 'https' && host !== undefined && port === undefined ? [host] : [])));
}
