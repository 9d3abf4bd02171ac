import type { Campaign } from '#campaign/campaign.js';
import { passages } from '#campaign/facts/passages.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import words from './words.json' with { type: 'json' };

export type Occasion = keyof typeof words;

/** The fallback for who lists what he does not want under another name. */
const NAMES: Readonly<Record<Occasion, readonly string[]>> = {
  mothers_day: ['mothersday', 'mother'], fathers_day: ['fathersday', 'father'], valentines: ['valentine', 'valentinesday'], family_christmas: ['christmas', 'familychristmas', 'xmas', 'weihnachten', 'noel', 'navidad', 'natale', 'kerst', 'natal', 'jul', 'joulu'],
  baby: ['baby', 'babies', 'pregnancy', 'birth'], pet_loss: ['petloss', 'pets', 'pet'], cancer: ['cancer'], legacy: ['legacy', 'legacies', 'wills', 'will', 'bequest', 'bequests'],
};
const OCCASIONS = Object.keys(words) as readonly Occasion[];
const PATTERNS = OCCASIONS.map((occasion) => [occasion, phrasePattern(words[occasion])] as const);
/** Passages of the body that must name an occasion before the mail is about it. */
const MENTIONS = 2;

/** What a mail is about, by the manifest, by its subject or preheader, or by two passages of its body. */
export function occasionsOf(campaign: Campaign): readonly Occasion[] {
  const { name, topic, programme, subject, offers } = campaign.manifest;
  const declared = plainText([name, topic, programme, subject, ...(offers ?? [])].filter((text) => text !== undefined).join(' . ').replaceAll(/[-_]/g, ' '));
  const body = passages(campaign).filter(({ place, block }) => block?.role !== 'footer' && place === (campaign.html ? 'body' : 'text'));
  const head = passages(campaign).filter(({ place }) => place === 'subject' || place === 'preheader').map(({ text }) => plainText(text));
  return PATTERNS.filter(([occasion, pattern]) =>
    pattern.test(declared) || NAMES[occasion].includes(keyOf(topic ?? '')) || head.some((text) => pattern.test(text)) ||
    body.filter(({ text }) => pattern.test(plainText(text.slice(0, 20_000)))).length >= MENTIONS).map(([occasion]) => occasion);
}

/** How an opt-out from an occasion may be written, letters and digits alone. */
export function optOutNames(occasion: Occasion): readonly string[] {
  return [...new Set([occasion, ...NAMES[occasion], ...words[occasion]].map(keyOf))];
}

function keyOf(name: string): string {
  return plainText(name).replace(/[^\p{L}\p{N}]/gu, '');
}
