const WEEKDAY = '(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)';
const MONTH = '(?:january|february|march|april|may|june|july|august|september|october|november|december)';
const DAY = '(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?';
/** With a weekday or a year: `May 4` and `4th of July` are names as well. Of the short forms those that JavaScript writes (`Fri Dec 04 2026`, `Fri, Dec 4, 2026`); `Thu, 3 Dec 2026` stands in headers that are quoted. */
const DATES = new RegExp(`(?<![\\p{L}\\p{N}])(?:${[
  `${WEEKDAY},? (?:the )?${DAY}(?: of)? ${MONTH}(?:,? \\d{4})?`, `${WEEKDAY},? ${MONTH} ${DAY}(?:,? \\d{4})?`,
  `${DAY}(?: of)? ${MONTH},? \\d{4}`, `${MONTH} ${DAY},? \\d{4}`,
  '(?:mon|tue|wed|thu|fri|sat|sun) (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) \\d{2} \\d{4}',
  `(?:mon|tue|wed|thu|fri|sat|sun), (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) ${DAY}, \\d{4}`,
].join('|')})(?![\\p{L}\\p{N}])`, 'giu');
const DIGIT = /\d/;
const WORDS = /[a-z]{3,}/giu;
const MONTHS_IN_YEAR = 12;

/** `Thursday, 3 December 2026`: dates that a program wrote in English because nobody told it the reader's language. Not those that the languages of the mail would write so too. */
export function englishDates(text: string, own: ReadonlySet<string>): readonly string[] {
  if (own.has('en') || !DIGIT.test(text)) return [];
  const dates = text.match(DATES) ?? [];
  return dates.filter((date) => (date.match(WORDS) ?? []).some((word) => !ownNames(own).has(word.toLowerCase())));
}

const names = new Map<string, ReadonlySet<string>>();

/** Months and weekdays of the languages, long and short. */
function ownNames(languages: ReadonlySet<string>): ReadonlySet<string> {
  const key = [...languages].join(' ');
  const known = names.get(key) ?? new Set([...languages].flatMap(namesIn));
  names.set(key, known);
  return known;
}

function namesIn(language: string): readonly string[] {
  return (['long', 'short'] as const).flatMap((length) => {
    const format = new Intl.DateTimeFormat(language, { weekday: length, day: 'numeric', month: length, timeZone: 'UTC' });
    return Array.from({ length: MONTHS_IN_YEAR }, (_, month) => format.formatToParts(new Date(Date.UTC(2026, month, month + 1))))
      .flat().filter(({ type }) => type === 'month' || type === 'weekday').map(({ value }) => value.toLowerCase().replace(/\.$/, ''));
  });
}
