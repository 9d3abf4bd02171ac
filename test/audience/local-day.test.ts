import { describe, expect, it } from 'vitest';
import { localDay } from '#audience/local-day.js';
import places from '#schedule/zones/place-zones.json' with { type: 'json' };
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { sql } from '#warehouse/sql.js';

type Person = Partial<Record<'country' | 'region' | 'timezone', string>>;

async function dayOf(instant: string, { country, region, timezone }: Person): Promise<string> {
  const warehouse = await openWarehouse();
  const [row] = await warehouse.all<{ day: string }>(sql`
    SELECT CAST(${localDay(sql`instant`)} AS VARCHAR) AS day FROM (SELECT CAST(${instant} AS TIMESTAMP) AS instant, CAST(${country ?? null} AS VARCHAR) AS country, CAST(${region ?? null} AS VARCHAR) AS region, CAST(${timezone ?? null} AS VARCHAR) AS timezone)`);
  await warehouse.close();
  return row?.day ?? '';
}

describe('localDay', () => {
  it.each<[string, Person, string]>([
    ['2026-06-01 04:30:00', { country: 'CA', timezone: 'America/Vancouver' }, '2026-05-31'], ['2026-06-01 04:30:00', { country: 'CA', region: 'BC' }, '2026-05-31'], ['2026-06-01 04:30:00', { country: 'CA', region: 'CA-NL' }, '2026-06-01'],
    ['2026-06-01 22:30:00', { country: 'DE' }, '2026-06-02'], ['2026-06-01 04:30:00', { country: 'CA' }, '2026-06-01'], ['2026-06-01 04:30:00', {}, '2026-06-01'], ['2026-06-01 04:30:00', { country: 'CA', timezone: 'Nowhere/Land' }, '2026-06-01'],
  ])('%s for %o is %s', async (instant, person, day) => expect(await dayOf(instant, person)).toBe(day));

  it('takes midnight in UTC for a day without a time of day', async () => {
    expect(await dayOf('2026-06-01 00:00:00', { country: 'CA', region: 'BC' })).toBe('2026-06-01');
  });

  it('names zones that DuckDB knows, in summer and in winter', async () => {
    const zones = [...new Set([...Object.values(places.countries), ...Object.values(places.regions)])];
    const warehouse = await openWarehouse();
    const [row] = await warehouse.all<{ zones: number }>(sql`SELECT count(timezone(zone, timezone('UTC', TIMESTAMP '2026-07-01 12:00:00'))) AS zones FROM (SELECT unnest(${zones}) AS zone)`);
    await warehouse.close();
    expect(row?.zones).toBe(zones.length);
  });
});
