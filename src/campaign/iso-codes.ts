/** What the platform's data (CLDR) knows besides the codes of ISO 3166-1: unions, unknown and made-up regions. */
const NO_COUNTRIES = new Set(['EU', 'EZ', 'UN', 'XA', 'XB', 'ZZ', 'QO']);

/** The codes that the European Union writes instead of those of ISO 3166-1. */
const OF_THE_UNION: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR' };

/** A two-letter country code as ISO 3166-1 writes it: in capitals, `GB` for `uk`. */
export function isoCountry(written: string): string {
  const code = written.toUpperCase();
  return OF_THE_UNION[code] ?? code;
}

/** Whether it is an ISO 3166-1 alpha-2 code in use, in capitals: `GB`, not `UK` or `SU`. `XK` is one to lists. */
export function isCountry(code: string): boolean {
  return nameOf('region', code) !== undefined && !NO_COUNTRIES.has(code) && currentRegion(code) === code;
}

/** The code in use for one that is another's alias or past name: `GB` for `UK`; itself where it is none. */
export function currentRegion(code: string): string | undefined {
  return new Intl.Locale('und', { region: code }).region;
}

/** Whether a language has the two letters (ISO 639-1). Of three letters the platform's data does not know all. */
export function isLanguageCode(code: string): boolean {
  return nameOf('language', code) !== undefined;
}

/** The language that most people of a country speak: `ja` for `JP`. Undefined where the code is no country's. */
export function languageOf(country: string): string | undefined {
  return isCountry(country) ? new Intl.Locale('und', { region: country }).maximize().language : undefined;
}

/** Codes of ISO 4217 in use, or until lately (HRK, BGN). */
export const CURRENCIES: readonly string[] = Intl.supportedValuesOf('currency');

/** Whether it is one, in capitals. */
export function isCurrency(code: string): boolean {
  return CURRENCIES.includes(code);
}

const named = new Map<string, Intl.DisplayNames>();

/** Undefined for a code that has no name. */
function nameOf(type: 'region' | 'language', code: string): string | undefined {
  const names = named.get(type) ?? new Intl.DisplayNames('en', { type, fallback: 'none' });
  named.set(type, names);
  return names.of(code);
}
