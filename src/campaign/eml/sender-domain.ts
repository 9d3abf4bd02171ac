import { domainToASCII } from 'node:url';
import type { Campaign } from '../campaign.js';
import type { Located } from '../location.js';
import { headersNamed } from './header-fields.js';

const DOMAIN_IN_ADDRESS = /@([\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63}){1,10})/u;

/** Who a message says that it is from, and the domain of that address as DNS writes it: the message's own From field, else the manifest's. */
export function senderOf(campaign: Pick<Campaign, 'headers' | 'from'>): { readonly from: Located; readonly domain: string } | undefined {
  const from = headersNamed(campaign, 'from')[0] ?? campaign.from;
  const domain = domainIn(from?.value);
  return from && domain !== undefined ? { from, domain } : undefined;
}

/** The domain of an address, as DNS writes it; undefined when there is none, or a merge tag makes it. */
export function domainIn(address: string | undefined): string | undefined {
  const domain = DOMAIN_IN_ADDRESS.exec(address ?? '')?.[1]?.toLowerCase();
  return domain === undefined ? undefined : domainToASCII(domain) || undefined;
}
