import type { NamedDate } from './time-claim.js';

const DAY = 86_400_000;
/** A date without a year lies at most so many days before the send: who writes "until 31 January" in March forgot to change it; in June he means the next one. */
const LATEST_PAST = 60;

/** A day as `2026-12-06`. Days later, earlier when negative. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}

/** 1 (Monday) to 7. */
export function weekdayOf(day: string): number {
  return new Date(day).getUTCDay() || 7;
}

/** `Sunday, 6 December 2026`. */
export function dayName(day: string): string {
  return new Date(day).toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}

/** The day that a date names for who reads it on `from`; of a year-less one, the next such day, or one that has just gone by. */
export function dayNamed({ year, month, day }: NamedDate, from: string): string {
  const inYear = (of: number) => new Date(Date.UTC(of, month - 1, day)).toISOString().slice(0, 10);
  return year === undefined ? nearestDay(inYear, from) : inYear(year);
}

/** The day that falls once a year, next after `from`, or just gone by. */
function nearestDay(inYear: (year: number) => string, from: string): string {
  const earliest = daysAfter(from, -LATEST_PAST);
  const first = Number(earliest.slice(0, 4));
  return [first, first + 1].map(inYear).find((named) => named >= earliest) ?? inYear(first + 1);
}

/** The n-th such weekday (1: Monday) of a month (1 to 12); -1: the last. */
export function nthWeekday(year: number, month: number, weekday: number, n: number): string {
  if (n < 0) return daysAfter(nthWeekday(month === 12 ? year + 1 : year, month % 12 + 1, weekday, 1), 7 * n);
  const first = new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);
  return daysAfter(nextWeekday(weekday, first), 7 * (n - 1));
}

/** The next such weekday; `from` itself counts. */
export function nextWeekday(weekday: number, from: string): string {
  return daysAfter(from, (weekday - weekdayOf(from) + 7) % 7);
}
