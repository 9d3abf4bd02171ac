import { ISO_REGION } from '#schedule/zones/iso-region.js';
import { makeZoneNames } from '#schedule/zones/zone-tables.js';
import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import type { FactStage } from './fact-stage.js';

/**
 * zone and zone_source: as the row names it, else of its region, else of a country with one zone, else NULL. clock_zone is the same for DuckDB, which stops at
 * names that it does not know: UTC for those, and where there is none.
 */
export async function prepareZoneFacts(warehouse: Warehouse): Promise<FactStage> {
  await makeZoneNames(warehouse);
  await warehouse.run(sql`
    CREATE TABLE recipient_zone_names AS
    SELECT zone, lower(zone) IN (SELECT lower(name) FROM pg_timezone_names()) AS known FROM plan_zone_names`);
  return (recipients) => sql`
    SELECT *, CASE WHEN zone IS NOT NULL AND _zone_known THEN zone ELSE 'UTC' END AS clock_zone
    FROM (
      SELECT r.*, coalesce(named.zone, regional.zone, national.zone) AS zone, coalesce(named.known, true) AS _zone_known,
        CASE WHEN named.zone IS NOT NULL THEN 'explicit' WHEN regional.zone IS NOT NULL THEN 'region' WHEN national.zone IS NOT NULL THEN 'country' END AS zone_source
      FROM (${recipients}) AS r
      LEFT JOIN recipient_zone_names AS named ON named.zone = r.timezone
      LEFT JOIN plan_place_zones AS regional ON regional.place = ${placeOf(sql`r.country`, sql`r.region`)}
      LEFT JOIN plan_place_zones AS national ON national.place = r.country
    )`;
}

/** `US-NY`, whether the region is written so or as `NY`. */
export function placeOf(country: Sql, region: Sql): Sql {
  return sql`CASE WHEN regexp_matches(${region}, ${ISO_REGION}) THEN ${region} ELSE ${country} || '-' || ${region} END`;
}
