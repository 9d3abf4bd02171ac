import { daysAfter, nthWeekday } from './calendar.js';
import { thanksgivingOf, westernEaster } from './seasons.js';
import records from './named-days.json' with { type: 'json' };

/** When a day is: each year on a date, on the n-th such weekday of a month (-1: the last), or days after Easter or Thanksgiving in the United States. */
interface YearlyDay {
  /** `12-24`. */
  readonly date?: string;
  readonly month?: number;
  /** 1 (Monday) to 7. */
  readonly weekday?: number;
  readonly nth?: number;
  readonly fromEaster?: number;
  readonly fromThanksgiving?: number;
}

const BY_NAME: ReadonlyMap<string, readonly YearlyDay[]> = new Map(Object.entries(records).flatMap(([names, days]) => names.split('|').map((name) => [name, days])));

/** Names of days of the year in the languages whose time words are read, lower case. */
export const DAY_NAMES: readonly string[] = [...BY_NAME.keys()];

/** The day of this name that is nearest to another; countries that share a language may keep it on different ones. */
export function nearestNamedDay(name: string, to: string): string {
  const year = Number(to.slice(0, 4));
  const days = (BY_NAME.get(name) ?? []).flatMap((day) => [year - 1, year, year + 1].map((each) => dayIn(each, day)));
  const distance = (day: string): number => Math.abs(Date.parse(day) - Date.parse(to));
  return days.reduce((best, day) => (distance(day) < distance(best) ? day : best));
}

function dayIn(year: number, { date, month, weekday, nth, fromEaster, fromThanksgiving }: YearlyDay): string {
  if (date !== undefined) return `${String(year)}-${date}`;
  if (fromEaster !== undefined) return daysAfter(westernEaster(year), fromEaster);
  if (fromThanksgiving !== undefined) return daysAfter(thanksgivingOf(year), fromThanksgiving);
  return nthWeekday(year, month ?? 1, weekday ?? 1, nth ?? 1);
}
