import places from '#schedule/zones/place-zones.json' with { type: 'json' };
import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';

const ZONE_OF: Readonly<Record<string, string>> = { ...places.countries, ...places.regions };
const PLACES = Object.keys(ZONE_OF);
const ZONES = Object.values(ZONE_OF);
/** Names outside of the list stop DuckDB. */
const NAMES = [...new Set(ZONES)];

/**
 * The day of an instant (TIMESTAMP in UTC) on the recipient's clock: of his zone, else of his region's or of his country's only one, else UTC. Midnight
 * in UTC is a day without a time of day, and that day anywhere. Dear: to be asked where the day in UTC does not decide by itself.
 */
export function localDay(instant: Sql): Sql {
  const region = sql`CASE WHEN region LIKE country || '-%' THEN upper(region) ELSE country || '-' || upper(region) END`;
  const placed = (place: Sql): Sql => sql`list_extract(${ZONES}, list_position(${PLACES}, ${place}))`;
  const zone = sql`coalesce(CASE WHEN list_contains(${NAMES}, timezone) THEN timezone END, ${placed(region)}, ${placed(sql`country`)}, 'UTC')`;
  return sql`CAST(CASE WHEN date_trunc('day', ${instant}) = ${instant} THEN ${instant} ELSE timezone(${zone}, timezone('UTC', ${instant})) END AS DATE)`;
}
