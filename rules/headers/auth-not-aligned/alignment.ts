import type { Campaign } from '#campaign/campaign.js';
import { headersNamed, parametersOf, rawValue } from '#campaign/eml/header-fields.js';
import { domainIn } from '#campaign/eml/sender-domain.js';
import { organisationalDomain } from '#network/dmarc-record.js';

/** Domains that may speak for a message besides From. */
export interface Identities {
  /** d= of each DKIM signature. */
  readonly signedBy: readonly string[];
  /** Domain of the envelope sender. */
  readonly returnPath: string | undefined;
}

/** Which of both must be the very domain of From instead of one of the same organisation (RFC 7489, 3.1). */
export interface AlignmentModes {
  readonly strictDkim: boolean;
  readonly strictSpf: boolean;
}

export function identitiesOf(campaign: Campaign): Identities {
  const signedBy = headersNamed(campaign, 'dkim-signature').flatMap((header) => parametersOf(rawValue(campaign, header)).get('d')?.toLowerCase() ?? []);
  return { signedBy, returnPath: domainIn(headersNamed(campaign, 'return-path')[0]?.value) };
}

export function isAligned(domain: string, from: string, strict: boolean): boolean {
  return strict ? domain === from : organisationalDomain(domain) === organisationalDomain(from);
}

/** Whether either identity speaks for From; undefined when no signature is known, so that nothing can be said. */
export function isAnyAligned({ signedBy, returnPath }: Identities, from: string, { strictDkim, strictSpf }: AlignmentModes): boolean | undefined {
  if (signedBy.length === 0) return undefined;
  return signedBy.some((domain) => isAligned(domain, from, strictDkim)) || (returnPath !== undefined && isAligned(returnPath, from, strictSpf));
}
