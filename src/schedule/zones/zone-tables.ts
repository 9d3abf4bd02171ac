import { sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import places from './place-zones.json' with { type: 'json' };
import regionNames from './region-names.json' with { type: 'json' };
import { isZoneName } from './zone-name.js';
import { zoneOffsets } from './zone-offsets.js';
import type { ZoneOffsets } from './zone-offsets.js';

/** How many of the names that are none are kept as examples. */
const EXAMPLES = 5;

/** Recipients whose `timezone` names no zone: they count as without one. */
export interface BadZones {
  readonly recipients: number;
  /** The most frequent ones. */
  readonly examples: readonly string[];
}

/** Makes `plan_zone_names` (what is written in `recipients.timezone` and names a zone) and `plan_place_zones` (country or region to zone). */
export async function makeZoneNames(warehouse: Warehouse): Promise<BadZones> {
  const written = warehouse.stream<{ timezone: string; recipients: number }>(sql`
    SELECT timezone, count(*) AS recipients FROM recipients WHERE timezone IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1`);
  const names: string[] = [];
  const examples: string[] = [];
  let recipients = 0;
  for await (const rows of written) {
    for (const row of rows) {
      if (isZoneName(row.timezone)) names.push(row.timezone);
      else {
        recipients += row.recipients;
        if (examples.length < EXAMPLES) examples.push(row.timezone);
      }
    }
  }
  await warehouse.run(sql`CREATE OR REPLACE TABLE plan_zone_names AS SELECT unnest(${names}) AS zone`);
  const known = { ...places.countries, ...places.regions, ...namedRegions() };
  await warehouse.run(sql`CREATE OR REPLACE TABLE plan_place_zones AS SELECT unnest(${Object.keys(known)}) AS place, unnest(${Object.values(known)}) AS zone`);
  return { recipients, examples };
}

/** Zones of regions that lists name in words where a country has several zones: `US-NEW YORK`. */
function namedRegions(): Readonly<Record<string, string>> {
  const zones: Readonly<Record<string, string>> = places.regions;
  return Object.fromEntries(Object.entries(regionNames).flatMap(([country, names]) => Object.entries(names).flatMap(([name, code]) => {
    const zone = zones[`${country}-${code}`];
    return zone === undefined ? [] : [[`${country}-${name}`, zone]];
  })));
}

/** Makes `plan_zones`: from when until when (epoch seconds) each zone of `plan_recipients`, and those besides, had which offset; `zone_number` stands for its name. Returns the same for JavaScript. */
export async function makeZoneOffsets(warehouse: Warehouse, from: Date, until: Date, besides: readonly string[] = []): Promise<ReadonlyMap<string, ZoneOffsets>> {
  const used = await warehouse.all<{ zone: string }>(sql`SELECT DISTINCT zone FROM plan_recipients ORDER BY zone`);
  const names = [...new Set([...used.map(({ zone }) => zone), ...besides])];
  const zones = new Map(names.map((zone) => [zone, zoneOffsets(zone, from.getTime(), until.getTime())]));
  const rows = [...zones.values()].flatMap(({ zone, starts, offsets }, number) => starts.map((start, index) => ({
    zone, number: String(number), from: index === 0 ? '-infinity' : String(start), until: String(starts[index + 1] ?? 'infinity'), offset: String(offsets[index]),
  })));
  await warehouse.run(sql`
    CREATE OR REPLACE TABLE plan_zones AS
    SELECT zone, CAST(zone_number AS INTEGER) AS zone_number, CAST(from_s AS DOUBLE) AS from_s, CAST(until_s AS DOUBLE) AS until_s, CAST(offset_s AS DOUBLE) AS offset_s
    FROM (SELECT unnest(${rows.map(({ zone }) => zone)}) AS zone, unnest(${rows.map(({ number }) => number)}) AS zone_number, unnest(${rows.map((row) => row.from)}) AS from_s,
      unnest(${rows.map((row) => row.until)}) AS until_s, unnest(${rows.map(({ offset }) => offset)}) AS offset_s)`);
  return zones;
}
