import { clockAt, type Clock } from './read-clock.js';
import { namedDaysAt, type DateOrder, type DayRead } from './read-dates.js';
import { matchAt, skipAt } from './sticky.js';
import type { TimeWords } from './time-claim.js';
import type { Vocabulary } from './vocabulary.js';

/** Time words with the span of text that they take. */
export interface ParsedTime {
  readonly when: TimeWords;
  readonly start: number;
  readonly end: number;
  /** "6/12", which may be in June or in December. */
  readonly ambiguous?: string;
}

/** Where time words may begin. */
export const TIME_WORD_START = /(?<![\p{L}\p{N}.,:/-])[\p{L}\d]/gu;

const END_OF_DAY = 1440;
const BESIDE = /[\s,(–—-]*(?:(?:on|am|the|den|le|el|il|de|d\.|dia|día|der|dem)\s+)?/uy;

/** Reads the time words that begin at an offset: a day, a weekday, a date or some days, with the others beside it and with a time before or after. */
export function parseTimeWords(text: string, start: number, vocabulary: Vocabulary, order: DateOrder): ParsedTime | undefined {
  const early = clockAt(text, start, vocabulary);
  const day = dayAt(text, early ? skipAt(vocabulary.atBetween, text, early.end) : start, vocabulary, order);
  if (!day) return early && matchAt(vocabulary.atMidnight, text, start) ? { when: { day: 'tonight', minute: END_OF_DAY }, start, end: early.end } : undefined;
  const isEvening = day.value.day === 'tonight';
  const clock = early ? clockAt(text, start, vocabulary, isEvening) : clockAt(text, skipAt(vocabulary.atBetween, text, day.end), vocabulary, isEvening);
  return { when: { ...day.value, ...clock?.value }, start, end: Math.max(day.end, clock?.end ?? 0), ...(day.ambiguous !== undefined && { ambiguous: day.ambiguous }) };
}

/** The time that follows words such as "tomorrow's webinar". */
export function clockAfter(text: string, index: number, vocabulary: Vocabulary): { readonly words: string; readonly when: Clock } | undefined {
  const clock = clockAt(text, skipAt(vocabulary.atBetween, text, index), vocabulary);
  return clock && { words: text.slice(index, clock.end), when: clock.value };
}

function dayAt(text: string, start: number, vocabulary: Vocabulary, order: DateOrder): DayRead<TimeWords> | undefined {
  const relative = matchAt(vocabulary.atDay, text, start);
  if (!relative) return namedDaysAt(text, start, vocabulary, order);
  if (vocabulary.notAfter?.test(text.slice(Math.max(0, start - 16), start)) === true) return undefined;
  const day = vocabulary.dayOf.get(relative[0]) ?? 'today';
  const end = start + relative[0].length;
  const beside = namedDaysAt(text, skipAt(BESIDE, text, end), vocabulary, order);
  return { value: { day, ...beside?.value }, end: beside?.end ?? end, ambiguous: beside?.ambiguous };
}
