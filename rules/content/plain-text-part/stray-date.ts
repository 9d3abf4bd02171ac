import { once } from '#once.js';
import VOCABULARY from '#timing/vocabulary.json' with { type: 'json' };

interface NamedDay {
  readonly written: string;
  readonly day: number;
  /** `11-27`. */
  readonly key: string;
}

/** Of all languages: by name and by what it is shortened to. */
const months = once((): ReadonlyMap<string, number> => new Map(Object.values(VOCABULARY).flatMap((words) => words.months.flatMap((names, index) => names.split('|').filter((name) => name.length >= 3).map((name) => [name, index + 1] as const)))));
/** "27 November", "27. November", "27 de noviembre", "1er décembre". */
const DAY_MONTH = /(?<![\d.,:/-])(\d{1,2})(?:\.|º|°|er|st|nd|rd|th|:e|:a)?[ \u00A0](?:of |de |d')?(\p{L}{3,12})(?!\p{L})/giu;
/** "November 27th"; "March 10am" is an hour. */
const MONTH_DAY = /(?<!\p{L})(\p{L}{3,12})\.?[ \u00A0](\d{1,2})(?:st|nd|rd|th)?(?!\d|[:.,%]\d|\s?[ap]\.?m(?!\p{L})|\s?%)/giu;
/** "27.11.", "27.11.2026". */
const DOTTED = /(?<![\d.,])(\d{1,2})\.(\d{1,2})\.(?:(?:20)?\d\d)?(?!\d)/g;
/** Of longer parts nobody compares the dates. */
const MAX_LENGTH = 200_000;

/**
 * A day that only the text part names, beside one that only the HTML names: one of them is wrong. A day counts as named wherever its
 * number stands, since the HTML may set it apart from its month, or write it in another order.
 */
export function strayDate(html: string, plain: string): { readonly html: string; readonly plain: string } | undefined {
  const [inHtml, inPlain] = [daysIn(html), daysIn(plain)];
  const stray = missingFrom(html, inHtml, inPlain);
  const other = stray && missingFrom(plain, inPlain, inHtml);
  return other && { html: other.written, plain: stray.written };
}

/** A text in which the numbers of days are none any more. */
export function withoutDates(text: string): string {
  const unlessMonth = (written: string, name: string) => (months().has(name.toLowerCase()) ? ' ' : written);
  return text.replace(DAY_MONTH, (written, _, name: string) => unlessMonth(written, name)).replace(MONTH_DAY, unlessMonth).replace(DOTTED, ' ');
}

function missingFrom(text: string, known: readonly NamedDay[], days: readonly NamedDay[]): NamedDay | undefined {
  if (days.length === 0) return undefined;
  const numbers = new Set((text.slice(0, MAX_LENGTH).match(/\d+/g) ?? []).map(Number));
  const keys = new Set(known.map(({ key }) => key));
  return days.find(({ key, day }) => !numbers.has(day) && !keys.has(key));
}

function daysIn(text: string): readonly NamedDay[] {
  const shown = text.slice(0, MAX_LENGTH);
  const named = (matches: Iterable<RegExpMatchArray>, day: number, month: number) => [...matches].flatMap((match) => namedDay(match[0], match[day], months().get(match[month]?.toLowerCase() ?? '')));
  const dotted = [...shown.matchAll(DOTTED)].flatMap(([written, day, month]) => namedDay(written, day, Number(month)));
  return [...named(shown.matchAll(DAY_MONTH), 1, 2), ...named(shown.matchAll(MONTH_DAY), 2, 1), ...dotted];
}

function namedDay(written: string, day: string | undefined, month: number | undefined): NamedDay[] {
  const number = Number(day);
  return month === undefined || month < 1 || month > 12 || number < 1 || number > 31 ? [] : [{ written, day: number, key: `${month}-${number}` }];
}
