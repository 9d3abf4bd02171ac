import { daysAfter, nthWeekday } from './calendar.js';
import type { Season } from './time-claim.js';

/** Days as `2026-12-26`, both included. */
export interface Span {
  readonly from: string;
  readonly until: string;
}

/** Christmas is on 7 January for part of Ukraine, and its wishes last to Epiphany in Spain. Month and day of the year after. */
const LONGER_CHRISTMAS: Readonly<Record<string, string>> = { uk: '01-08', es: '01-06' };
/** Easter is wished from so many days before it until the Monday. */
const BEFORE_EASTER = 21;

/** When a season that begins in a year is wished; two spans where it has two dates. In between mail wishes early, so the spans begin early: whose wish comes late is what readers notice. */
export function spansOf(season: Season, year: number, language: string): readonly Span[] {
  const days = (from: string, until: string): Span => ({ from: `${String(year)}-${from}`, until: `${String(year)}-${until}` });
  switch (season) {
    case 'christmas': return [{ from: `${String(year)}-11-15`, until: LONGER_CHRISTMAS[language] === undefined ? `${String(year)}-12-26` : `${String(year + 1)}-${LONGER_CHRISTMAS[language]}` }];
    case 'yearEnd': return [days('12-01', '12-31')];
    case 'newYear': return [{ from: `${String(year)}-12-01`, until: `${String(year + 1)}-01-31` }];
    case 'valentine': return [days('01-20', '02-14')];
    case 'halloween': return [days('10-01', '11-01')];
    case 'thanksgiving': return [{ from: `${String(year)}-10-01`, until: nthWeekday(year, 10, 1, 2) }, { from: `${String(year)}-11-10`, until: daysAfter(thanksgivingOf(year), 3) }]; // Canada, United States
    case 'easter': return easters(year, language).map((sunday) => ({ from: daysAfter(sunday, -BEFORE_EASTER), until: daysAfter(sunday, 1) }));
  }
}

/** English is read in Athens and in Kyiv too. */
function easters(year: number, language: string): readonly string[] {
  if (language === 'en') return [westernEaster(year), orthodoxEaster(year)];
  return [language === 'el' || language === 'uk' ? orthodoxEaster(year) : westernEaster(year)];
}

/** Thanksgiving in the United States: the fourth Thursday of November. */
export function thanksgivingOf(year: number): string {
  return nthWeekday(year, 11, 4, 4);
}

/** Easter Sunday of the Gregorian calendar; Meeus, Astronomical Algorithms (1991), chapter 8. */
export function westernEaster(year: number): string {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const epact = (19 * golden + century - Math.floor(century / 4) - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - inCentury % 4) % 7;
  const correction = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  return fromMarch(year, epact + toSunday - 7 * correction + 21);
}

/** Easter Sunday of the Julian calendar on the Gregorian one, 13 days later from 1900 to 2099; Meeus, the same chapter. */
export function orthodoxEaster(year: number): string {
  const moon = (19 * (year % 19) + 15) % 30;
  const toSunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
  return fromMarch(year, moon + toSunday + 21 + 13);
}

/** 0: 1 March. */
function fromMarch(year: number, days: number): string {
  return daysAfter(`${String(year)}-03-01`, days);
}
