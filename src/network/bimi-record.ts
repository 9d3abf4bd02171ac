import { organisationalDomain } from './dmarc-record.js';
import type { Network } from './network.js';
import { recordTags } from './record-tags.js';

export type BimiAnswer =
  /** `logo` and `certificate` as written; empty where the record has none. */
  | { readonly kind: 'found'; readonly name: string; readonly logo: string; readonly certificate: string }
  /** The domain publishes that it wants no logo shown. */
  | { readonly kind: 'declined' }
  | { readonly kind: 'missing'; readonly name: string }
  | { readonly kind: 'invalid'; readonly name: string; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** The record that mailbox providers find (draft-brand-indicators-for-message-identification, 7.2): the domain's, else its organisation's default. */
export async function bimiRecordOf(domain: string, selector: string, network: Network): Promise<BimiAnswer> {
  const own = await recordAt(`${selector}._bimi.${domain}`, network);
  const fallback = `default._bimi.${organisationalDomain(domain)}`;
  if (own.kind !== 'missing' || own.name === fallback) return own;
  const organisations = await recordAt(fallback, network);
  return organisations.kind === 'missing' ? own : organisations;
}

async function recordAt(name: string, network: Network): Promise<BimiAnswer> {
  const answer = await network.textRecords(name);
  if (!answer.found) return answer.missing ? { kind: 'missing', name } : { kind: 'unknown', reason: answer.reason };
  // Other records are none of this one's business (7.2): a wildcard for SPF answers to every name.
  const [text, ...others] = answer.records.filter((record) => /^\s*v\s*=\s*BIMI1\s*(?:;|$)/i.test(record));
  if (text === undefined) return answer.records.some((record) => /BIMI\d/i.test(record)) ? { kind: 'invalid', name, reason: 'it does not start with v=BIMI1' } : { kind: 'missing', name };
  if (others.length > 0) return { kind: 'invalid', name, reason: `there are ${others.length + 1} records` };
  const tags = recordTags(text);
  const [logo, certificate = ''] = [tags.get('l'), tags.get('a')];
  if (logo === undefined) return { kind: 'invalid', name, reason: 'it has no l= with the logo\'s address' };
  if (logo === '' && certificate === '') return { kind: 'declined' };
  const insecure = [logo, certificate].find((address) => address !== '' && !/^https:\/\/[^/]/i.test(address));
  return insecure === undefined ? { kind: 'found', name, logo, certificate } : { kind: 'invalid', name, reason: `${insecure.slice(0, 100)} is no https address` };
}
