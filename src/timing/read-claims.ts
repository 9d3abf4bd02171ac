import type { Passage } from '#campaign/facts/passages.js';
import { parseTimeWords, TIME_WORD_START } from './parse-time-words.js';
import type { DateOrder, ParsedTime } from './parse-time-words.js';
import { eventIn, isPossessive, withDateBehind, type Sentence } from './event-in.js';
import { countdowns } from './read-countdowns.js';
import { greetings } from './read-greetings.js';
import type { TimeClaim } from './time-claim.js';
import { asWritten, timedText } from './timed-text.js';
import type { Vocabulary } from './vocabulary.js';

export interface ReadClaims {
  readonly claims: readonly TimeClaim[];
  /** Dates that may be read in two ways, as written. */
  readonly ambiguous: readonly string[];
}

/** How far before and after the time words their sentence is looked at. */
const WINDOW = 90;
/** Longer passages are terms or articles: the rest is not read. */
const LONGEST = 3000;
/** In a line as short as this the words stand for themselves: "Only until Sunday". Words. */
const SHORT = 8;
/** Where a sentence ends; not after "Dec." or "6." */
const SENTENCE = /[!?…•|»«"“”]\s?|\p{L}{4,}\.\s(?!\d)|;\s/gu;
/** "Du 1er au 28 novembre", "1 November to 5 December": before the day on which it ends. */
const RANGE_BEFORE = /(?<![\p{L}\p{N}])\d{1,2}(?:\.|º|er|st|nd|rd|th)?(?:\s(?:de\s)?\p{L}{3,10}\.?)?\s?(?:to|until|through|bis|au|al|a|até|tot|t\/m|till|til|do|–|—|-)\s?(?:zum\s|o\s|den\s|the\s)?$/u;
const QUOTED = /^\s*[>|]/;

/** Finds what a passage claims about the time at which it is read. What happened, is quoted, or invites to act at any time is no claim. */
export function readClaims(passage: Passage, vocabulary: Vocabulary, order: DateOrder): ReadClaims {
  if (passage.place === 'from' || QUOTED.test(passage.text)) return { claims: [], ambiguous: [] };
  const text = timedText(passage.text, vocabulary.language).slice(0, LONGEST);
  const claims: TimeClaim[] = [...greetings(text, passage, vocabulary), ...lastDays(text, passage, vocabulary), ...countdowns(text, passage, vocabulary)];
  const ambiguous: string[] = [];
  let read = 0;
  for (const { index } of text.matchAll(TIME_WORD_START)) {
    if (index < read) continue;
    const parsed = parseTimeWords(text, index, vocabulary, order);
    if (!parsed) continue;
    const claim = claimOf(text, parsed, passage, vocabulary, order);
    if (!claim) continue;
    read = parsed.end;
    if (parsed.ambiguous !== undefined) ambiguous.push(parsed.ambiguous);
    else claims.push({ ...claim, words: asWritten(claim.words, vocabulary.language) });
  }
  return { claims, ambiguous };
}

function claimOf(text: string, parsed: ParsedTime, passage: Passage, vocabulary: Vocabulary, order: DateOrder): TimeClaim | undefined {
  const sentence = sentenceAround(text, parsed);
  const words = (cue: RegExp) => `${sentence.before.slice(cue.exec(sentence.before)?.index ?? sentence.before.length)}${text.slice(parsed.start, parsed.end)}`.replace(/[\s,(]+$|(?<=\p{L}{4})\.$/u, '').trim();
  const { when } = parsed;
  const isPast = vocabulary.past.test(sentence.whole);
  const deadline = (cue: RegExp, after = ''): TimeClaim => ({ kind: 'deadline', words: words(cue) + after, passage, when });
  if (passage.block?.role === 'footer' && !(when.date && vocabulary.endsBefore.test(sentence.before))) return undefined;
  if (vocabulary.endsBefore.test(sentence.before) && !isPast) return deadline(vocabulary.endsBefore);
  const after = vocabulary.endsAfter.exec(sentence.after)?.[0];
  if (after !== undefined && !isPast && !isPossessive(sentence.after)) return deadline(vocabulary.onlyBefore, after);
  if (vocabulary.onlyBefore.test(sentence.before) && when.minute === undefined && !isPast) return deadline(vocabulary.onlyBefore);
  const until = [vocabulary.untilBefore, RANGE_BEFORE].find((cue) => cue.test(sentence.before));
  if (until) return !isPast && !isPossessive(sentence.after) && isOffer(sentence, passage, parsed, vocabulary) ? deadline(until) : undefined;
  return isPast ? undefined : eventIn({ sentence, when: withDateBehind(when, sentence, vocabulary, order), passage, words }, vocabulary);
}

/** "Until Sunday" speaks of an offer where the sentence names one, or where the line says little else. */
function isOffer({ whole }: Sentence, { place, block }: Passage, { when }: ParsedTime, { offers }: Vocabulary): boolean {
  // "Until today" mostly means "so far".
  if (when.day === 'today') return offers.test(whole);
  if (place === 'subject' || place === 'preheader' || block?.role === 'button') return true;
  return offers.test(whole) || (when.day === undefined && whole.split(/\s+/).length <= SHORT) || (when.minute !== undefined && when.date !== undefined);
}

function sentenceAround(text: string, { start, end }: ParsedTime): Sentence {
  const from = Math.max(0, start - WINDOW);
  const head = text.slice(from, start);
  const breaks = [...head.matchAll(SENTENCE)].at(-1);
  const before = breaks ? head.slice(breaks.index + breaks[0].length) : head;
  const tail = text.slice(end, end + WINDOW);
  const stop = tail.search(SENTENCE);
  const after = stop === -1 ? tail : tail.slice(0, stop + (tail[stop] === '!' ? 1 : tail.slice(stop).search(/[^\p{L}]/u)));
  return { before, after, whole: before + text.slice(start, end) + after };
}

/** "Last day to register!" is today, unless it says that it is tomorrow. */
function* lastDays(text: string, passage: Passage, { lastDay, past, tomorrow }: Vocabulary): Generator<TimeClaim> {
  const match = lastDay.exec(text);
  if (!match || passage.block?.role === 'footer') return;
  const before = text.slice(Math.max(0, match.index - WINDOW), match.index);
  if (!past.test(before) && !tomorrow.test(before)) yield { kind: 'deadline', words: match[0].replace(/[:!\s]+$/, ''), passage, when: { day: 'today' } };
}
