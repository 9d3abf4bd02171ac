import { alternatives as anyOf } from './alternatives.js';
import { DAY_NAMES } from './named-days.js';
import type { Season } from './time-claim.js';
import words from './vocabulary.json' with { type: 'json' };

type Words = (typeof words)['en'];

/** The languages whose time words are read. */
export const TIME_LANGUAGES: readonly string[] = Object.keys(words);

/** What the parser looks for in one language; all of it on lower-case text. Patterns named `at…` are sticky. */
export interface Vocabulary {
  readonly language: string;
  readonly atDay: RegExp;
  readonly dayOf: ReadonlyMap<string, 'today' | 'tonight' | 'tomorrow' | 'weekend'>;
  readonly tomorrow: RegExp;
  readonly atWeekday: RegExp;
  /** Short forms too: "Sun", "So", which are words of their own elsewhere. */
  readonly atWeekdayOfDate: RegExp;
  readonly weekdayOf: ReadonlyMap<string, number>;
  /** Every name of a weekday, short forms too. */
  readonly weekdays: RegExp;
  /** A weekday in brackets after its date. */
  readonly atBracketedWeekday: RegExp;
  readonly atDayMonth: RegExp;
  readonly atMonthDay: RegExp | undefined;
  readonly monthOf: ReadonlyMap<string, number>;
  /** Words that may stand between a cue, a day and a time. */
  readonly atBetween: RegExp;
  /** "To", "bis" or a dash between the first and the last of some hours or days. */
  readonly atJoiner: RegExp;
  /** An hour with its words, hour, separator, minutes and unit. */
  readonly atHour: RegExp;
  /** Words behind which a bare number is an hour ("at 11"), and the first of two ("from 7 to 9"). */
  readonly hourBefore: RegExp;
  readonly fromBefore: RegExp;
  /** "This Sunday at 11" is one Sunday; "Sundays" and "Sunday" alone may be all of them. */
  readonly thisBefore: RegExp;
  /** "Daily"; "each", which may also be each of the guests, only before a day, a week or a month. */
  readonly recurring: RegExp;
  readonly atMidnight: RegExp;
  readonly atNoon: RegExp;
  readonly notAfter: RegExp | undefined;
  readonly endsBefore: RegExp;
  /** "Deadline for applications:". */
  readonly labelBefore: RegExp;
  readonly untilBefore: RegExp;
  readonly onlyBefore: RegExp;
  readonly endsAfter: RegExp;
  readonly startsBefore: RegExp;
  readonly eventBefore: RegExp;
  readonly eventAfter: RegExp;
  /** Words of events and their starts that say something else beside "today": "the market today", "start today". */
  readonly notToday: RegExp;
  readonly lastDay: RegExp;
  readonly invites: RegExp;
  readonly events: RegExp;
  readonly asks: RegExp;
  readonly offers: RegExp;
  readonly past: RegExp;
  /** With what it says before, "ends in" or "only", the number, and "left". */
  readonly countdown: RegExp;
  readonly daysLeft: RegExp;
  readonly greetings: readonly { readonly pattern: RegExp; readonly from: number; readonly until: number }[];
  /** Greetings that are true on some days of the week, 1 (Monday) to 7. */
  readonly wishes: readonly { readonly pattern: RegExp; readonly days: readonly number[] }[];
  /** "Tomorrow is Giving Tuesday", "Mother's Day is this Sunday": groups `day` or `later`, and `name` or `first`. */
  readonly namedDay: RegExp;
  /** "Happy Mother's Day". */
  readonly wishedDay: RegExp;
  /** Any of what follows. */
  readonly anySeason: RegExp;
  readonly seasons: readonly { readonly pattern: RegExp; readonly season: Season }[];
  /** Verbs that wish. */
  readonly wishing: RegExp;
  readonly notGreeted: RegExp | undefined;
}

const known = new Map<string, Vocabulary>();

/** Undefined for a language whose time words are not read. */
export function vocabularyOf(language: string): Vocabulary | undefined {
  if (!Object.hasOwn(words, language)) return undefined;
  const vocabulary = known.get(language) ?? compile((words as Readonly<Record<string, unknown>>)[language] as Words, language);
  known.set(language, vocabulary);
  return vocabulary;
}

const WORD_START = String.raw`(?<![\p{L}\p{N}])`;
const WORD_END = String.raw`(?![\p{L}\p{N}])`;

