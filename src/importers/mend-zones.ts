import { sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';

/** Writes recipients' zones as IANA names: `america_slash_new_york` and `Europe/berlin` are some. What is none goes to the column `timezone_as_exported`. */
export async function mendZones(warehouse: Warehouse): Promise<void> {
  const written = await warehouse.all<{ zone: string }>(sql`SELECT DISTINCT timezone AS zone FROM import_recipients WHERE timezone IS NOT NULL`);
  if (written.length === 0) return;
  const zones = written.map(({ zone }) => [zone, ianaName(zone)] as const);
  await warehouse.run(sql`ALTER TABLE import_recipients ADD COLUMN IF NOT EXISTS timezone_as_exported VARCHAR`);
  await warehouse.run(sql`
    UPDATE import_recipients SET timezone = nullif(zones.name, ''), timezone_as_exported = CASE WHEN zones.name = '' THEN timezone END
    FROM (SELECT unnest(${zones.map(([zone]) => zone)}) AS zone, unnest(${zones.map(([, name]) => name ?? '')}) AS name) AS zones
    WHERE zones.zone = timezone`);
}

function ianaName(zone: string): string | undefined {
  const name = zone.replaceAll('_slash_', '/').replaceAll('_hyphen_', '-').trim().replaceAll(' ', '_');
  if (!/^[A-Za-z]+(\/[\w+-]+)+$|^UTC$|^GMT$/i.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
