import { isCountry } from '#campaign/iso-codes.js';
import forms from './country-names.json' with { type: 'json' };

/** ISO 3166-1 alpha-3 codes and other short forms that lists are full of. */
const SHORT_FORMS = new Map(Object.entries(forms).flatMap(([code, written]) => written.map((form) => [form, code] as const)));
/** Languages in which a list may name a country. */
const LOCALES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'sv', 'da', 'nb', 'fi', 'pl', 'cs', 'sk', 'hu', 'ro', 'hr', 'sl', 'et', 'lv', 'lt', 'el', 'bg', 'ru', 'uk', 'tr', 'ja', 'zh', 'ko', 'ca'];
/** What is no Namibia. */
const NOT_AVAILABLE = /^\W*n\W+a\W*$/i;
const LETTERS = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));

const CODES: ReadonlySet<string> = new Set(LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter(isCountry));
let names: ReadonlyMap<string, string> | undefined;

/** The ISO 3166-1 alpha-2 code for a code or a name (`DE`, `deu`, `Germany`, `Allemagne`), for a region's code (`DE-BY`), and for several names or codes that agree (`Schweiz/Suisse`, `Germany (DE)`); undefined for anything else. */
export function countryCode(written: string): string | undefined {
  const [, ofRegion] = /^\s*([A-Z]{2})-[A-Z0-9]{1,3}\s*$/.exec(written) ?? [];
  if (NOT_AVAILABLE.test(written)) return undefined;
  const whole = written.includes('/') ? undefined : oneCode(ofRegion ?? written);
  if (whole !== undefined) return whole;
  const [code, ...others] = new Set(written.split(/[/|()[\]]| - /).filter((part) => part.trim() !== '').map(oneCode));
  return others.length === 0 ? code : undefined;
}

function oneCode(written: string): string | undefined {
  const letters = lettersOf(written);
  const short = SHORT_FORMS.get(letters) ?? letters;
  if (CODES.has(short)) return short;
  names ??= new Map(LOCALES.flatMap(namesIn));
  // Who has no umlauts writes Oesterreich and Daenemark.
  return names.get(letters) ?? names.get(letters.replace(/(?<=[AOU])E/g, ''));
}

function namesIn(locale: string): readonly (readonly [string, string])[] {
  const display = new Intl.DisplayNames(locale, { type: 'region' });
  return [...CODES].map((code) => [lettersOf(display.of(code) ?? code), code]);
}

function lettersOf(text: string): string {
  return text.normalize('NFD').replace(/[^\p{L}]/gu, '').toUpperCase();
}
