import type { Campaign, TextBlock } from '#campaign/campaign.js';
import { passages, type Passage } from '#campaign/facts/passages.js';
import { attachedMessage } from '#image-text/attached-images.js';
import { imageName } from '#image-text/image-name.js';
import { readPictures } from '#image-text/read-pictures.js';
import { languageReport } from '#language/language-report.js';
import type { Problem } from '#rule/finding.js';
import { defineRule } from '#rule/rule.js';
import { boastsOfBreadth } from './context.js';
import { peerLists } from './peer-list.js';
import { listPitched, pitchOf, type Line, type Pitch } from './pitch.js';
import { prosePitches } from './prose.js';
import { fold, offerNamed } from './taxonomy.js';

type Found = Problem<'declared' | 'pitched' | 'listed'>;

/** Digests, appeals and receipts are broad by nature; so is what people who already buy or belong get to read. */
const BROAD_KINDS: ReadonlySet<string | undefined> = new Set(['newsletter', 'fundraising', 'transactional']);
const BROAD_AUDIENCES: ReadonlySet<string | undefined> = new Set(['customers', 'members', 'donors']);

/** So many known services, or one less where the sentences are of a pitch, make one sure that services are spoken of; things that belong together are no more: our own. */
const SURE = 3;
const LARGEST_FAMILY = 5;

const ONE_OFFER = 'Name one problem, one offer and one action; move the rest behind a link or to segments of their own.';

export default defineRule({
  id: 'targeting/overbroad-offer',
  severity: 'warning',
  summary: 'Several unrelated services are pitched at once',
  needs: [],
  messages: {
    declared: 'The campaign pitches {{count}} different offers at once ({{offers}}), so it is aimed at nobody in particular.',
    pitched: '{{count}} unrelated services are pitched at once ({{offers}}){{pictured}}, so the message is aimed at nobody in particular.',
    listed: '{{count}} things are offered at once ({{offers}}){{pictured}}, so the message is aimed at nobody in particular.',
  },
  suggestions: {
    declared: 'Make one offer to one segment; move the others to campaigns of their own.',
    pitched: ONE_OFFER,
    listed: ONE_OFFER,
  },
  defaultOptions: { maxOffers: 3 },
  optionsSchema: { maxOffers: { type: 'integer', minimum: 2 } },
  async *check(campaign, { maxOffers }) {
    if (BROAD_KINDS.has(campaign.manifest.kind)) return;
    const found = declaredOffers(campaign, maxOffers) ?? await pitchedOffers(campaign, maxOffers);
    if (found) yield found;
  },
});

function declaredOffers({ manifest, locateField }: Campaign, maxOffers: number): Found | undefined {
  const offers = new Map<string, string>();
  for (const offer of manifest.offers ?? []) {
    const kind = offerNamed(offer)?.offer ?? fold(offer);
    const same = offers.get(kind);
    if (same === undefined || !same.split(' / ').some((one) => fold(one) === fold(offer))) offers.set(kind, same === undefined ? offer : `${same} / ${offer}`);
  }
  if (offers.size <= maxOffers) return undefined;
  return {
    messageId: 'declared',
    data: { count: offers.size, offers: [...offers.values()].join(', ') },
    location: locateField('offers'),
    evidence: { offers: Object.fromEntries(offers) },
  };
}

async function pitchedOffers(campaign: Campaign, maxOffers: number): Promise<Found | undefined> {
  if (BROAD_AUDIENCES.has(campaign.manifest.audienceType)) return undefined;
  const prospects = campaign.manifest.audienceType === 'prospecting';
  const lines = await linesOf(campaign);
  const isBroad = (pitch: Pitch | undefined): pitch is Pitch => pitch !== undefined && pitch.offers.size > maxOffers;
  const pitch = pitchOf(lines, prospects);
  if (isBroad(pitch)) return foundIn(pitch, 'pitched');
  if (!prospects) return undefined;
  const list = listPitched(lines);
  return isBroad(list) ? foundIn(list, 'listed') : foundInProse(lines, (await languageReport(campaign)).spoken, maxOffers) ?? foundAmongPeers(campaign, lines, maxOffers);
}

