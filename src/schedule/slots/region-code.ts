import Holidays from 'date-holidays';

/** Names that date-holidays does not have, in the form of `plainName`: exonyms and usual abbreviations. */
const MORE_NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  DE: {
    BAVARIA: 'BY', HESSE: 'HE', SAXONY: 'SN', 'LOWER SAXONY': 'NI', 'SAXONY ANHALT': 'ST', THURINGIA: 'TH', NRW: 'NW', 'NORTH RHINE WESTPHALIA': 'NW',
    'RHINELAND PALATINATE': 'RP', 'MECKLENBURG WESTERN POMERANIA': 'MV', 'BADEN WUERTTEMBERG': 'BW', THUERINGEN: 'TH',
  },
  AT: { KAERNTEN: '2', NIEDEROESTERREICH: '3', OBEROESTERREICH: '4' },
};
/** What stands before or behind a region's own name. */
const KIND = /\b(?:HANSESTADT|FREIE UND|FREISTAAT|BUNDESLAND|LAND|KANTON|CANTON(?: OF| DE| DU)?|COMUNIDAD DE|COMUNIDAD|CIUDAD DE|STATE OF|PROVINCE OF|REGION)\b/g;

const known = new Map<string, ReadonlyMap<string, string>>();

/** The code of a region for which date-holidays has a calendar of its own, by code or by name: `BY`, `Bayern` and `Bavaria` in DE. */
export function regionCode(country: string, written: string): string | undefined {
  const regions = known.get(country) ?? regionsOf(country);
  known.set(country, regions);
  return regions.get(plainName(written));
}

function regionsOf(country: string): ReadonlyMap<string, string> {
  const states = [new Holidays().getStates(country, 'en'), new Holidays().getStates(country)].map((found: Readonly<Record<string, string>> | undefined) => Object.entries(found ?? {}));
  const codes = new Set(states.flat().map(([code]) => code));
  return new Map([
    ...states.flat().map(([code, name]) => [plainName(name), code] as const),
    ...Object.entries(MORE_NAMES[country] ?? {}).filter(([, code]) => codes.has(code)),
    ...[...codes].map((code) => [code, code] as const),
  ]);
}

function plainName(written: string): string {
  return written.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase().replace(/[^A-Z0-9]+/g, ' ').replace(KIND, '').replace(/ +/g, ' ').trim();
}
