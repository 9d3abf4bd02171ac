import type { Passage } from '#campaign/facts/passages.js';
import type { TimeClaim } from './time-claim.js';
import type { Vocabulary } from './vocabulary.js';

const LONGEST_HOURS = 96;
const LONGEST_DAYS = 10;
/** "In the last 24 hours", "in the next 24 hours". */
const HISTORY = /(?:in|within|over|for|from|during|of) the $|(?:next|nächsten|prochaines|prochains|próximas|próximos|prossime|prossimi|komende|volgende|närmaste|næste|neste|seuraavien|najbliższych|наступні|επόμενες) $|(?:in den|dans les|en las|en los|nelle|negli|in de|nas|nos|de senaste|i de|inom|binnen) $/u;
/** "Only 24 hours" opens what it says; "delivered in just 24 hours" says something else. */
const OPENS = /(?:^|[.!?:;,|•…–—-]\s?)[^\p{L}\p{N}]{0,6}$/u;
/** What goes on behind "only 24 hours": its end, or what to do; "only 24 hours by train" and "only 3 days until Christmas" count something else. */
const AFTER_HOURS = /^\s*(?:$|[!.:,–—-]|to\s|um\s|pour\s|para\s|per\s|om\s)/u;
const AFTER_DAYS = /^\s*(?:$|[!.:,|–—-](?!\p{L})|to\s(?!the|our|your|go\b|an?\s)|um\s(?!die|den)|(?:pour|para|per)\s(?:en\s|s'|vous\s)?\p{L}+(?:[aei]r|re|rsi|rti|rvi|rlo)(?!\p{L}))/u;
/** "Expires in 24 hours after you opened it". */
const AFTER_OWN = /^\s(?:of|after|from|nach|ab|après|tras|dopo|na|após|efter|etter|od)\s/u;

/** "Only 24 hours left", "expires in 48 hours", "only 3 days left". */
export function* countdowns(text: string, passage: Passage, { countdown, daysLeft }: Vocabulary): Generator<TimeClaim> {
  if (!/\d/.test(text)) return;
  for (const { words, count, mayBeOwn } of counted(text, countdown, AFTER_HOURS, LONGEST_HOURS)) yield { kind: 'countdown', words, passage, hours: count, mayBeOwn };
  for (const { words, count, mayBeOwn } of counted(text, daysLeft, AFTER_DAYS, LONGEST_DAYS, AFTER_DAYS)) yield { kind: 'daysLeft', words, passage, days: count, mayBeOwn };
}

/** `afterLeft`: what goes on behind "left". */
function* counted(text: string, pattern: RegExp, afterJust: RegExp, longest: number, afterLeft = /^/u): Generator<{ readonly words: string; readonly count: number; readonly mayBeOwn: boolean }> {
  for (const match of text.matchAll(pattern)) {
    const [written, endsIn, just, number, left] = match;
    const count = Number(number);
    const before = text.slice(Math.max(0, match.index - 24), match.index);
    const after = text.slice(match.index + written.length, match.index + written.length + 24);
    if (count === 0 || count > longest || HISTORY.test(before)) continue;
    const isClaim = endsIn !== undefined ? !AFTER_OWN.test(after) : left !== undefined ? afterLeft.test(after) : just !== undefined && OPENS.test(before) && afterJust.test(after);
    if (isClaim) yield { words: written.trim(), count, mayBeOwn: endsIn !== undefined };
  }
}
