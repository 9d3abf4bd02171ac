import type { Campaign } from '#campaign/campaign.js';
import { passages, type Passage } from '#campaign/facts/passages.js';
import type { Problem } from '#rule/finding.js';
import { defineRule } from '#rule/rule.js';
import { pitchOf } from './pitch.js';
import { fold, offerNamed } from './taxonomy.js';

type Found = Problem<'declared' | 'pitched'>;

/** Digests, appeals and receipts are broad by nature; so is what people who already buy or belong get to read. */
const BROAD_KINDS: ReadonlySet<string | undefined> = new Set(['newsletter', 'fundraising', 'transactional']);
const BROAD_AUDIENCES: ReadonlySet<string | undefined> = new Set(['customers', 'members', 'donors']);

export default defineRule({
  id: 'targeting/overbroad-offer',
  severity: 'warning',
  summary: 'Several unrelated services are pitched at once',
  needs: [],
  messages: {
    declared: 'The campaign pitches {{count}} different offers at once ({{offers}}), so it is aimed at nobody in particular.',
    pitched: '{{count}} unrelated services are pitched at once ({{offers}}), so the message is aimed at nobody in particular.',
  },
  suggestions: {
    declared: 'Make one offer to one segment; move the others to campaigns of their own.',
    pitched: 'Name one problem, one offer and one action; move the rest behind a link or to segments of their own.',
  },
  defaultOptions: { maxOffers: 3 },
  optionsSchema: { maxOffers: { type: 'integer', minimum: 2 } },
  *check(campaign, { maxOffers }) {
    if (BROAD_KINDS.has(campaign.manifest.kind)) return;
    const found = declaredOffers(campaign, maxOffers) ?? pitchedOffers(campaign, maxOffers);
    if (found) yield found;
  },
});

function declaredOffers({ manifest, locateField }: Campaign, maxOffers: number): Found | undefined {
  const offers = new Map((manifest.offers ?? []).map((offer) => [offerNamed(offer)?.offer ?? fold(offer), offer]));
  if (offers.size <= maxOffers) return undefined;
  return {
    messageId: 'declared',
    data: { count: offers.size, offers: [...offers.values()].join(', ') },
    location: locateField('offers'),
    evidence: { offers: Object.fromEntries(offers) },
  };
}

function pitchedOffers(campaign: Campaign, maxOffers: number): Found | undefined {
  if (BROAD_AUDIENCES.has(campaign.manifest.audienceType)) return undefined;
  const pitch = pitchOf(copyOf(campaign), campaign.manifest.audienceType === 'prospecting');
  if (!pitch || pitch.offers.size <= maxOffers) return undefined;
  return {
    messageId: 'pitched',
    data: { count: pitch.offers.size, offers: [...pitch.offers.values()].join(', ') },
    location: pitch.location,
    evidence: { offers: Object.fromEntries(pitch.offers) },
    heuristic: true,
  };
}

/** The subject and the copy, without buttons and footer; without HTML the text part down to its signature. */
function copyOf(campaign: Campaign): Passage[] {
  const all = passages(campaign);
  if (campaign.html) return all.filter(({ place, block }) => place === 'subject' || (place === 'body' && block?.role === 'body'));
  const lines = all.filter(({ place }) => place === 'subject' || place === 'text');
  const signature = lines.findIndex(({ text }) => /^-- ?$/.test(text));
  return signature === -1 ? lines : lines.slice(0, signature);
}
