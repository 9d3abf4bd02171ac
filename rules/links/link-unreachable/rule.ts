import type { Campaign } from '#campaign/campaign.js';
import { linkTarget } from '#campaign/facts/link-target.js';
import type { Network } from '#network/network.js';
import type { Problem } from '#rule/finding.js';
import { clipped } from '#rule/format-message.js';
import { HOSTS } from '#rule/option-schemas.js';
import { defineRule } from '#rule/rule.js';
import { addressesOf, visitAll, type Answered } from './addresses.js';
import { uncheckedAddresses } from './unchecked-addresses.js';

type MessageId = 'dead' | 'failing' | 'notFoundPage' | 'deadImage' | 'imagePage' | 'manyRedirects';

interface Options {
  readonly maxRedirects: number;
  readonly maxAddresses: number;
  readonly allowHosts: readonly string[];
}

const MOST_PLACES = 20;
const MOST_QUOTED = 120;
/** `/404.html`, `/de/page-not-found/`: where servers send readers whom they then tell that all is well. */
const NOT_FOUND = /\/(?:[\w-]{1,20}[-_])?(?:404|not[-_]?found)(?:[-_][\w-]{1,20})?(?:\.\w{2,5})?\/?(?:[?#]|$)/i;

export default defineRule<MessageId, Options>({
  id: 'links/link-unreachable',
  severity: 'error',
  summary: 'A link or image leads to a page that does not open',
  needs: ['network'],
  messages: {
    dead: 'The link to {{url}} is dead: {{reason}}.',
    failing: 'The link to {{url}} did not open just now: {{reason}}.',
    notFoundPage: 'The link to {{url}} ends at {{last}}, by its name the page for what is not found.',
    deadImage: 'The image {{url}} does not load: {{reason}}.',
    imagePage: 'The image {{url}} does not load: what answers there is a web page.',
    manyRedirects: 'The link to {{url}} goes through {{count}} redirects before it opens {{last}}.',
  },
  suggestions: {
    dead: 'Correct the address, or publish the page before the campaign goes out.',
    failing: 'Open it again before the campaign goes out, and make sure that the server stands the visits.',
    notFoundPage: 'Open it, and correct the address, or publish the page before the campaign goes out.',
    deadImage: 'Upload the image, or correct its address.',
    imagePage: 'Upload the image, or write the address of the file itself.',
    manyRedirects: 'Link straight to {{last}}.',
  },
  defaultOptions: { maxRedirects: 5, maxAddresses: 300, allowHosts: [] },
  optionsSchema: {
    maxRedirects: { type: 'integer', minimum: 0 },
    maxAddresses: { type: 'integer', minimum: 1 },
    allowHosts: HOSTS,
  },
  async *check(campaign, options, { network }) {
    if (!network) return;
    for (const answered of (await answersOf(campaign, options, network)).answered) {
      const problem = problemOf(answered, options.maxRedirects);
      if (problem) yield problem;
    }
  },
  async unchecked(campaign, options, { network }) {
    if (!network) return undefined;
    const { answered, left } = await answersOf(campaign, options, network);
    return uncheckedAddresses(answered, left);
  },
});

/** The network answers a second time from what it knows. */
async function answersOf(campaign: Campaign, { maxAddresses, allowHosts }: Options, network: Network): Promise<{ readonly answered: readonly Answered[]; readonly left: number }> {
  const addresses = addressesOf(campaign).filter(({ url }) => !allowHosts.includes(linkTarget(url).host ?? ''));
  return { answered: await visitAll(network, addresses.slice(0, maxAddresses)), left: Math.max(0, addresses.length - maxAddresses) };
}

function problemOf({ url, kind, places, visit }: Answered, maxRedirects: number): Problem<MessageId> | undefined {
  const { outcome, reason, redirects, status, type, passing } = visit;
  const evidence = { url, ...(status !== undefined && { status }), ...(redirects.length > 0 && { redirects }), count: places.length, ...otherPlaces(places) };
  const common = { location: places[0], evidence };
  const data = { url: clipped(url, MOST_QUOTED), reason };
  const last = clipped(redirects.at(-1) ?? '', MOST_QUOTED);
  if (outcome === 'dead') {
    if (kind === 'image') return { messageId: 'deadImage', data, ...common, ...(passing && { severity: 'warning' as const }) };
    return passing ? { messageId: 'failing', severity: 'warning', data, ...common } : { messageId: 'dead', data, ...common };
  }
  if (outcome !== 'opened') return undefined;
  if (kind === 'image') return type === 'text/html' ? { messageId: 'imagePage', severity: 'warning', data, ...common } : undefined;
  if (NOT_FOUND.test(last) && !NOT_FOUND.test(url)) return { messageId: 'notFoundPage', severity: 'warning', data: { ...data, last }, ...common };
  return redirects.length > maxRedirects ? { messageId: 'manyRedirects', severity: 'info', data: { ...data, count: redirects.length, last }, ...common } : undefined;
}

/** Where else in the mail the same address stands: `body.html:12:3`. */
function otherPlaces([, ...others]: Answered['places']) {
  if (others.length === 0) return {};
  return { alsoAt: others.slice(0, MOST_PLACES).map(({ file, line, column }) => [file, line, column].filter((part) => part !== undefined).join(':')) };
}