const IS = "(?:is|ist|est|c'est|es|è|é|är|er|on|jest)";
const NAMED = `(?:(?:the|der|la|le|el|il|de|den|o|a|l')\\s?)?#?(?<name>${anyOf(DAY_NAMES)})`;

/** A weekend is wished from Thursday on. */
const WEEKEND = [4, 5, 6, 7];

function compile(list: Words, language: string): Vocabulary {
  const [START, END] = language === 'ja' ? ['', ''] : [WORD_START, WORD_END];
  const isDutch = language === 'nl';
  const months = list.months.map((names) => names.split('|'));
  const weekdays = list.weekdays.map((names) => names.split('|'));
  const month = anyOf(months.flat());
  const year = String.raw`(?:,?\s*(?:de\s|del\s)?((?:19|20)\d\d))?`;
  const between = `(?:${anyOf(list.between)}[\\s,:]+){0,4}`;
  const before = (cues: readonly string[]) => new RegExp(`${START}${anyOf(cues)}[\\s:,(–—-]+${between}$`, 'u');
  const rightBefore = (words: readonly string[]) => new RegExp(`${START}${anyOf(words)}\\s?$`, 'u');
  const anywhere = (phrases: readonly string[]) => new RegExp(`${START}${anyOf(phrases)}${END}|${anyOf(['%'].filter((mark) => phrases.includes(mark)))}`, 'u');
  const event = anyOf(list.events);
  const longWeekday = anyOf(weekdays.flat().filter((name) => isLong(name, language)));
  const beside = `${anyOf(list.between)}\\s`;
  const near = anyOf([...list.today, ...list.tonight, ...list.tomorrow]);
  const counting = (cues: readonly string[], units: readonly string[]) => (
    new RegExp(`(?:${START}(?:(${anyOf(list.endsIn)}(?:\\s${anyOf(list.only)})?)|(${anyOf(cues)}))\\s+)?(?<![\\d.,:/-])(\\d{1,2})[\\s-]*${anyOf(units)}${END}(\\s+${anyOf(list.left)}${END})?`, 'gu'));
  return {
    language,
    atDay: new RegExp(`${anyOf([...list.today, ...list.tonight, ...list.tomorrow, ...list.weekend])}${END}`, 'uy'),
    dayOf: new Map([...list.today.map((word) => [word, 'today'] as const), ...list.tonight.map((word) => [word, 'tonight'] as const), ...list.tomorrow.map((word) => [word, 'tomorrow'] as const), ...list.weekend.map((word) => [word, 'weekend'] as const)]),
    tomorrow: anywhere(list.tomorrow),
    atWeekday: new RegExp(`(${longWeekday})${END}`, 'uy'),
    atWeekdayOfDate: new RegExp(`(${anyOf(weekdays.flat())})\\.?[\\s,]+(?:(?:the|den|der|dem|le|el|il|de|d\\.|dia|día)\\s+)?(?=\\p{L}{0,12}\\.?\\s?\\d)`, 'uy'),
    weekdayOf: new Map(weekdays.flatMap((names, index) => names.map((name) => [name, index + 1] as const))),
    weekdays: new RegExp(`(?<!\\p{L})${anyOf(weekdays.flat())}(?!\\p{L})`, 'gu'),
    atBracketedWeekday: new RegExp(`\\s?[(（](${anyOf(weekdays.flat())})\\.?[)）]`, 'uy'),
    atDayMonth: new RegExp(`(\\d{1,2})(?:\\.|º|°|er|st|nd|rd|th|:e|:a)?\\s+(?:of\\s|de\\s|d')?(${month})${END}\\.?${year}`, 'uy'),
    atMonthDay: language === 'ja' ? new RegExp(`(${month})\\s?(\\d{1,2})日()`, 'uy') : language === 'en' ? new RegExp(`(${month})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:]|\\s?[ap]\\.?m)${year}`, 'uy') : undefined,
    monthOf: new Map(months.flatMap((names, index) => names.map((name) => [name, index + 1] as const))),
    atBetween: new RegExp(`[\\s,(]*(?:(?:[–—|·•:@-]|\\/)\\s+)?(?:${anyOf([...list.between, ...list.from])}[\\s,:]+){0,4}`, 'uy'),
    atJoiner: new RegExp(`\\s?(?:[-–—]|${START}(?:${anyOf(list.joiners)}))\\s?(?:(?:the|zum|zu|den|dem|le|les|el|il|l'|de|o|d\\.)\\s?(?=\\p{L}{0,14}\\.?,?\\s?\\d))?`, 'uy'),
    atHour: new RegExp(`(${anyOf(list.hourWords)}\\s*)?(\\d{1,2})(?:([:.h${isDutch ? 'u' : ''}]|\\sh\\s?)(\\d\\d)(?!\\d))?\\s?(a\\.?m\\.?|p\\.?m\\.?|uhr|heures?|horas?|hrs|uur|h|${isDutch ? 'u|' : ''}o'clock|noon)?(?![\\p{L}\\p{N}%€$£]|[.,:]\\d)`, 'uy'),
    hourBefore: rightBefore(list.atHour),
    fromBefore: rightBefore(list.from),
    thisBefore: rightBefore(list.this),
    recurring: new RegExp(`${anywhere(list.recurring).source}|${START}${anyOf(list.each)}\\s(?:am\\s)?(?:${longWeekday}(?:s|ar|er|e)?|${anyOf(list.eachOf)})${END}`, 'u'),
    atMidnight: new RegExp(`${anyOf(list.midnight)}${END}`, 'uy'),
    atNoon: new RegExp(`${anyOf(list.noon)}${END}`, 'uy'),
    notAfter: list.notAfter.length > 0 ? new RegExp(`${START}${anyOf(list.notAfter)}\\s+$`, 'u') : undefined,
    endsBefore: before(list.ends),
    labelBefore: new RegExp(`${START}${anyOf(list.labels)}(?:\\s[^.!?|:]{1,40})?(?:\\s?:|\\s${IS})\\s*${between}$`, 'u'),
    untilBefore: before(list.until), onlyBefore: before(list.only), startsBefore: before(list.starts),
    endsAfter: new RegExp(`^[\\s,:!(–—-]{0,4}${anyOf(list.after)}${END}`, 'u'),
    eventBefore: new RegExp(`${START}${event}[\\s,:]+(?:${anyOf(['is', 'ist', 'est', "c'est", 'es', 'è', 'é', 'är', 'er', 'live', ...list.starts])}\\s+)?${between}$`, 'u'),
    eventAfter: new RegExp(`^(?:'s|s)?\\s+(?:\\p{L}+\\s+){0,2}${event}${END}`, 'u'),
    notToday: new RegExp(`^${anyOf(list.notToday)}${END}`, 'u'),
    lastDay: new RegExp(`${START}${anyOf(list.lastDay)}`, 'u'),
    invites: anywhere(list.invites), events: new RegExp(`(?:${START}${event}|${anyOf(list.compounds)})${END}`, 'u'), asks: anywhere(list.asks), offers: anywhere(list.offers), past: anywhere(list.past),
    countdown: counting(list.justLeft, list.hours),
    daysLeft: counting(list.daysLeft, list.days),
    greetings: list.greetings.map(({ words: phrases, from, until }) => ({ pattern: opening(phrases), from, until })),
    wishes: [
      ...weekdays.map((names, index) => ({ pattern: opening(list.dayWishes.flatMap((wish) => names.map((name) => `${wish} ${name}`))), days: [index + 1] })),
      { pattern: opening(list.weekendWishes), days: WEEKEND },
    ],
    namedDay: new RegExp(`${START}(?:(?<day>${near}|${longWeekday})(?:,?\\s${IS}|'s)\\s${NAMED}|${NAMED.replace('<name>', '<first>')}(?:,?\\s${IS}\\s(?:${beside}){0,2}|,?\\s(?:${beside}){1,2})(?<later>${near}|${longWeekday}))${END}`, 'u'),
    wishedDay: new RegExp(`${opening(list.dayWishes).source}\\s${NAMED}${END}`, 'u'),
    anySeason: new RegExp(anyOf(Object.values(list.seasons).flat()), 'u'),
    seasons: Object.entries(list.seasons).map(([season, phrases]) => ({ pattern: new RegExp(`${START}${anyOf(phrases)}${END}`, 'u'), season: season as Season })),
    wishing: anywhere(list.wishing),
    notGreeted: list.notGreeted.length > 0 ? new RegExp(`^[\\s,]+${anyOf(list.notGreeted)}${END}`, 'u') : undefined,
  };
}

/** One of the phrases at the start of a text. */
function opening(phrases: readonly string[]): RegExp {
  return new RegExp(`^[^\\p{L}\\p{N}"“”„«'>]{0,6}${anyOf(phrases)}${WORD_END}`, 'u');
}

function isLong(weekday: string, language: string): boolean {
  return weekday.length > (language === 'en' ? 4 : language === 'ja' ? 1 : 3) && !['tirs', 'tors', 'mån', 'thur', 'tues'].includes(weekday);
}
