import { functionWordsOf } from '#language/function-words.js';
import { matchAt, skipAt, type Read } from './sticky.js';
import type { Vocabulary } from './vocabulary.js';
import { zoneAt } from './zone-names.js';

/** A time of day, or from when to when. Minutes since midnight; 1440: the end of the day. */
export interface Clock {
  readonly minute: number;
  readonly untilMinute?: number;
  /** IANA name. */
  readonly zone?: string;
}

interface Hour {
  /** As it is written: half past six is 390, in the evening too. */
  readonly minutes: number;
  readonly half: 'am' | 'pm' | undefined;
  /** "18.30" may be a price and "18" anything. */
  readonly isSure: boolean;
  readonly isDotted: boolean;
  readonly start: number;
  readonly end: number;
}

const NOON = 720;
const MIDNIGHT = 1440;
/** "At 5" is in the afternoon, "at 11" in the morning; of what is between nobody can tell. Hours. */
const LATEST_AFTERNOON = 7;
const EARLIEST_MORNING = 11;
/** "Tonight at 2" is after midnight. Hours. */
const EARLIEST_EVENING = 5;
/** How far a word before a number is looked for. Characters. */
const REACH = 16;
const ENDS = /\s*(?:$|[,.;:!?)(|·•/]|[–—-](?!\d))/uy;
/** A word that no number follows: "2 for 1" is no hour. */
const NEXT_WORD = /\s+(\p{L}+)(?![\p{L}]|\s*\d)/uy;

/** "18:30", "6 to 8 pm", "18–20 Uhr", "noon"; behind "at" or "from" also "11" and "7 to 9". In the evening eight is twenty hours. */
export function clockAt(text: string, start: number, vocabulary: Vocabulary, isEvening = false): Read<Clock> | undefined {
  const clock = writtenClockAt(text, start, vocabulary, isEvening);
  const { minute = 0, untilMinute } = clock?.value ?? {};
  if (!clock || !isEvening || minute >= NOON) return clock;
  if (minute < EARLIEST_EVENING * 60) return { ...clock, value: endOfDay(clock.value) };
  return { ...clock, value: { ...clock.value, minute: minute + NOON, ...(untilMinute !== undefined && { untilMinute: untilMinute < NOON ? untilMinute + NOON : MIDNIGHT }) } };
}

/** "Tonight at 12" and "tonight at 2am" are behind the evening: to a reader it lasts to the end of the day at least. */
function endOfDay({ zone }: Clock): Clock {
  return { minute: MIDNIGHT, ...(zone !== undefined && { zone }) };
}

function writtenClockAt(text: string, start: number, vocabulary: Vocabulary, isEvening: boolean): Read<Clock> | undefined {
  const first = hourAt(text, start, vocabulary);
  if (!first) return undefined;
  const zone = zoneAt(text, first.end, vocabulary.language);
  const end = zone?.end ?? first.end;
  const before = text.slice(Math.max(0, start - REACH), start);
  const joined = skipAt(vocabulary.atJoiner, text, end);
  const last = joined > end ? hourAt(text, joined, vocabulary) : undefined;
  if (last && isSpan(text, first, last, before, vocabulary)) return zoned(text, spanOf(first, last, isEvening), last.end, zone?.value, vocabulary);
  const isHour = !last && vocabulary.hourBefore.test(before) && goesOn(text, first, vocabulary);
  const minute = first.isSure ? halved(first) : isHour ? guessed(first, isEvening) : undefined;
  if (minute === undefined) return undefined;
  return { value: { minute: isEvening && first.half !== 'pm' && isTwelve(minute) ? MIDNIGHT : minute, ...(zone && { zone: zone.value }) }, end };
}

/** Whether one of two hours is one for sure, or "from" stands before them. */
function isSpan(text: string, first: Hour, last: Hour, before: string, vocabulary: Vocabulary): boolean {
  if (first.minutes === last.minutes) return false;
  if (last.isSure || (first.isDotted && last.isDotted)) return true;
  const isOpen = goesOn(text, last, vocabulary) || vocabulary.hourBefore.test(text.slice(first.end, last.start));
  return isOpen && (first.isSure || vocabulary.fromBefore.test(before));
}

