import type { Passage } from '#campaign/facts/passages.js';
import { clockAfter, parseTimeWords, type DateOrder } from './parse-time-words.js';
import type { TimeClaim, TimeWords } from './time-claim.js';
import type { Vocabulary } from './vocabulary.js';

type EventClaim = Extract<TimeClaim, { readonly when: unknown }>;

/** The sentence around time words, in lower case. */
export interface Sentence {
  readonly before: string;
  readonly after: string;
  readonly whole: string;
}

/** Time words where they stand. */
export interface Spoken {
  readonly when: TimeWords;
  readonly sentence: Sentence;
  readonly passage: Passage;
  /** The time words, with what the cue before them adds. */
  readonly words: (cue: RegExp) => string;
}

/** "March 8-9", "6:30–8:00 PM": when it ends is not read. */
const RANGE = /^\s?(?:[-–—]\s?|(?:to|bis|au|al|ao|till|til|tot|t\/m)\s)\d/u;
/** "This Sunday at 11" is one Sunday; "Sundays" and "Sunday" alone may be all of them. */
const THIS = /(?<!\p{L})(?:this|diesen|dieser|ce|este|questo|questa|deze|neste|nesta|denna|denne|førstkommende|tänä|tę|ten|цієї|цю|αυτή|αυτήν|今週の)\s$/u;

const NO_CUE = /(?!)/;

/** What takes place at the time that is named: "tomorrow's webinar at 10:00", "join us on 6 December". */
export function eventIn(spoken: Spoken, vocabulary: Vocabulary): EventClaim | undefined {
  const { when: { day, date, minute }, sentence: { after } } = spoken;
  // "Midnight" is when something ends; as the hour of an event it is too often none of today.
  if (RANGE.test(after) || minute === 1440) return undefined;
  if (day === undefined || day === 'weekend') return invitation(spoken, vocabulary);
  return date !== undefined || minute !== undefined ? event(spoken, NO_CUE) : nearEvent(spoken, vocabulary);
}

/** A date, or "this Sunday at 11:00", to which readers are asked to come. */
function invitation(spoken: Spoken, { invites, events }: Vocabulary): EventClaim | undefined {
  const { when: { day, date, weekday, minute }, sentence: { before, whole } } = spoken;
  const isInvited = invites.test(whole) || (minute !== undefined && events.test(whole));
  if (!isInvited) return undefined;
  if (date) return event(spoken, NO_CUE);
  return day === undefined && weekday !== undefined && minute !== undefined && THIS.test(before) ? event(spoken, THIS) : undefined;
}

/** "Today", "tonight" or "tomorrow" without date and hour. */
function nearEvent(spoken: Spoken, vocabulary: Vocabulary): EventClaim | undefined {
  const { eventAfter, startsBefore, eventBefore, events, asks, notToday } = vocabulary;
  const { when: { day, weekday }, sentence: { before, after, whole } } = spoken;
  const isLoose = (words: string): boolean => day === 'today' && notToday.test(words);
  const isCued = (cue: RegExp): boolean => cue.test(before) && !isLoose(before.slice(cue.exec(before)?.index));
  if (isHeading(spoken.sentence) && day !== 'today' && events.test(whole)) return event(spoken, NO_CUE);
  const possessed = isPossessive(after) ? eventAfter.exec(after)?.[0] : undefined;
  if (possessed !== undefined) return isLoose(possessed.split(' ').at(-1) ?? '') ? undefined : possessedEvent(event(spoken, NO_CUE, possessed), after.slice(possessed.length), vocabulary);
  if (isCued(startsBefore)) return event(spoken, startsBefore);
  if (isCued(eventBefore) && (day === 'tomorrow' || !asks.test(whole))) return event(spoken, eventBefore);
  return weekday === undefined ? undefined : event(spoken, NO_CUE);
}

function event({ words, passage, when }: Spoken, cue: RegExp, after = ''): EventClaim {
  return { kind: 'event', words: words(cue) + after, passage, when };
}

/** "Tomorrow's webinar at 10:00 CET": the time comes after the noun. */
function possessedEvent(claim: EventClaim, after: string, vocabulary: Vocabulary): EventClaim {
  const clock = clockAfter(after, 0, vocabulary);
  return clock ? { ...claim, words: claim.words + clock.words, when: { ...claim.when, ...clock.when } } : claim;
}

/** "Tomorrow at 7 pm for the talk, Tuesday 8 December": a weekday with its date behind a comma belongs to a day with an hour. */
export function withDateBehind(when: TimeWords, { after }: Sentence, vocabulary: Vocabulary, order: DateOrder): TimeWords {
  if (when.date !== undefined || when.day === undefined || when.minute === undefined) return when;
  for (const { index, 0: mark } of after.matchAll(/[,(–—]\s?(?:on\s|am\s|le\s|el\s|den\s|op\s|på\s)?/gu)) {
    const { weekday, date } = parseTimeWords(after, index + mark.length, vocabulary, order)?.when ?? {};
    if (weekday !== undefined && date) return { ...when, date };
  }
  return when;
}

/** "Tomorrow: our webinar on wells". */
function isHeading({ before, after }: Sentence): boolean {
  return /^[^\p{L}\p{N}]*$/u.test(before) && /^\s?[:|–—-]\s/u.test(after);
}

export function isPossessive(after: string): boolean {
  return after.startsWith("'s");
}
