import { phrasePattern, type PhrasePattern } from '#campaign/facts/phrases.js';
import { once } from '#once.js';
import trade from './trade.json' with { type: 'json' };

type Part = keyof typeof trade;
type Words = Readonly<Record<Part, PhrasePattern>>;

const languages = once((): readonly Words[] =>
  Object.keys(trade.trade).map((language) => Object.fromEntries(Object.entries<Readonly<Record<string, readonly string[]>>>(trade).map(([part, words]) => [part, phrasePattern(words[language] ?? [])])) as Words));

/** Whether a sentence, as `plainText` returns it, speaks of the sender's trade, and not of what the reader has ordered or booked. It needs no call to buy. */
export function speaksOfTrade(text: string): boolean {
  return languages().some((words) => SAYINGS.some((holds) => holds(text, words)));
}

/** Each the way in which sentences of one sort are made. */
const SAYINGS: readonly ((text: string, words: Words) => boolean)[] = [
  sellsBesides,
  (text, { range, come, yours }) => come.test(text) && range.test(text) && !yours.test(text),
  (text, { wouldhave, nothing }) => wouldhave.test(text) && nothing.test(text),
  (text, { buyers, take }) => buyers.test(text) && take.test(text),
  (text, { sale, begins, yours }) => sale.test(text) && begins.test(text) && !yours.test(text),
  (text, { added, ranged }) => added.test(text) && ranged.test(text),
  (text, { favourite, again, yours }) => favourite.test(text) && again.test(text) && !yours.test(text),
  (text, { doubled, yours }) => doubled.test(text) && !yours.test(text),
  (text, { giftcards, toHave, yours }) => giftcards.test(text) && toHave.test(text) && !yours.test(text),
  (text, { occasionOf, room, yours }) => occasionOf.test(text) && room.test(text) && !yours.test(text),
];

/** "We also repair bikes of other makes"; but "we also offer returns" is of the service. */
function sellsBesides(text: string, words: Words): boolean {
  if (!words.besides.test(text)) return false;
  return (words.trade.test(text) || words.supply.test(text)) && !words.served.test(text);
}
