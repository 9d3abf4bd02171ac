import { afterAll, beforeAll, expect, it } from 'vitest';
import { amountCell, inIsoOrder, instantCell } from '#importers/cells.js';
import type { DateOrder } from '#importers/date-order.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';

let warehouse: Warehouse;
beforeAll(async () => { warehouse = await openWarehouse({ threads: 1 }); });
afterAll(() => warehouse.close());

async function read(cell: string, as: (cell: Sql) => Sql): Promise<unknown> {
  const [row] = await warehouse.all<{ value: unknown }>(sql`SELECT ${as(sql`cell`)} AS value FROM (SELECT ${cell} AS cell)`);
  return row?.value;
}
async function instant(cell: string, zone?: string, formats: readonly string[] = [], midnightIsDay = false, dateOrder?: DateOrder): Promise<unknown> {
  const [row] = await warehouse.all<{ value: unknown }>(sql`
    SELECT ${instantCell({ cell: sql`cell`, ordered: sql`ordered` }, { formats, zone, midnightIsDay })} AS value
    FROM (SELECT cell, ${inIsoOrder(sql`cell`, dateOrder)} AS ordered FROM (SELECT ${cell} AS cell))`);
  return row?.value;
}

it.each([['1234.5', 1234.5], ['1,234.50', 1234.5], ['1.234,50', 1234.5], ['12,50', 12.5], ['$ 20.00', 20], ['kr 300,50', 300.5], ['-15.00', -15], ['€1,000,000.00', 1_000_000],
  ['1 234,50 €', 1234.5], ['1\u202f234\u00a0567,00', 1_234_567], ["CHF 1'250.00", 1250], ['1,000,000', 1_000_000], ['25,-', 25], ['25,00-', -25], ['(100.00)', -100], ['($1,250.00)', -1250], ['\u221215,00', -15], ['-$5', -5],
  ['$.50', 0.5], ['1250.0000', 1250], ['0.125', 0.125], ['50.00 (EUR)', 50], ['Rs.500', 500]])('%s is the amount %d', async (cell, amount) => {
  expect(await read(cell, amountCell)).toBe(amount);
});

it.each(['1,234', '1.234', '$1.250', '1 23', 'twenty', '1.2.3', ''])('"%s" is no amount that reads only one way', async (cell) => {
  expect(await read(cell, amountCell)).toBeNull();
});

it('a time without a zone is read in the zone that was given, summer and winter', async () => {
  expect(await instant('2026-07-01 09:30', 'Europe/Berlin')).toBe('2026-07-01T07:30:00.000Z');
  expect(await instant('2026-12-01 09:30:15', 'Europe/Berlin')).toBe('2026-12-01T08:30:15.000Z');
});

it('without a zone it is nothing', async () => {
  expect(await instant('2026-07-01 09:30:00')).toBeNull();
});

it('a time with a zone keeps it', async () => {
  expect(await instant('2026-07-01T09:30:00+05:30', 'Europe/Berlin')).toBe('2026-07-01T04:00:00.000Z');
});

it('a day is midnight UTC in every zone, and so is the midnight of a gift', async () => {
  expect(await instant('2026-07-01', 'Asia/Tokyo')).toBe('2026-07-01T00:00:00.000Z');
  expect(await instant('2026-07-01 00:00:00', 'Asia/Tokyo', [], true)).toBe('2026-07-01T00:00:00.000Z');
  expect(await instant('2026-07-01 00:00:00', 'Asia/Tokyo')).toBe('2026-06-30T15:00:00.000Z');
});

it('seconds and milliseconds since 1970 are read only where an export has them', async () => {
  expect(await instant('1791878400', undefined, ['epoch'])).toBe('2026-10-13T08:00:00.000Z');
  expect(await instant('1791878400123', undefined, ['epoch'])).toBe('2026-10-13T08:00:00.123Z');
  expect(await instant('1791878400', 'UTC')).toBeNull();
});

it('day before month is read only where an export is known to write it so', async () => {
  expect(await instant('03-04-2026 10:00:00', 'UTC', ['%d-%m-%Y %H:%M:%S'])).toBe('2026-04-03T10:00:00.000Z');
  expect(await instant('03-04-2026 10:00:00', 'UTC')).toBeNull();
});

it.each<[string, DateOrder, string | null]>([
  ['05/02/2026', 'day-month', '2026-02-05T00:00:00.000Z'], ['05/02/2026', 'month-day', '2026-05-02T00:00:00.000Z'],
  ['5.2.2026 9:30', 'day-month', '2026-02-05T08:30:00.000Z'], ['5-2-2026, 14:30:15', 'day-month', '2026-02-05T13:30:15.000Z'],
  ['5/2/2026 2:30 PM', 'month-day', '2026-05-02T12:30:00.000Z'], ['5/2/2026, 12:05:09 AM', 'month-day', '2026-05-01T22:05:09.000Z'],
  ['05/02/2026 10:00 +05:30', 'day-month', '2026-02-05T04:30:00.000Z'], ['29/02/2028', 'day-month', '2028-02-29T00:00:00.000Z'],
  ['25/12/2026', 'month-day', null], ['30/02/2026', 'day-month', null], ['05/02/26', 'day-month', '2026-02-05T00:00:00.000Z'], ['01.03.26 10:32', 'day-month', '2026-03-01T09:32:00.000Z'], ['5/2/98', 'month-day', '1998-05-02T00:00:00.000Z'], ['05/02/2026 soon', 'day-month', null], ['١/٢/2026', 'day-month', null],
])('"%s" with %s is %s', async (cell, dateOrder, expected) => {
  expect(await instant(cell, 'Europe/Berlin', [], false, dateOrder)).toBe(expected);
});

it.each([
  ['5.2.2026 9:30', '2026-02-05T08:30:00.000Z'], ['05.02.2026', '2026-02-05T00:00:00.000Z'], ['Mar 4, 2026 10:32 am', '2026-03-04T09:32:00.000Z'], ['March 4, 2026 at 10:40 PM', '2026-03-04T21:40:00.000Z'],
  ['04-Mar-2026 10:32', '2026-03-04T09:32:00.000Z'], ['4 March 2026', '2026-03-04T00:00:00.000Z'], ['4. März 2026', '2026-03-04T00:00:00.000Z'], ['04-MAR-26', null], ['01.03.26', null], ['5/2/2026', null], ['Smarch 4, 2026', null],
])('"%s" reads in one way only, or is nothing: %s', async (cell, expected) => {
  expect(await instant(cell, 'Europe/Berlin')).toBe(expected);
});

it('the order of an export that is documented holds against the flag', async () => {
  expect(await instant('03-04-2026 10:00:00', 'UTC', ['%d-%m-%Y %H:%M:%S'], false, 'month-day')).toBe('2026-04-03T10:00:00.000Z');
});
