import type { Campaign, Header } from '../campaign.js';
import { unsubscribeOffers } from '../facts/unsubscribe.js';
import { kept } from '../kept.js';

const byName = kept((headers: readonly Header[]): ReadonlyMap<string, readonly Header[]> => {
  const named = new Map<string, Header[]>();
  for (const header of headers) {
    const name = header.name.toLowerCase();
    const others = named.get(name);
    if (others) others.push(header);
    else named.set(name, [header]);
  }
  return named;
});

/** Header fields of that name, in order; `name` in lower case. */
export function headersNamed({ headers }: Pick<Campaign, 'headers'>, name: string): readonly Header[] {
  return byName(headers).get(name) ?? [];
}

/** When a message says that it was sent; undefined where it says nothing, or nothing that is a date. */
export function messageDate(campaign: Pick<Campaign, 'headers'>): Date | undefined {
  const time = Date.parse(headersNamed(campaign, 'date')[0]?.value.replace(/\([^()]{0,80}\)/g, '') ?? '');
  return Number.isNaN(time) ? undefined : new Date(time);
}

/** An ESP has rewritten the links of a mail that it has signed or that came through a server, and has filled in its fields. */
export function hasBeenSent({ headers }: Pick<Campaign, 'headers'>): boolean {
  return headers.some(({ name }) => /^(?:received|dkim-signature)$/i.test(name));
}

/** Lines of the header section. */
const headerLines = kept(({ sources, headers }: Campaign): readonly string[] => {
  const { file, endLine } = headers.at(-1)?.location ?? {};
  return (sources.get(file ?? '') ?? '').split(/\r\n?|\n/, endLine);
});

/** A field's value as it stands in the message: unfolded, encoded words as they are. */
export function rawValue(campaign: Campaign, { name, value, location: { line, endLine } }: Header): string {
  if (line === undefined || endLine === undefined) return value;
  return headerLines(campaign).slice(line - 1, endLine).join(' ').slice(name.length + 1).trim().replace(/\s+/g, ' ');
}

/** Parameters of a field such as DKIM-Signature, `d=acme.example; h=from:to`, by lower-case name. */
export function parametersOf(value: string): ReadonlyMap<string, string> {
  return new Map(value.split(';').flatMap((part) => {
    const at = part.indexOf('=');
    return at === -1 ? [] : [[part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()] as const];
  }));
}

/**
 * Whether a campaign goes to many who did not just ask for it: `declared` by its kind; `shown` by a message's own headers or by an offer
 * to unsubscribe; undefined: nothing says so. A discussion list is none.
 */
export function isMailing(campaign: Campaign): 'declared' | 'shown' | undefined {
  const { kind } = campaign.manifest;
  if (kind !== undefined) return kind === 'transactional' ? undefined : 'declared';
  const names = new Set(campaign.headers.map(({ name }) => name.toLowerCase()));
  if (['list-post', 'in-reply-to', 'references', 'mailing-list', 'x-mailing-list', 'x-been-there', 'x-beenthere'].some((name) => names.has(name))) return undefined;
  if (['list-unsubscribe', 'feedback-id'].some((name) => names.has(name))) return 'shown';
  const offers = unsubscribeOffers(campaign);
  return offers.some(({ strength, reach }) => strength === 'unsubscribe' && reach === 'visible') ? 'shown' : undefined;
}
