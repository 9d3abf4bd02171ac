import type { Campaign } from '#campaign/campaign.js';
import { passages } from '#campaign/facts/passages.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import words from './words.json' with { type: 'json' };

const PROGRESS = phrasePattern(Object.values(words.progress).flat());
const ASK = phrasePattern(Object.values(words.ask).flat());
/** What was done, and what says that it is not done yet. */
const OUTCOME = phrasePattern(Object.values(words.outcome).flat());
const OPEN = phrasePattern(Object.values(words.open).flat());

/** Whether the reader is told what his gifts did before the first words that ask: subject and preheader are read first, too. */
export function leadsWithProgress(campaign: Campaign): boolean {
  const places = campaign.html ? ['subject', 'preheader', 'body'] : ['subject', 'preheader', 'text'];
  for (const { place, text } of passages(campaign)) {
    if (!places.includes(place)) continue;
    const plain = plainText(text.slice(0, 20_000));
    const progress = progressIn(plain);
    const ask = ASK.exec(plain)?.index;
    if (progress !== undefined) return ask === undefined || progress < ask;
    if (ask !== undefined && place !== 'subject' && place !== 'preheader') return false;
  }
  return false;
}

/** Where it begins: words for it, or a sentence that counts what was done ("86 pairs", "1,200 trees were planted"). */
function progressIn(plain: string): number | undefined {
  const said = PROGRESS.exec(plain)?.index;
  for (const { 0: sentence, index } of plain.matchAll(/[^!?.]+(?:[.](?=\d)[^!?.]+)*/g)) {
    if (said !== undefined && said <= index) return said;
    if (/\d/.test(sentence) && OUTCOME.test(sentence) && !OPEN.test(sentence)) return index;
  }
  return said;
}
