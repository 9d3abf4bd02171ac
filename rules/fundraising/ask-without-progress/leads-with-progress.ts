import type { Campaign } from '#campaign/campaign.js';
import { passages } from '#campaign/facts/passages.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import words from './words.json' with { type: 'json' };

const PROGRESS = phrasePattern(Object.values(words.progress).flat());
const ASK = phrasePattern(Object.values(words.ask).flat());

/** Whether the reader is told what his gifts did before the first words that ask: subject and preheader are read first, too. */
export function leadsWithProgress(campaign: Campaign): boolean {
  const places = campaign.html ? ['subject', 'preheader', 'body'] : ['subject', 'preheader', 'text'];
  for (const { place, text } of passages(campaign)) {
    if (!places.includes(place)) continue;
    const plain = plainText(text.slice(0, 20_000));
    const progress = PROGRESS.exec(plain)?.index;
    const ask = ASK.exec(plain)?.index;
    if (progress !== undefined) return ask === undefined || progress < ask;
    if (ask !== undefined && place !== 'subject' && place !== 'preheader') return false;
  }
  return false;
}
