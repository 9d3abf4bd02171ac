import type { Passage } from '#campaign/facts/passages.js';
import { parseTimeWords, TIME_WORD_START, type ParsedTime } from './parse-time-words.js';
import type { DateOrder } from './read-dates.js';
import { deadlineIn } from './deadline-in.js';
import { eventIn, withDateBehind } from './event-in.js';
import { countdowns } from './read-countdowns.js';
import { greetings } from './read-greetings.js';
import type { Sentence } from './spoken.js';
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
/** Where a sentence ends; not after "Dec." or "6." */
const SENTENCE = /[!?…•|»«"“”]\s?|\p{L}{4,}\.\s(?!\d)|;\s/gu;
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
    if (claim || parsed.when.minute !== undefined) read = parsed.end;
    if (!claim) continue;
    if (parsed.ambiguous !== undefined) ambiguous.push(parsed.ambiguous);
    else claims.push({ ...claim, words: asWritten(claim.words, vocabulary.language) });
  }
  return { claims, ambiguous };
}

function claimOf(text: string, parsed: ParsedTime, passage: Passage, vocabulary: Vocabulary, order: DateOrder): TimeClaim | undefined {
  const sentence = sentenceAround(text, parsed);
  const { before } = sentence;
  const { when } = parsed;
  const isSmallPrint = passage.block?.role === 'footer' && !(when.date && vocabulary.endsBefore.test(before));
  if (isSmallPrint || vocabulary.past.test(sentence.own)) return undefined;
  const words = (cue: RegExp) => `${before.slice(cue.exec(before)?.index ?? before.length)}${text.slice(parsed.start, parsed.end)}`.replace(/[\s,(]+$|(?<=\p{L}{4}|[ap]m)\.$/u, '').trim();
  const spoken = { when, sentence, passage, words };
  const deadline = deadlineIn(spoken, vocabulary);
  if (deadline || vocabulary.untilBefore.test(before)) return deadline;
  return eventIn({ ...spoken, when: withDateBehind(when, sentence, vocabulary, order) }, vocabulary);
}

function sentenceAround(text: string, { start, end }: ParsedTime): Sentence {
  const from = Math.max(0, start - WINDOW);
  const head = text.slice(from, start);
  const breaks = [...head.matchAll(SENTENCE)].at(-1);
  const before = breaks ? head.slice(breaks.index + breaks[0].length) : head;
  const tail = text.slice(end, end + WINDOW);
  const stop = tail.search(SENTENCE);
  const after = stop === -1 ? tail : tail.slice(0, stop + (tail[stop] === '!' ? 1 : tail.slice(stop).search(/[^\p{L}]/u)));
  const own = before + text.slice(start, end) + (tail.startsWith('. ') ? '' : after);
  return { before, after, own, whole: before + text.slice(start, end) + after };
}

/** "Last day to register!" is today, unless it says that it is tomorrow. */
function* lastDays(text: string, passage: Passage, { lastDay, past, tomorrow }: Vocabulary): Generator<TimeClaim> {
  const match = lastDay.exec(text);
  if (!match || passage.block?.role === 'footer') return;
  const before = text.slice(Math.max(0, match.index - WINDOW), match.index);
  if (!past.test(before) && !tomorrow.test(before)) yield { kind: 'deadline', words: match[0].replace(/[:!\s]+$/, ''), passage, when: { day: 'today' } };
}
