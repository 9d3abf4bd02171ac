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

/** RFC 8601, 2.7: whom a signature that held, and the envelope, belong to. */
const SIGNER = /\bdkim=([a-z]{1,12})\b[^;]{0,300}?\bheader\.[di]="?(?:[^\s;"@]{0,64}@)?([a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,8})/gi;
const MAIL_FROM = /\bsmtp\.mailfrom="?(?:[^\s;"@]{0,64}@)?([a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,8})/i;

/** What the receiving server checked counts for more than what a copy shows: SPF was asked for that envelope, and signatures are lost in copying. */
export function identitiesOf(campaign: Campaign): Identities {
  const [received] = headersNamed(campaign, 'authentication-results').map((header) => rawValue(campaign, header));
  const judged = [...(received ?? '').matchAll(SIGNER)].map(([, result = '', domain = '']) => ({ held: result.toLowerCase() === 'pass', domain: domain.toLowerCase() }));
  const held = new Set(judged.filter(({ held }) => held).map(({ domain }) => domain));
  const written = headersNamed(campaign, 'dkim-signature').flatMap((header) => parametersOf(rawValue(campaign, header)).get('d')?.toLowerCase() ?? []);
  const stands = (domain: string) => held.has(domain) || held.size === 0 || !judged.some((result) => result.domain === domain);
  return {
    signedBy: written.length > 0 ? written.filter(stands) : [...held],
    returnPath: MAIL_FROM.exec(received ?? '')?.[1]?.toLowerCase() ?? domainIn(headersNamed(campaign, 'return-path')[0]?.value),
  };
}

export function isAligned(domain: string, from: string, strict: boolean): boolean {
  return strict ? domain === from : organisationalDomain(domain) === organisationalDomain(from);
}

/** Whether either identity speaks for From; undefined when no signature is known, so that nothing can be said. */
export function isAnyAligned({ signedBy, returnPath }: Identities, from: string, { strictDkim, strictSpf }: AlignmentModes): boolean | undefined {
  if (signedBy.length === 0) return undefined;
  return signedBy.some((domain) => isAligned(domain, from, strictDkim)) || (returnPath !== undefined && isAligned(returnPath, from, strictSpf));
}
