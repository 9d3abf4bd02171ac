import places from './place-zones.json' with { type: 'json' };

/** The zone of a country (ISO 3166-1 alpha-2) that has one for nearly everybody; undefined for the others. */
export function zoneOfCountry(country: string): string | undefined {
  return (places.countries as Readonly<Record<string, string>>)[country];
}
