import { clockAfter, parseTimeWords } from './parse-time-words.js';
import type { DateOrder } from './read-dates.js';
import { isPossessive, NO_CUE, type Sentence, type Spoken } from './spoken.js';
import type { TimeClaim, TimeWords } from './time-claim.js';
import type { Vocabulary } from './vocabulary.js';

type EventClaim = Extract<TimeClaim, { readonly when: unknown }>;

/** What takes place at the time that is named: "tomorrow's webinar at 10:00", "join us on 6 December", "3 December, 18:00 to 20:00: lecture". */
export function eventIn(spoken: Spoken, vocabulary: Vocabulary): EventClaim | undefined {
  const { when: { day, date, minute, firstDate }, sentence: { whole } } = spoken;
  // "Midnight" is when something ends; as the hour of an event it is too often none of today.
  if (minute === 1440 || (firstDate === undefined && vocabulary.recurring.test(whole))) return undefined;
  if (day === undefined || day === 'weekend') return invitation(spoken, vocabulary);
  return date !== undefined || minute !== undefined ? event(spoken, NO_CUE) : nearEvent(spoken, vocabulary);
}

/** A date, this weekend, or "this Sunday at 11:00", to which readers are asked to come. */
function invitation(spoken: Spoken, vocabulary: Vocabulary): EventClaim | undefined {
  const { when: { day, date, weekday, minute, untilMinute, firstDate }, sentence } = spoken;
  const isTimed = minute !== undefined || firstDate !== undefined;
  const isThis = vocabulary.thisBefore.test(sentence.before);
  const isListed = isOpening(sentence.before.replace(vocabulary.thisBefore, '')) && (date ? untilMinute !== undefined : isThis);
  const isInvited = vocabulary.invites.test(sentence.whole) || (isTimed && (isListed || vocabulary.events.test(sentence.whole)));
  if (!isInvited) return undefined;
  if (date || day === 'weekend') return event(spoken, NO_CUE);
  return weekday !== undefined && minute !== undefined && isThis ? event(spoken, vocabulary.thisBefore) : undefined;
}

/** Whether a sentence speaks of what takes place, or asks to come there. */
export function isHappening({ whole }: Sentence, { invites, events }: Vocabulary): boolean {
  return invites.test(whole) || events.test(whole);
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
  return isOpening(before) && /^\s?[:|–—-]\s/u.test(after);
}

/** Whether nothing is said before, or only what ends in a colon or a bar: "Book launch: ", "When | ". */
function isOpening(before: string): boolean {
  return /(?:^|[:|])[^\p{L}\p{N}]*$/u.test(before);
}
