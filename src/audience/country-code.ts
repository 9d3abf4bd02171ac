import { isCountry } from '#campaign/iso-codes.js';

/** ISO 3166-1 alpha-3 codes and other short forms that lists are full of. */
const SHORT_FORMS = new Map(Object.entries({
  UK: 'GB', EL: 'GR', USA: 'US', ENGLAND: 'GB', SCOTLAND: 'GB', WALES: 'GB', GREATBRITAIN: 'GB', NORTHERNIRELAND: 'GB', HOLLAND: 'NL', THENETHERLANDS: 'NL', CZECHREPUBLIC: 'CZ',
  AUT: 'AT', AUS: 'AU', BEL: 'BE', BGR: 'BG', BRA: 'BR', CAN: 'CA', CHE: 'CH', CHN: 'CN', CYP: 'CY', CZE: 'CZ', DEU: 'DE', DNK: 'DK', EST: 'EE', ESP: 'ES', FIN: 'FI', FRA: 'FR',
  GBR: 'GB', GRC: 'GR', HRV: 'HR', HUN: 'HU', IRL: 'IE', ISL: 'IS', IND: 'IN', ITA: 'IT', JPN: 'JP', LIE: 'LI', LTU: 'LT', LUX: 'LU', LVA: 'LV', MEX: 'MX', MLT: 'MT', NLD: 'NL', NOR: 'NO', NZL: 'NZ',
  POL: 'PL', PRT: 'PT', ROU: 'RO', SWE: 'SE', SVN: 'SI', SVK: 'SK', TUR: 'TR', UKR: 'UA', ZAF: 'ZA',
  ALB: 'AL', ARE: 'AE', ARG: 'AR', BGD: 'BD', BIH: 'BA', BLR: 'BY', CHL: 'CL', COL: 'CO', EGY: 'EG', GEO: 'GE', HKG: 'HK', IDN: 'ID', IRN: 'IR', ISR: 'IL', KAZ: 'KZ', KEN: 'KE', KOR: 'KR', LKA: 'LK', MAR: 'MA', MDA: 'MD', MKD: 'MK',
  MNE: 'ME', MYS: 'MY', NGA: 'NG', PAK: 'PK', PER: 'PE', PHL: 'PH', RUS: 'RU', SAU: 'SA', SGP: 'SG', SRB: 'RS', THA: 'TH', TUN: 'TN', TWN: 'TW', URY: 'UY', VNM: 'VN', UAE: 'AE',
  EEUU: 'US', EUA: 'US', EEUUA: 'US', D: 'DE', A: 'AT', F: 'FR', I: 'IT',
  UNITEDSTATESOFAMERICA: 'US', THEUNITEDSTATES: 'US', THEUNITEDSTATESOFAMERICA: 'US', VEREINIGTESTAATENVONAMERIKA: 'US', ETATSUNISDAMERIQUE: 'US', ESTADOSUNIDOSDEAMERICA: 'US', STATIUNITIDAMERICA: 'US',
  UNITEDKINGDOMOFGREATBRITAINANDNORTHERNIRELAND: 'GB', THEUNITEDKINGDOM: 'GB', GROSSBRITANNIEN: 'GB', GRANDEBRETAGNE: 'GB', GRANBRETANA: 'GB', GRANBRETAGNA: 'GB', GROOTBRITTANNIE: 'GB', INGLATERRA: 'GB',
  FEDERALREPUBLICOFGERMANY: 'DE', BUNDESREPUBLIKDEUTSCHLAND: 'DE', BRD: 'DE', GER: 'DE', SUI: 'CH', NED: 'NL', DEN: 'DK', POR: 'PT', GRE: 'GR', CRO: 'HR', REPUBLICOFIRELAND: 'IE', SLOVAKREPUBLIC: 'SK', RUSSIANFEDERATION: 'RU', REPUBLICOFKOREA: 'KR', KOREAREPUBLICOF: 'KR', KOREA: 'KR',
  PEOPLESREPUBLICOFCHINA: 'CN', PRCHINA: 'CN', IVORYCOAST: 'CI', TURKEY: 'TR', MACEDONIA: 'MK', REPUBLICOFMOLDOVA: 'MD', MOLDOVAREPUBLICOF: 'MD', VIETNAM: 'VN', TANZANIAUNITEDREPUBLICOF: 'TZ', IRANISLAMICREPUBLICOF: 'IR',
  SWAZILAND: 'SZ', BURMA: 'MM', CAPEVERDE: 'CV', KINGDOMOFTHENETHERLANDS: 'NL', FRANCEMETROPOLITAINE: 'FR', METROPOLITANFRANCE: 'FR', NIEDERLANDEN: 'NL',
}));
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
