import names from './zone-names.json' with { type: 'json' };
import { alternatives } from './alternatives.js';
import { matchAt, type Read } from './sticky.js';

/** Summer and winter names mean the clock of the place, whatever the season: most writers use one all year. */
const EVERYWHERE: Readonly<Record<string, string>> = { ...names.abbreviations, ...names.phrases };
/** "ET" and "est" are words of other languages. */
const ENGLISH: Readonly<Record<string, string>> = { ...EVERYWHERE, ...names.english };
const REGIONS: Readonly<Record<string, string>> = names.regions;
const CITIES: Readonly<Record<string, string>> = names.cities;

/** "11am Paris time", "4pm London / 5pm Paris"; not "7pm London Palladium". */
const CITY = String.raw`(?<city>${alternatives(Object.keys(CITIES))})(?:\stime|(?=\s?[/|)·•]))`;
/** "1pm Eastern.", "5pm UK time"; not "5pm, UK delivery only" or "7pm, Pacific Ballroom". */
const REGION = String.raw`(?<region>${alternatives(Object.keys(REGIONS))})(?:\stime|(?=\s?(?:$|[/|)·•,.;:!?–—]|on\s|today|tonight|tomorrow)))`;
const patternOf = (zones: Readonly<Record<string, string>>) => new RegExp(String.raw`[\s,(]{0,3}(?:${CITY}|${REGION}|(?<zone>${alternatives(Object.keys(zones))}))(?![\p{L}\p{N}])`, 'uy');
const AT_ZONE = patternOf(EVERYWHERE);
const AT_ENGLISH_ZONE = patternOf(ENGLISH);

/** The IANA name of the zone that a text names at an offset, behind a time of day. */
export function zoneAt(text: string, index: number, language: string): Read<string> | undefined {
  const match = matchAt(language === 'en' ? AT_ENGLISH_ZONE : AT_ZONE, text, index);
  const { city, region, zone } = match?.groups ?? {};
  const name = city !== undefined ? CITIES[city] : region !== undefined ? REGIONS[region] : ENGLISH[zone ?? ''];
  return match && name !== undefined ? { value: name, end: index + match[0].length } : undefined;
}
