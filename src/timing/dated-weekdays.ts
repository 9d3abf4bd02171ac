import type { Campaign } from '#campaign/campaign.js';
import { LONGEST_PASSAGE, passages, type Passage } from '#campaign/facts/passages.js';
import { kept } from '#campaign/kept.js';
import { parseTimeWords, TIME_WORD_START } from './parse-time-words.js';
import type { DateOrder } from './read-dates.js';
import type { NamedDate } from './time-claim.js';
import { timedText } from './timed-text.js';
import { timeReading } from './time-reading.js';
import type { Vocabulary } from './vocabulary.js';

/** A weekday beside a date, with or without its year, wherever a campaign names both. */
export interface DatedWeekday {
  /** Lower case. */
  readonly words: string;
  readonly passage: Passage;
  /** 1 (Monday) to 7. */
  readonly weekday: number;
  readonly date: NamedDate;
}

const DIGIT = /\d/;
/** "Monday to Friday, 30 November 2026", "Sat/Sun 5 December 2026": the date is not that of the second day alone. */
const SPAN_BEFORE = /(\p{L}{2,15}|\d{1,2})\.?,?\s?(?:[-–—/&]|(?<!\p{L})(?:to|through|until|till|bis|au|a|al|ao|até|tot|t\/m|till|til|do|and|or|und|oder|et|ou|y|o|e|en|of|och|eller|og|ja|tai|i|lub))\s?(?:the\s|zum\s|on\s|le\s|el\s)?$/u;
const LONGEST_SPAN = 32;
/** "the 23rd of September 2026". */
const LONGEST_DATE = 30;
/** "Thu Sep 6 17:09:31": what a machine wrote. */
const LOG_TIME = /^\s{0,3}(?:\d\d)?:?\d\d:\d\d(?!\d)/;
/** A date without a year in a sentence about what has been, so many characters around, may be of any year. */
const WINDOW = 90;
/** Before this year one calendar was not everybody's. */
const FIRST_YEAR = 1900;

export const datedWeekdays = kept(async (campaign: Campaign): Promise<readonly DatedWeekday[]> => {
  const { vocabulary, order } = await timeReading(campaign);
  if (!vocabulary) return [];
  return passages(campaign).filter(({ place }) => place !== 'from').flatMap((passage) => {
    const text = timedText(passage.text, vocabulary.language).slice(0, LONGEST_PASSAGE);
    if (!DIGIT.test(text)) return [];
    return [...text.matchAll(vocabulary.weekdays)].flatMap((match) => {
      const index = startOf(text, match.index, vocabulary, order);
      const parsed = parseTimeWords(text, index, vocabulary, order);
      const { weekday, date } = parsed?.when ?? {};
      if (!parsed || weekday === undefined || !date || (date.year ?? FIRST_YEAR) < FIRST_YEAR || endsSpan(text.slice(Math.max(0, index - LONGEST_SPAN), index), vocabulary)) return [];
      if (LOG_TIME.test(text.slice(parsed.end, parsed.end + 12))) return [];
      if (date.year === undefined && vocabulary.past.test(text.slice(Math.max(0, index - WINDOW), parsed.end + WINDOW))) return [];
      return { words: text.slice(parsed.start, parsed.end), passage, weekday, date };
    });
  });
});

/** Where the date of a weekday in brackets begins ("21 March (Friday)"), else where the weekday does. */
function startOf(text: string, weekday: number, vocabulary: Vocabulary, order: DateOrder): number {
  if (!/[(（]$/.test(text.slice(0, weekday))) return weekday;
  const from = Math.max(0, weekday - LONGEST_DATE);
  for (const { index } of text.slice(from, weekday).matchAll(TIME_WORD_START)) {
    if ((parseTimeWords(text, from + index, vocabulary, order)?.end ?? 0) > weekday) return from + index;
  }
  return weekday;
}

function endsSpan(before: string, { weekdayOf }: Vocabulary): boolean {
  const [, first] = SPAN_BEFORE.exec(before) ?? [];
  return first !== undefined && (weekdayOf.has(first) || /^\d/.test(first));
}
