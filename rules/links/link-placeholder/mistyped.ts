import { domainToASCII } from 'node:url';
import { parse } from 'tldts';
import { domainFault, domainMeant } from '#audience/domain-fault.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';

/** Shorter names are a letter away from many others. */
const LEAST_NAME = 6;
/** Kept for documentation, or reached by other means than the DNS: nobody writes these by a slip. */
const OTHER_NAMES = /(?:^|\.)(?:example|onion|i2p|eth|bit|corp|home|mail|alt)$/;

/** Whether nobody gets mail at a domain: a provider's or the sender's with a slip, one without a real top-level domain, or none at all. */
export function isMistypedMail(host: string, own: ReadonlySet<string>): boolean {
  if (host === '' || findTemplateTags(host).length > 0 || /[%[{<]/.test(host) || OTHER_NAMES.test(host)) return false;
  const fault = domainFault(host, domainToASCII(host));
  return fault === 'typo' || fault === 'unknown_tld' || fault === 'malformed' || isSlip(host, own);
}

/** Whether no such top-level domain exists (`acme.con`), or the host is the sender's own with a slip. */
export function isMistypedHost(host: string, own: ReadonlySet<string>): boolean {
  const { isIcann, isIp, publicSuffix } = parse(host);
  if (isIp === true || OTHER_NAMES.test(host)) return false;
  return (isIcann === false && publicSuffix !== null && /^\p{L}{2,}$/u.test(publicSuffix)) || isSlip(host, own);
}

function isSlip(host: string, own: ReadonlySet<string>): boolean {
  const { domain } = parse(host, { allowPrivateDomains: true });
  if (domain === null || own.has(domain)) return false;
  return domainMeant(domain, [...own].filter((known) => known.indexOf('.') >= LEAST_NAME)) !== undefined;
}
