import type { Campaign } from '#campaign/campaign.js';
import { LONGEST_PASSAGE, passages } from '#campaign/facts/passages.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import words from './words.json' with { type: 'json' };

/** What an argument appeals to: the roles for whom it is made. */
export type Family = keyof typeof words;
export const FAMILIES = Object.keys(words) as Family[];

/** How often the copy argues in each way, and in all. */
export interface Arguments {
  readonly hits: Readonly<Record<Family, number>>;
  readonly total: number;
}

const PATTERNS = FAMILIES.map((family) => [family, phrasePattern(Object.values(words[family]).flat())] as const);

/** Arguments in subject and copy; what the footer says is none, and the text part says the same once more. */
export function argumentsOf(campaign: Campaign): Arguments {
  const copy = passages(campaign).filter(({ place, block }) => place !== 'from' && block?.role !== 'footer' && !(place === 'text' && campaign.html));
  const text = plainText(copy.map((passage) => passage.text.slice(0, LONGEST_PASSAGE)).join(' | '));
  const counted = PATTERNS.map(([family, pattern]) => [family, pattern.matchAll(text).length] as const);
  return { hits: Object.fromEntries(counted) as Record<Family, number>, total: counted.reduce((sum, [, hits]) => sum + hits, 0) };
}
