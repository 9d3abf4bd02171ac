import { functionWordsOf } from '#language/function-words.js';
import { matchAt, skipAt, type Read } from './sticky.js';
import type { NamedDate } from './time-claim.js';
import type { Vocabulary } from './vocabulary.js';

/** Order of day and month in 6/12. Unknown: it is not read. */
export type DateOrder = 'day-month' | 'month-day' | 'unknown';

/** A date, or the first and the last of some days, with the weekday that stands beside it. */
export interface NamedDays {
  readonly weekday?: number;
  readonly date?: NamedDate;
  readonly firstDate?: NamedDate;
}

/** `ambiguous`: "6/12", which may be in June or in December. */
export type DayRead<Days = NamedDays> = Read<Days> & { readonly ambiguous?: string | undefined };

const YEAR = String.raw`(?:((?:19|20)\d\d|\d\d)(?!\d))?`;
const DOTTED = new RegExp(String.raw`(\d{1,2})\.\s?(\d{1,2})\.\s?${YEAR}(?!\d)`, 'uy');
const SLASHED = /(\d{1,2})[/-](\d{1,2})(?:[/-]((?:19|20)\d\d|\d\d))?(?![\d/%:-])/uy;
const ISO = /((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)/uy;
/** The days before the last in "3–5 December", "les 2, 3 et 4 décembre"; a longer list is none of days. */
const BARE_DAY = /(\d{1,2})(?:\.|º|°|er|st|nd|rd|th|:e|:a)?(?![\p{L}\p{N}:%€$£/]|[.,]\d)/uy;
/** The last of "December 3–5", and its year. */
const DAY_BEHIND = /(\d{1,2})(?:st|nd|rd|th)?(?![\p{L}\p{N}:%€$£/]|[.,]\d)/uy;
/** Behind the last day; a noun or a percent sign makes it the number of something: "December 3 – 24 hours only". */
const DAYS_END = /\s*(?:$|[^\s\p{L}\p{N}%€$£¥°+-]|-(?![\p{L}\p{N}])|(?:19|20)\d\d(?!\d))/uy;
const NEXT_WORD = /\s+(\p{L}+)(?!\p{L})\s*/uy;
/** Function words that count on: "and 5 more", "5 of them". */
const COUNTING = new Set(['more', 'of', 'off', 'other', 'others', 'left']);
const YEAR_BEHIND = /,?\s((?:19|20)\d\d)(?!\d)/uy;
const COMMA = /,\s?(?=\d)/uy;
const MOST_DAYS = 5;

/** "6 December", "Sunday, 6 December", "6 December (Sunday)", "3–5 December", "Friday 4 to Sunday 6 December", "Sunday". */
export function namedDaysAt(text: string, start: number, vocabulary: Vocabulary, order: DateOrder): DayRead | undefined {
  const span = spanAt(text, start, vocabulary, order);
  if (span) return span;
  const date = datedDayAt(text, start, vocabulary, order);
  if (date) return date;
  const alone = matchAt(vocabulary.atWeekday, text, start);
  const only = vocabulary.weekdayOf.get(alone?.[1] ?? '');
  return alone && only !== undefined ? { value: { weekday: only }, end: start + alone[0].length } : undefined;
}

/** A date with the weekday before or behind it. */
function datedDayAt(text: string, start: number, vocabulary: Vocabulary, order: DateOrder): DayRead | undefined {
  const { weekday, end: from } = weekdayBefore(text, start, vocabulary);
  const date = dateAt(text, from, vocabulary, order);
  if (!date) return undefined;
  const bracketed = weekday === undefined ? matchAt(vocabulary.atBracketedWeekday, text, date.end) : undefined;
  const named = weekday ?? vocabulary.weekdayOf.get(bracketed?.[1] ?? '');
  return {
    value: { ...(named !== undefined && { weekday: named }), ...(date.value && { date: date.value }) },
    end: date.end + (bracketed?.[0].length ?? 0),
    ambiguous: date.value ? undefined : text.slice(start, date.end),
  };
}

function weekdayBefore(text: string, start: number, { atWeekdayOfDate, weekdayOf }: Vocabulary): { readonly weekday: number | undefined; readonly end: number } {
  const match = matchAt(atWeekdayOfDate, text, start);
  return { weekday: weekdayOf.get(match?.[1] ?? ''), end: start + (match?.[0].length ?? 0) };
}

/** The first day says its month and the last does ("30 November to 5 December"), or only one of both ("3–5 December", "December 3–5"). */
function spanAt(text: string, start: number, vocabulary: Vocabulary, order: DateOrder): DayRead | undefined {
  const { end: from } = weekdayBefore(text, start, vocabulary);
  const first = dateAt(text, from, vocabulary, order);
  if (!first) return bareSpanAt(text, from, vocabulary, order);
  if (!first.value) return undefined;
  const next = skipAt(vocabulary.atJoiner, text, first.end);
  if (next === first.end) return undefined;
  const dated = datedDayAt(text, next, vocabulary, order);
  if (dated) return ordered(first.value, dated);
  const day = first.isMonthFirst && !isHour(text, next, vocabulary) ? matchAt(DAY_BEHIND, text, next) : undefined;
  if (!day || !endsDays(text, next + day[0].length, vocabulary)) return undefined;
  const end = next + day[0].length;
  const year = first.value.year ?? matchAt(YEAR_BEHIND, text, end)?.[1];
  const last = checked(day, day[1], first.value.month, year === undefined ? undefined : String(year), next);
  return last?.value && ordered(first.value, { value: { date: last.value }, end: skipAt(YEAR_BEHIND, text, end) });
}

/** Whether the words end behind the last of some days, or go on with "in" or "at 7 pm", but not with "for 2". */
function endsDays(text: string, index: number, vocabulary: Vocabulary): boolean {
  if (matchAt(DAYS_END, text, index)) return true;
  const next = matchAt(NEXT_WORD, text, index);
  const [words = '', word = ''] = next ?? [];
  if (!functionWordsOf(vocabulary.language).has(word) || COUNTING.has(word)) return false;
  const behind = index + words.length;
  return !/\d/u.test(text[behind] ?? '') || isHour(text, behind, vocabulary);
}

/** "December 3 – 5 pm". */
function isHour(text: string, index: number, { atHour }: Vocabulary): boolean {
  return matchAt(atHour, text, index)?.[5] !== undefined;
}

function bareSpanAt(text: string, from: number, vocabulary: Vocabulary, order: DateOrder): DayRead | undefined {
  let day = matchAt(BARE_DAY, text, from);
  const first = Number(day?.[1] ?? 0);
  for (let count = 1, at = from; day && count < MOST_DAYS; count++) {
    const end = at + day[0].length;
    at = Math.max(skipAt(vocabulary.atJoiner, text, end), skipAt(COMMA, text, end));
    if (at === end) return undefined;
    const last = datedDayAt(text, at, vocabulary, order);
    if (last) return last.value.date && ordered({ ...last.value.date, day: first }, last);
    day = matchAt(BARE_DAY, text, at);
  }
  return undefined;
}

/** Undefined where the first day is none or comes after the last, and for the years of a life. */
function ordered(first: NamedDate, last: DayRead): DayRead | undefined {
  const { date } = last.value;
  if (!date || first.day === 0 || (first.month === date.month && first.day >= date.day)) return undefined;
  if (date.year !== undefined && date.year - (first.year ?? date.year) > 1) return undefined;
  return { ...last, value: { ...last.value, firstDate: first } };
}

type DateRead = Read<NamedDate | undefined> & { readonly isMonthFirst?: boolean };

function dateAt(text: string, start: number, { atDayMonth, atMonthDay, monthOf }: Vocabulary, order: DateOrder): DateRead | undefined {
  const named = matchAt(atDayMonth, text, start);
  if (named) return checked(named, named[1], monthOf.get(named[2] ?? ''), named[3], start);
  const american = atMonthDay && matchAt(atMonthDay, text, start);
  if (american) {
    const date = checked(american, american[2], monthOf.get(american[1] ?? ''), american[3] === '' ? undefined : american[3], start);
    return date && { ...date, isMonthFirst: true };
  }
  const iso = matchAt(ISO, text, start);
  if (iso) return checked(iso, iso[3], Number(iso[2]), iso[1], start);
  const dotted = matchAt(DOTTED, text, start);
  if (dotted) return checked(dotted, dotted[1], Number(dotted[2]), dotted[3], start);
  const slashed = matchAt(SLASHED, text, start);
  return slashed && slashedDate(slashed, order, start);
}

function slashedDate(match: RegExpExecArray, order: DateOrder, start: number): DateRead | undefined {
  const [written, first = '', second = '', year] = match;
  if (written.includes('-') && year === undefined) return undefined;
  const certain = Number(first) > 12 || (order !== 'unknown' && Number(second) <= 12) || first === second;
  const americanOnly = Number(second) > 12;
  if (!certain && !americanOnly) return Number(first) > 12 ? undefined : { value: undefined, end: start + written.length };
  const isDayFirst = !americanOnly && (order !== 'month-day' || Number(first) > 12);
  return isDayFirst ? checked(match, first, Number(second), year, start) : checked(match, second, Number(first), year, start);
}

/** Two digits mean 1969 to 2068, as in POSIX (`strptime`, %y). */
function fullYear(year: string): number {
  return year.length === 2 ? Number(year) + (Number(year) < 69 ? 2000 : 1900) : Number(year);
}

function checked(match: RegExpExecArray, day = '0', month = 0, year: string | undefined, start: number): Read<NamedDate> | undefined {
  const full = year === undefined ? undefined : fullYear(year);
  const inMonth = new Date(Date.UTC(full ?? 2024, month - 1, Number(day)));
  if (Number(day) === 0 || month < 1 || month > 12 || inMonth.getUTCDate() !== Number(day)) return undefined;
  return { value: { year: full, month, day: Number(day) }, end: start + match[0].trimEnd().length };
}
