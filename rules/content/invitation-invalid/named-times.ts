import type { Campaign } from '#campaign/campaign.js';
import { passages } from '#campaign/facts/passages.js';
import { plainText } from '#campaign/facts/phrases.js';
import { dayNamed } from '#timing/calendar.js';
import { parseTimeWords, TIME_WORD_START } from '#timing/parse-time-words.js';
import { timeReading } from '#timing/time-reading.js';
import type { Vocabulary } from '#timing/vocabulary.js';

/** A day with a time of day that the mail names, and that no deadline is. */
export interface NamedTime {
  /** `2026-12-03`. */
  readonly day: string;
  /** Since midnight. */
  readonly minute: number;
  /** IANA name; undefined: the mail does not say whose clock. */
  readonly zone: string | undefined;
  readonly words: string;
}

/** How far before the words something may say that they are when an offer ends. */
const CUE_REACH = 60;
/** A mail that names more is a programme. */
const MOST = 6;

/** In the languages whose time words are read; none where a mail names so many that none stands for the event. */
export async function namedTimes(campaign: Campaign, from: string): Promise<readonly NamedTime[]> {
  const { vocabulary, order } = await timeReading(campaign);
  if (!vocabulary) return [];
  const found = new Map<string, NamedTime>();
  for (const passage of passages(campaign)) {
    const text = plainText(passage.text);
    let read = 0;
    for (const { index } of text.matchAll(TIME_WORD_START)) {
      const parsed = index < read ? undefined : parseTimeWords(text, index, vocabulary, order);
      if (!parsed) continue;
      read = parsed.end;
      const { date, firstDate, minute, zone } = parsed.when;
      if (!date || firstDate || minute === undefined || minute >= 1439 || parsed.ambiguous !== undefined || isDeadline(text.slice(Math.max(0, index - CUE_REACH), index), vocabulary)) continue;
      const day = dayNamed(date, from);
      found.set(`${day} ${minute}`, { day, minute, zone, words: text.slice(parsed.start, parsed.end) });
    }
  }
  return found.size > MOST ? [] : [...found.values()];
}

function isDeadline(before: string, { endsBefore, untilBefore, onlyBefore, past }: Vocabulary): boolean {
  return [endsBefore, untilBefore, onlyBefore].some((cue) => cue.test(before)) || past.test(before);
}