function zoned(text: string, span: Omit<Clock, 'zone'> | undefined, end: number, zone: string | undefined, { language }: Vocabulary): Read<Clock> | undefined {
  const behind = zoneAt(text, end, language);
  const name = behind?.value ?? zone;
  return span && { value: { ...span, ...(name !== undefined && { zone: name }) }, end: behind?.end ?? end };
}

function hourAt(text: string, start: number, { atMidnight, atNoon, atHour, language }: Vocabulary): Hour | undefined {
  const midnight = matchAt(atMidnight, text, start);
  const word = midnight ?? matchAt(atNoon, text, start);
  if (word) return { minutes: midnight ? MIDNIGHT : NOON, half: undefined, isSure: true, isDotted: false, start, end: start + word[0].length };
  const match = matchAt(atHour, text, start);
  if (!match) return undefined;
  const [written, prefix, hour, mark, minute, found] = match;
  const unit = found === 'am' && language === 'de' && !isEnglishAm(text, start + written.length, Number(hour), minute) ? undefined : found;
  const minutes = Number(hour) * 60 + Number(minute ?? 0);
  const isDotted = mark === '.';
  const half = unit?.startsWith('a') === true ? 'am' : unit?.startsWith('p') === true ? 'pm' : undefined;
  if (minutes > MIDNIGHT || Number(minute ?? 0) > 59) return undefined;
  return { minutes, half, isSure: prefix !== undefined || unit !== undefined || (minute !== undefined && !isDotted), isDotted, start, end: start + (unit === found ? written : written.replace(/\s?am$/u, '')).length };
}

/** German "am" is "at the", as in "12:30 am Stand"; only behind "10 am" at the end of a clause is it the morning. */
function isEnglishAm(text: string, end: number, hour: number, minute: string | undefined): boolean {
  return minute === undefined && hour > 0 && hour <= 12 && matchAt(ENDS, text, end) !== undefined;
}

/** Since midnight, where the half of the day is named. */
function halved({ minutes, half }: Hour): number {
  if (half === 'pm') return minutes < NOON ? minutes + NOON : minutes;
  return half === 'am' && isTwelve(minutes) ? minutes - NOON : minutes;
}

function isTwelve(minutes: number): boolean {
  return minutes >= NOON && minutes < NOON + 60;
}

function guessed({ minutes, isDotted }: Hour, isEvening = false): number | undefined {
  if (isEvening) return minutes;
  if (isDotted || minutes === 0) return undefined;
  if (minutes < (LATEST_AFTERNOON + 1) * 60) return minutes + NOON;
  return minutes >= EARLIEST_MORNING * 60 ? minutes : undefined;
}

/** Whether behind an hour that nothing marks the sentence ends or goes on with a word such as "in": "11 Mill Lane" and "5 de mayo" are none. */
function goesOn(text: string, { start, end }: Hour, { language, atDayMonth }: Vocabulary): boolean {
  if (matchAt(atDayMonth, text, start)) return false;
  if (matchAt(ENDS, text, end)) return true;
  const next = matchAt(NEXT_WORD, text, end)?.[1];
  return next !== undefined && functionWordsOf(language).has(next);
}

/** From when to when; "from 7 to 9" without a word for the half of the day is in the afternoon, "from 8 to 10" may be in either. */
function spanOf(first: Hour, last: Hour, isEvening: boolean): Omit<Clock, 'zone'> | undefined {
  const isBare = !first.isSure && !last.isSure && !first.isDotted && !isEvening;
  if (isBare && first.minutes < last.minutes && last.minutes < NOON) {
    const minute = guessed(first);
    return minute === undefined ? undefined : { minute, untilMinute: last.minutes + minute - first.minutes };
  }
  const until = halved(last);
  const minute = first.half === undefined && last.half === 'pm' && first.minutes + NOON < until ? first.minutes + NOON : halved(first);
  if (until > minute) return { minute, untilMinute: until };
  // "10 to 4", and "22 bis 2 Uhr" on the day after.
  return { minute, untilMinute: last.half === undefined && until + NOON > minute ? until + NOON : MIDNIGHT };
}
