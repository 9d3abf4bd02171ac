import type { Campaign } from '#campaign/campaign.js';
import { passages } from '#campaign/facts/passages.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import { unconditionalText } from '#campaign/merge/first-branches.js';
import words from './words.json' with { type: 'json' };

const STATUS_CLAIMS = ['startMonthly', 'continued', 'missYou'] as const;
/** What a phrase takes its reader to be: no monthly donor yet, a donor all along, a donor who has gone quiet. */
export type StatusClaim = (typeof STATUS_CLAIMS)[number];

const PATTERNS = STATUS_CLAIMS.map((claim) => [claim, phrasePattern(Object.values(words[claim]).flat())] as const);

/** The first phrase of each claim that every reader gets: not in the footer, and not inside a condition. */
export function statusPhrases(campaign: Campaign): ReadonlyMap<StatusClaim, string> {
  const toAll = campaign.html && plainText(unconditionalText(campaign.html.source).replace(/<[^<>]{0,2000}>/g, ' ').replaceAll('&nbsp;', ' '));
  const places = campaign.html ? ['subject', 'preheader', 'body'] : ['subject', 'preheader', 'text'];
  const found = new Map<StatusClaim, string>();
  for (const { place, block, text } of passages(campaign)) {
    if (!places.includes(place) || block?.role === 'footer') continue;
    const plain = plainText(place === 'text' ? unconditionalText(text) : text.slice(0, 20_000));
    for (const [claim, pattern] of PATTERNS) {
      const phrase = found.has(claim) ? undefined : pattern.exec(plain)?.[0].trim();
      if (phrase !== undefined && (place !== 'body' || toAll === undefined || toAll.includes(phrase) || !isInSource(campaign, phrase))) found.set(claim, phrase);
    }
  }
  return found;
}

/** A phrase that entities or tags break up in the source is taken for said to all. */
function isInSource({ html }: Campaign, phrase: string): boolean {
  return html !== undefined && plainText(html.source).includes(phrase);
}
