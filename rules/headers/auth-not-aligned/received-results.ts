import type { Campaign, Header } from '#campaign/campaign.js';
import { rawValue } from '#campaign/eml/header-fields.js';

/** RFC 8601: `method=result`. */
const RESULT = /\b(spf|dkim|dmarc)=([a-z]+)/gi;
const COMMENT = /\([^()]{0,500}\)/g;

/** What a receiving server wrote about a message. */
export interface ReceivedResults {
  /** In order; empty for a method that is not mentioned. */
  results(method: 'spf' | 'dkim' | 'dmarc'): readonly string[];
  /** The alignment modes that it names in a comment, as some do: `(p=reject adkim=s)`. */
  readonly strictDkim: boolean;
  readonly strictSpf: boolean;
}

/** Comments are taken out first: they may quote other results. */
export function receivedResults(campaign: Campaign, header: Header): ReceivedResults {
  const value = rawValue(campaign, header);
  const found = new Map<string, string[]>();
  for (const [, method = '', result = ''] of value.replace(COMMENT, ' ').matchAll(RESULT)) {
    const name = method.toLowerCase();
    found.set(name, [...(found.get(name) ?? []), result.toLowerCase()]);
  }
  return { results: (method) => found.get(method) ?? [], strictDkim: /\badkim=s\b/i.test(value), strictSpf: /\baspf=s\b/i.test(value) };
}
