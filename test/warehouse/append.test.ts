import { expect, it } from 'vitest';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { sql } from '#warehouse/sql.js';

it('appends rows of numbers, as many as you like, cast to the types of the table', async () => {
  const warehouse = await openWarehouse();
  try {
    await warehouse.run(sql`CREATE TABLE mails (person INTEGER, triggered BOOLEAN, at_s DOUBLE)`);
    const mails = await warehouse.append('mails');
    for (let person = 0; person < 5000; person++) mails.add([person, person % 2, person === 4999 ? Infinity : person / 2]);
    mails.close();
    expect(await warehouse.all(sql`SELECT count(*) AS rows, sum(person) AS people, count(*) FILTER (triggered) AS triggered, sum(at_s) FILTER (isfinite(at_s)) AS seconds FROM mails`))
      .toEqual([{ rows: 5000, people: 12_497_500, triggered: 2500, seconds: 6_248_750 - 2499.5 }]);
    expect(await warehouse.all(sql`SELECT person FROM mails LIMIT 3 OFFSET 2047`)).toEqual([{ person: 2047 }, { person: 2048 }, { person: 2049 }]);
    const none = await warehouse.append('mails');
    none.close();
  } finally {
    await warehouse.close();
  }
});
