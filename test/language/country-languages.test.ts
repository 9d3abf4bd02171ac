import { describe, expect, it } from 'vitest';
import { languagesOfCountry } from '#language/country-languages.js';
import countries from '../../src/language/country-languages.json' with { type: 'json' };
import { isLanguageTag } from '#language/language-tag.js';

describe('languagesOfCountry', () => {
  it('gives the most usual language first, and all of a multilingual country', () => {
    expect(languagesOfCountry('AT')).toEqual(['de']);
    expect(languagesOfCountry('ch')).toEqual(['de', 'fr', 'it']);
    expect(languagesOfCountry('BE')).toEqual(['nl', 'fr', 'de']);
    expect(languagesOfCountry('CA')).toEqual(['en', 'fr']);
    expect(languagesOfCountry('LU')).toContain('fr');
  });

  it('knows nothing of an unknown code', () => {
    expect(languagesOfCountry('ZZ')).toEqual([]);
    expect(languagesOfCountry('constructor')).toEqual([]);
  });

  it('holds valid codes only', () => {
    const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
    expect(Object.keys(countries).filter((country) => names.of(country) === undefined)).toEqual([]);
    expect(Object.values(countries).flat().filter((language) => !isLanguageTag(language))).toEqual([]);
  });
});
