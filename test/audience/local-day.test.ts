import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Audience } from '#audience/audience.js';
import { localDay } from '#audience/local-day.js';
import places from '#schedule/zones/place-zones.json' with { type: 'json' };
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { sql } from '#warehouse/sql.js';
import { audienceOf } from './audience-of.js';

/** Country, region, zone as written; where the clock is taken from; the day when it is 4.30 in UTC on 1 June. */
const PEOPLE: readonly (readonly [string, string | null, string])[] = [
  ['CA,,America/Vancouver', 'explicit', '2026-05-31'],
  ['CA,,us/pacific', 'explicit', '2026-05-31'],
  ['CA,BC,', 'region', '2026-05-31'],
  ['CA,CA-NL,', 'region', '2026-06-01'],
  ['CA,BC,Nowhere/Land', 'region', '2026-05-31'],
  ['JP,,', 'country', '2026-06-01'],
  ['PE,,', 'country', '2026-05-31'],
  ['CA,,', null, '2026-06-01'],
  [',,', null, '2026-06-01'],
];

describe('localDay', () => {
  let audience: Audience;
  beforeAll(async () => {
    const rows = PEOPLE.map(([place], index) => `r${String(index)},${place}`);
    ({ audience } = await audienceOf({ facts: new Set(), recipients: `recipient_id,country,region,timezone\n${rows.join('\n')}\n` }));
  });
  afterAll(() => audience.warehouse.close());

  const askAll = (instant: string) => audience.warehouse.all<{ zone_source: string | null; day: string }>(sql`
    SELECT zone_source, CAST(${localDay(sql`CAST(${instant} AS TIMESTAMP)`)} AS VARCHAR) AS day FROM recipient_facts ORDER BY recipient_number`);

  it('is that of the written zone, else of the region, else of a country with one zone, else of UTC', async () => {
    expect(await askAll('2026-06-01 04:30:00')).toEqual(PEOPLE.map(([, zone_source, day]) => ({ zone_source, day })));
  });

  it('takes midnight in UTC for a day without a time of day', async () => {
    expect((await askAll('2026-06-01 00:00:00')).map(({ day }) => day)).toEqual(PEOPLE.map(() => '2026-06-01'));
  });

  it('meets no zone of a place that DuckDB does not know', async () => {
    const zones = [...new Set([...Object.values(places.countries), ...Object.values(places.regions)])];
    const warehouse = await openWarehouse();
    const [row] = await warehouse.all<{ zones: number }>(sql`SELECT count(timezone(zone, timezone('UTC', TIMESTAMP '2026-07-01 12:00:00'))) AS zones FROM (SELECT unnest(${zones}) AS zone)`);
    await warehouse.close();
    expect(row?.zones).toBe(zones.length);
  });
});
