import { parse } from 'tldts';
import type { Network } from './network.js';
import { recordTags } from './record-tags.js';

export type DmarcPolicy = 'none' | 'quarantine' | 'reject';

export interface DmarcRecord {
  /** Where it was found: `_dmarc.acme.example`. */
  readonly name: string;
  readonly text: string;
  /** What is asked for the domain it was looked up for: `sp` where the organisation's record speaks for a subdomain. */
  readonly policy: DmarcPolicy;
  /** What it asks for subdomains. */
  readonly subdomainPolicy: DmarcPolicy;
  /** Why receivers take it for p=none, although it does not say so; a clause. */
  readonly fault: string | undefined;
  /** 0 to 100. */
  readonly percent: number;
  readonly strictDkim: boolean;
  readonly strictSpf: boolean;
}

export type DmarcAnswer =
  | { readonly kind: 'found'; readonly record: DmarcRecord }
  | { readonly kind: 'missing'; readonly name: string }
  /** Receivers then act as if there were none. `reason` is a clause. */
  | { readonly kind: 'invalid'; readonly name: string; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

const POLICIES: readonly string[] = ['none', 'quarantine', 'reject'];
/** An address for reports makes up for a policy that is missing or unknown (RFC 7489, 6.6.3, step 6). */
const REPORTS_TO = /(?:^|,)\s*mailto:[^\s,@]{1,64}@[^\s,]/i;

/** The record that receivers find for mail from a domain (RFC 7489, 6.6.3): its own, else that of its organisation. */
export async function dmarcRecordOf(domain: string, network: Network): Promise<DmarcAnswer> {
  const organisation = organisationalDomain(domain);
  const own = await recordAt(domain, network, false);
  return own.kind === 'missing' && organisation !== domain ? recordAt(organisation, network, true) : own;
}

/** By the public suffix list, private suffixes included. */
export function organisationalDomain(domain: string): string {
  return parse(domain, { allowPrivateDomains: true }).domain ?? domain;
}

async function recordAt(domain: string, network: Network, forSubdomain: boolean): Promise<DmarcAnswer> {
  const name = `_dmarc.${domain}`;
  const answer = await network.textRecords(name);
  if (!answer.found && !answer.missing) return { kind: 'unknown', reason: answer.reason };
  const texts = answer.found ? answer.records.filter((text) => /^\s*v\s*=\s*DMARC1\s*(?:;|$)/.test(text)) : [];
  const [text] = texts;
  if (text === undefined) {
    const isMeant = answer.found && answer.records.some((record) => /DMARC1/i.test(record));
    return isMeant ? { kind: 'invalid', name, reason: 'it does not begin with "v=DMARC1;", written so' } : { kind: 'missing', name };
  }
  if (texts.length > 1) return { kind: 'invalid', name, reason: `there are ${texts.length} of them` };
  return parseRecord(name, text, forSubdomain);
}

function parseRecord(name: string, text: string, forSubdomain: boolean): DmarcAnswer {
  const tags = recordTags(text);
  const fault = policyFault(tags);
  if (fault !== undefined && !REPORTS_TO.test(tags.get('rua') ?? '')) return { kind: 'invalid', name, reason: fault };
  const policyIn = (tag: 'p' | 'sp') => (fault === undefined ? tags.get(tag)?.toLowerCase() as DmarcPolicy | undefined : 'none');
  const policy = policyIn('p') ?? 'none';
  const subdomainPolicy = policyIn('sp') ?? policy;
  const percent = Number(tags.get('pct') ?? 100);
  return {
    kind: 'found',
    record: {
      name, text, fault, subdomainPolicy,
      policy: forSubdomain ? subdomainPolicy : policy,
      percent: percent >= 0 && percent <= 100 ? percent : 100,
      strictDkim: tags.get('adkim')?.toLowerCase() === 's',
      strictSpf: tags.get('aspf')?.toLowerCase() === 's',
    },
  };
}

function policyFault(tags: ReadonlyMap<string, string>): string | undefined {
  if (!tags.has('p')) return 'it has no policy p=';
  const unknown = [tags.get('p'), tags.get('sp')].find((policy) => policy !== undefined && !POLICIES.includes(policy.toLowerCase()));
  return unknown === undefined ? undefined : `its policy "${unknown.slice(0, 40)}" is none of none, quarantine and reject`;
}
