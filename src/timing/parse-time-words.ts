import type { NamedDate, TimeWords } from './time-claim.js';
import type { Vocabulary } from './vocabulary.js';

/** Order of day and month in 6/12. Unknown: it is not read. */
export type DateOrder = 'day-month' | 'month-day' | 'unknown';

/** Time words with the span of text that they take. */
export interface ParsedTime {
  readonly when: TimeWords;
  readonly start: number;
  readonly end: number;
  /** "6/12", which may be in June or in December. */
  readonly ambiguous?: string;
}

interface Read<Value> {
  readonly value: Value;
  readonly end: number;
}

const CLOCK = /(?:kl\.?\s*|k(?:el)?lo\s+|klockan\s+|klokken\s+|ore\s+)?(\d{1,2})(?:(?::|\.|h|\sh\s?)(\d\d)(?!\d))?\s?(a\.?m\.?|p\.?m\.?|uhr|heures?|horas?|hrs|uur|h)?(?![\p{L}\p{N}%€$£]|[.,:]\d)/uy;
const CLOCK_WORD = /^(?:kl|kello|klockan|klokken|ore)/;
const YEAR = String.raw`(?:((?:19|20)\d\d|\d\d)(?!\d))?`;
const DOTTED = new RegExp(String.raw`(\d{1,2})\.\s?(\d{1,2})\.\s?${YEAR}(?!\d)`, 'uy');
const SLASHED = /(\d{1,2})[/-](\d{1,2})(?:[/-]((?:19|20)\d\d|\d\d))?(?![\d/%:-])/uy;
const ISO = /((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)/uy;
/** Summer and winter names mean the clock of the place, whatever the season: most writers use one all year. */
const ZONES: Readonly<Record<string, string>> = {
  cet: 'Europe/Paris', cest: 'Europe/Paris', mez: 'Europe/Berlin', mesz: 'Europe/Berlin', utc: 'UTC', gmt: 'UTC',
};
const ENGLISH_ZONES: Readonly<Record<string, string>> = {
  bst: 'Europe/London', est: 'America/New_York', edt: 'America/New_York', et: 'America/New_York', eastern: 'America/New_York',
  cst: 'America/Chicago', cdt: 'America/Chicago', ct: 'America/Chicago', mst: 'America/Denver', mdt: 'America/Denver', mt: 'America/Denver',
  pst: 'America/Los_Angeles', pdt: 'America/Los_Angeles', pt: 'America/Los_Angeles', pacific: 'America/Los_Angeles',
};
const ZONE = /[\s(]*([a-z]{2,7})(?![\p{L}\p{N}])/uy;

/** Where time words may begin. */
export const TIME_WORD_START = /(?<![\p{L}\p{N}.,:/-])[\p{L}\d]/gu;

/** Reads the time words that begin at an offset: a day, a weekday or a date, with the others beside it and with a time before or after. */
export function parseTimeWords(text: string, start: number, vocabulary: Vocabulary, order: DateOrder): ParsedTime | undefined {
  const early = clockAt(text, start, vocabulary);
  const dayStart = early ? skip(vocabulary.atBetween, text, early.end) : start;
  const day = dayAt(text, dayStart, vocabulary, order) ?? (early && { value: {}, end: early.end, ambiguous: undefined });
  if (!day) return undefined;
  if (early && day.end === early.end) return early.value.isMidnight ? { when: { day: 'tonight', minute: 1440 }, start, end: early.end } : undefined;
  const late = early ?? clockAt(text, skip(vocabulary.atBetween, text, day.end), vocabulary);
  const end = Math.max(day.end, late?.end ?? 0);
  return { when: { ...day.value, ...(late && { minute: late.value.minute, ...(late.value.zone !== undefined && { zone: late.value.zone }) }) }, start, end, ...(day.ambiguous !== undefined && { ambiguous: day.ambiguous }) };
}

/** The time that follows words such as "tomorrow's webinar". */
export function clockAfter(text: string, index: number, vocabulary: Vocabulary): { readonly words: string; readonly when: TimeWords } | undefined {
  const clock = clockAt(text, skip(vocabulary.atBetween, text, index), vocabulary);
  if (!clock) return undefined;
  const { minute, zone } = clock.value;
  return { words: text.slice(index, clock.end), when: { minute, ...(zone !== undefined && { zone }) } };
}

type DayRead = Read<TimeWords> & { readonly ambiguous?: string | undefined };

function dayAt(text: string, start: number, vocabulary: Vocabulary, order: DateOrder): DayRead | undefined {
  const relative = at(vocabulary.atDay, text, start);
  if (relative && vocabulary.notAfter?.test(text.slice(Math.max(0, start - 16), start)) === true) return undefined;
  if (!relative) return namedDayAt(text, start, vocabulary, order);
  const day = vocabulary.dayOf.get(relative[0]) ?? 'today';
  const end = start + relative[0].length;
  const beside = namedDayAt(text, skip(/[\s,(–—-]*(?:(?:on|am|the|den|le|el|il|de|d\.|dia|día|der|dem)\s+)?/uy, text, end), vocabulary, order);
  return { value: { day, ...beside?.value }, end: beside?.end ?? end, ambiguous: beside?.ambiguous };
}

function namedDayAt(text: string, start: number, vocabulary: Vocabulary, order: DateOrder): DayRead | undefined {
  const withDate = at(vocabulary.atWeekdayOfDate, text, start);
  const date = dateAt(text, withDate ? start + withDate[0].length : start, vocabulary, order);
  const weekday = withDate?.[1] === undefined ? undefined : vocabulary.weekdayOf.get(withDate[1]);
  if (date) {
    const bracketed = withDate ? undefined : at(vocabulary.atBracketedWeekday, text, date.end);
    const named = weekday ?? vocabulary.weekdayOf.get(bracketed?.[1] ?? '');
    const end = date.end + (bracketed?.[0].length ?? 0);
    return { value: { ...(named !== undefined && { weekday: named }), ...(date.value && { date: date.value }) }, end, ambiguous: date.value ? undefined : text.slice(start, date.end) };
  }
  const alone = at(vocabulary.atWeekday, text, start);
  const only = vocabulary.weekdayOf.get(alone?.[1] ?? '');
  return alone && only !== undefined ? { value: { weekday: only }, end: start + alone[0].length } : undefined;
}

function dateAt(text: string, start: number, { atDayMonth, atMonthDay, monthOf }: Vocabulary, order: DateOrder): Read<NamedDate | undefined> | undefined {
  const named = at(atDayMonth, text, start);
  if (named) return checked(named, named[1], monthOf.get(named[2] ?? ''), named[3], start);
  const american = atMonthDay && at(atMonthDay, text, start);
  if (american) return checked(american, american[2], monthOf.get(american[1] ?? ''), american[3] === '' ? undefined : american[3], start);
  const iso = at(ISO, text, start);
  if (iso) return checked(iso, iso[3], Number(iso[2]), iso[1], start);
  const dotted = at(DOTTED, text, start);
  if (dotted) return checked(dotted, dotted[1], Number(dotted[2]), dotted[3], start);
  const slashed = at(SLASHED, text, start);
  return slashed && slashedDate(slashed, order, start);
}

function slashedDate(match: RegExpExecArray, order: DateOrder, start: number): Read<NamedDate | undefined> | undefined {
  const [written, first = '', second = '', year] = match;
  if (written.includes('-') && year === undefined) return undefined;
  const certain = Number(first) > 12 || (order !== 'unknown' && Number(second) <= 12) || first === second;
  const americanOnly = Number(second) > 12;
  if (!certain && !americanOnly) return Number(first) > 12 ? undefined : { value: undefined, end: start + written.length };
  const isDayFirst = !americanOnly && (order !== 'month-day' || Number(first) > 12);
  return isDayFirst ? checked(match, first, Number(second), year, start) : checked(match, second, Number(first), year, start);
}

function checked(match: RegExpExecArray, day = '0', month = 0, year: string | undefined, start: number): Read<NamedDate> | undefined {
  const full = year === undefined ? undefined : Number(year.length === 2 ? `20${year}` : year);
  const inMonth = new Date(Date.UTC(full ?? 2024, month - 1, Number(day)));
  if (Number(day) === 0 || month < 1 || month > 12 || inMonth.getUTCDate() !== Number(day)) return undefined;
  return { value: { year: full, month, day: Number(day) }, end: start + match[0].trimEnd().length };
}

function clockAt(text: string, start: number, { atMidnight, atNoon, atMonthDay }: Vocabulary): Read<{ minute: number; zone?: string; isMidnight: boolean }> | undefined {
  const word = at(atMidnight, text, start) ?? at(atNoon, text, start);
  const match = word ?? at(CLOCK, text, start);
  if (!match) return undefined;
  const isMidnight = word !== undefined && at(atMidnight, text, start) !== undefined;
  const minute = word ? (isMidnight ? 1440 : 720) : minuteOf(match);
  if (minute === undefined) return undefined;
  const end = start + match[0].length;
  const zone = at(ZONE, text, end);
  const name = zoneNamed(zone?.[1] ?? '', atMonthDay !== undefined);
  return { value: { minute, isMidnight, ...(name !== undefined && { zone: name }) }, end: name === undefined ? end : skip(ZONE, text, end) };
}

/** A bare number is no time; "19:30" and "19h30" are. */
function minuteOf([written, hour = '', minute, mark]: RegExpExecArray): number | undefined {
  const isMarked = mark !== undefined || (minute !== undefined && /[:h]/.test(written)) || CLOCK_WORD.test(written);
  const half = mark?.startsWith('p') === true && Number(hour) < 12 ? 12 : mark?.startsWith('a') === true && hour === '12' ? -12 : 0;
  const hours = Number(hour) + half;
  if (!isMarked || hours > 24 || Number(minute ?? 0) > 59) return undefined;
  return Math.min(1440, hours * 60 + Number(minute ?? 0));
}

function zoneNamed(word: string, isEnglish: boolean): string | undefined {
  if (Object.hasOwn(ZONES, word)) return ZONES[word];
  return isEnglish && Object.hasOwn(ENGLISH_ZONES, word) ? ENGLISH_ZONES[word] : undefined;
}

function at(pattern: RegExp, text: string, index: number): RegExpExecArray | undefined {
  pattern.lastIndex = index;
  return pattern.exec(text) ?? undefined;
}

function skip(pattern: RegExp, text: string, index: number): number {
  return index + (at(pattern, text, index)?.[0].length ?? 0);
}
