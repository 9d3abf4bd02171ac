import places from './place-zones.json' with { type: 'json' };

const COUNTRIES: Readonly<Record<string, string>> = places.countries;
const REGIONS: Readonly<Record<string, string>> = places.regions;
/** The second name of GB. */
const ALIAS = 'UK';

/** Country by zone, of zones that are one country's only. */
const BY_ZONE = countriesByZone();

/** The zone of a country (ISO 3166-1 alpha-2) that has one for nearly everybody; undefined for the others. */
export function zoneOfCountry(country: string): string | undefined {
  return Object.hasOwn(COUNTRIES, country) ? COUNTRIES[country] : undefined;
}

/** The country that a zone lies in; undefined where it is several, or none that is listed. */
export function zoneCountry(zone: string): string | undefined {
  return BY_ZONE.get(zone) ?? undefined;
}

/** The zones that the regions of a country have; empty for a country that is not listed by region. */
export function zonesOfRegions(country: string): readonly string[] {
  return [...new Set(Object.keys(REGIONS).filter((region) => region.startsWith(`${country}-`)).map((region) => REGIONS[region]!))];
}

function countriesByZone(): ReadonlyMap<string, string | null> {
  const countries = new Map<string, string | null>();
  for (const [place, zone] of [...Object.entries(COUNTRIES), ...Object.entries(REGIONS)]) {
    const country = place.slice(0, 2);
    if (country === ALIAS) continue;
    countries.set(zone, countries.has(zone) && countries.get(zone) !== country ? null : country);
  }
  return countries;
}
