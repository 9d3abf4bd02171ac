import countries from './country-languages.json' with { type: 'json' };

const LANGUAGES = new Map<string, readonly string[]>(Object.entries(countries));

/**
 * Languages in which people of a country expect their mail, the most usual first: `CH` gives `de`, `fr`, `it`.
 * Official languages and those that business mail is usual in. Empty for an unknown ISO 3166-1 code.
 */
export function languagesOfCountry(country: string): readonly string[] {
  return LANGUAGES.get(country.trim().toUpperCase()) ?? [];
}