/** Sentences that pitch; a hint where too few of their objects are known to be services, and so many that they can hardly be one. */
function foundInProse(lines: readonly Line[], languages: readonly string[], maxOffers: number): Found | undefined {
  const found = prosePitches(lines, languages).flatMap(({ offers, known, clauses, boasts, line }): Found[] => {
    const count = offers.size + Number(boasts);
    const isSure = known >= SURE || (known >= SURE - 1 && (boasts || clauses >= SURE));
    if (count <= maxOffers || !(isSure || offers.size > LARGEST_FAMILY || clauses >= LARGEST_FAMILY || (boasts && offers.size >= LARGEST_FAMILY))) return [];
    return [{
      messageId: 'listed', data: { count: offers.size, offers: [...offers.values()].join(', '), pictured: '' }, location: line.location,
      evidence: { offers: Object.fromEntries(offers) }, heuristic: true, ...(!isSure && { severity: 'info' }),
    }];
  });
  return found.find(({ severity }) => severity === undefined) ?? found[0];
}

/** A list by its build alone is a hint, unless the mail boasts of its breadth. */
function foundAmongPeers(campaign: Campaign, lines: readonly Line[], maxOffers: number): Found | undefined {
  const [list] = peerLists(passages(campaign));
  if (list === undefined || list.entries.length <= maxOffers) return undefined;
  const boasts = boastsOfBreadth([campaign.preheader?.value ?? '', ...lines.map(({ text }) => text)].join(' '));
  return {
    messageId: 'listed', data: { count: list.entries.length, offers: list.entries.join(', '), pictured: '' }, location: list.location,
    evidence: { offers: Object.fromEntries(list.entries.map((entry) => [fold(entry), entry])) }, heuristic: true, ...(!boasts && { severity: 'info' }),
  };
}

function foundIn(pitch: Pitch, messageId: 'pitched' | 'listed'): Found {
  const offers = [...pitch.offers].map(([offer, { words }]) => [offer, words] as const);
  return {
    messageId,
    data: { count: offers.length, offers: offers.map(([, words]) => words).join(', '), pictured: picturedIn(pitch) },
    location: pitch.location,
    evidence: { offers: Object.fromEntries(offers) },
    heuristic: true,
  };
}

/** `, 3 of them inside the image hero.png`. */
function picturedIn({ offers }: Pitch): string {
  const images = [...offers.values()].flatMap(({ image }) => image ?? []);
  const names = [...new Set(images.map(imageName))];
  if (names.length === 0) return '';
  return `, ${images.length === offers.size ? 'all' : images.length} of them inside the ${names.length === 1 ? 'image' : 'images'} ${names.join(', ')}`;
}

/** The copy, and what its pictures say where they stand: their alt texts, and the words in those that could be read. What is only attached comes last. */
async function linesOf(campaign: Campaign): Promise<readonly Line[]> {
  const copy: (Line & { readonly block?: TextBlock | undefined })[] = copyOf(campaign);
  const read = new Map((await readPictures(campaign)).map(({ image, lines }) => [image, lines]));
  for (const image of campaign.images) {
    if (image.inFooter || !image.visible || image.purpose !== 'content') continue;
    const next = copy.findIndex(({ block }) => block !== undefined && block.start > image.start);
    const said = [image.alt ?? '', ...read.get(image) ?? []].filter((text) => text.trim() !== '').map((text): Line => ({ text, location: image.location, image }));
    copy.splice(next === -1 ? copy.length : next, 0, ...said);
  }
  const attached = attachedMessage(campaign).flatMap((image) => (read.get(image) ?? []).map((text): Line => ({ text, location: image.location, image })));
  return [...copy, ...attached];
}

/** The subject and the copy, without buttons and footer; without HTML the text part down to its signature. */
function copyOf(campaign: Campaign): Passage[] {
  const all = passages(campaign);
  if (campaign.html) return all.filter(({ place, block }) => place === 'subject' || (place === 'body' && block?.role === 'body'));
  const lines = all.filter(({ place }) => place === 'subject' || place === 'text');
  const signature = lines.findIndex(({ text }) => /^-- ?$/.test(text));
  return signature === -1 ? lines : lines.slice(0, signature);
}
