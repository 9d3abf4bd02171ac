import { phrasePattern, type PhrasePattern } from './phrases.js';
import words from './unsubscribe-denial.json' with { type: 'json' };

/** Characters between the denial and what it denies. */
const REACH = 60;

const DENIAL = phrasePattern(words.denial);
/** "If you cannot see the link, ..." and ", if that is not possible" deny nothing. */
const CONDITION = new RegExp(`(?:^|[,;:(] ?)(?:${words.unless.join('|')}) `, 'u');
const OTHERWISE = phrasePattern(words.otherwise);

/** A text without its sentences that say that one cannot unsubscribe: "You cannot opt out of these messages." `said` is what `plainText` returns, `leaving` finds words of unsubscribing. */
export function withoutDenials(said: string, leaving: PhrasePattern): string {
  return DENIAL.test(said) ? sentencesIn(said).filter((sentence) => !denies(sentence, leaving)).join(' ') : said;
}

/** The first sentence that says that one cannot unsubscribe. */
export function denialIn(said: string, leaving: PhrasePattern): string | undefined {
  return DENIAL.test(said) ? sentencesIn(said).find((sentence) => denies(sentence, leaving)) : undefined;
}

/** Whether what cannot be done is to leave: the words stand near. */
function denies(sentence: string, leaving: PhrasePattern): boolean {
  if (sentence.endsWith('?') || CONDITION.test(sentence) || OTHERWISE.test(sentence)) return false;
  const denial = DENIAL.exec(sentence);
  if (!denial) return false;
  return leaving.test(sentence.slice(Math.max(0, denial.index - REACH), denial.index + denial[0].length + REACH));
}

function sentencesIn(text: string): readonly string[] {
  return text.split(/(?<=[.!?])\s|\s\|\s/);
}
