import { isHappening } from './event-in.js';
import { isPossessive, NO_CUE, type Sentence, type Spoken } from './spoken.js';
import type { TimeClaim } from './time-claim.js';
import type { Vocabulary } from './vocabulary.js';

/** In a line as short as this the words stand for themselves: "Only until Sunday". Words. */
const SHORT = 8;
/** A longer sentence that names some days tells a story. Words. */
const SHORT_SENTENCE = 14;

/** What ends at the time that is named: "ends tonight", "today only", "20 % off until Sunday", "20 % off from 3 to 5 December". */
export function deadlineIn(spoken: Spoken, vocabulary: Vocabulary): TimeClaim | undefined {
  const { when, sentence: { before, after } } = spoken;
  const { endsBefore, labelBefore, endsAfter, onlyBefore, untilBefore } = vocabulary;
  const ends = [endsBefore, labelBefore].find((cue) => cue.test(before));
  if (ends) return deadline(spoken, ends);
  const behind = isPossessive(after) ? undefined : endsAfter.exec(after)?.[0];
  if (behind !== undefined) return deadline(spoken, onlyBefore, behind);
  if (onlyBefore.test(before) && when.minute === undefined) return deadline(spoken, onlyBefore);
  if (untilBefore.test(before)) return isOffered(spoken, vocabulary) ? deadline(spoken, untilBefore) : undefined;
  return when.firstDate && isOfferOfDays(spoken, vocabulary) ? deadline(spoken, NO_CUE) : undefined;
}

function deadline({ words, passage, when }: Spoken, cue: RegExp, after = ''): TimeClaim {
  return { kind: 'deadline', words: words(cue) + after, passage, when };
}

/** "Until Sunday" speaks of an offer where the sentence names one, or where the line says little else. */
function isOffered({ when, sentence, passage: { place, block } }: Spoken, vocabulary: Vocabulary): boolean {
  const { own, whole, after } = sentence;
  if (isPossessive(after) || (!when.date && isWeekdaySpan(sentence, vocabulary))) return false;
  // "Until today" mostly means "so far".
  if (when.day === 'today') return vocabulary.offers.test(whole);
  if (place === 'subject' || place === 'preheader' || block?.role === 'button') return true;
  return vocabulary.offers.test(whole) || (when.day === undefined && own.split(/\s+/).length <= SHORT) || (when.minute !== undefined && when.date !== undefined);
}

/** "Monday to Friday" are all of them. */
function isWeekdaySpan({ before }: Sentence, { untilBefore, weekdayOf }: Vocabulary): boolean {
  const cue = untilBefore.exec(before);
  return cue !== null && weekdayOf.has(/(\p{L}+)\.?\s?$/u.exec(before.slice(0, cue.index))?.[1] ?? '');
}

/** Whether a sentence that names some days offers something on them: an offer has its end, what takes place has its days. */
function isOfferOfDays({ sentence }: Spoken, vocabulary: Vocabulary): boolean {
  if (!vocabulary.offers.test(sentence.own)) return false;
  return sentence.own.includes('%') || (sentence.own.split(/\s+/).length <= SHORT_SENTENCE && !isHappening(sentence, vocabulary));
}
