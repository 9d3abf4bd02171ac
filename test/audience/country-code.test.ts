import { expect, it } from 'vitest';
import { countryCode } from '#audience/country-code.js';

it.each([
  ['DE', 'DE'], ['de', 'DE'], ['DEU', 'DE'], ['Germany', 'DE'], ['Allemagne', 'DE'], ['Deutschland', 'DE'], ['UK', 'GB'], ['Great Britain', 'GB'], ['U.S.A.', 'US'],
  ['United States', 'US'], ['Österreich', 'AT'], ['OSTERREICH', 'AT'], ['Česko', 'CZ'], ['Côte d’Ivoire', 'CI'], ['United States of America', 'US'], ['Russian Federation', 'RU'], ['Turkey', 'TR'], ['日本', 'JP'], ['Ελλάδα', 'GR'], ['RUS', 'RU'], ['D', 'DE'], ['Korea, Republic of', 'KR'], ['GER', 'DE'], ['DE-BY', 'DE'], ['US-CA', 'US'], ['Schweiz/Suisse', 'CH'],
  ['Germany (DE)', 'DE'], ['AT - Österreich', 'AT'], ['Oesterreich', 'AT'], ['Daenemark', 'DK'], ['Éire', 'IE'], ['Québec', 'CA'], ['Hollande', 'NL'], ['Česká republika', 'CZ'], ['England & Wales', 'GB'],
])('reads %s as %s', (written, code) => {
  expect(countryCode(written)).toBe(code);
});

it.each(['', 'XX', 'ZZ', 'EU', 'UN', 'Mordor', '49', '-', 'Schweiz/Frankreich', 'Germany (AT)', 'n/a', 'N.A.', 'de-XX-formal'])('takes "%s" for no country', (written) => {
  expect(countryCode(written)).toBeUndefined();
});
