import { expect, it } from 'vitest';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { sql } from '#warehouse/sql.js';

it('streams a result of any size by columns: numbers, booleans, texts and NULL as they are, in order', async () => {
  const warehouse = await openWarehouse();
  try {
    const numbers: unknown[] = [];
    const texts: unknown[] = [];
    for await (const [number, even, text] of warehouse.streamColumns(sql`
      SELECT CAST(i AS DOUBLE) / 2, i % 2 = 0, CASE WHEN i % 3 > 0 THEN 'Zoë ' || i END FROM range(${5000}) AS t(i) ORDER BY i`)) {
      numbers.push(...number!);
      texts.push(...text!);
      expect(even).toHaveLength(number!.length);
      expect(even![0]).toBe(Number(number![0]) % 1 === 0);
    }
    expect(numbers).toEqual(Array.from({ length: 5000 }, (_, i) => i / 2));
    expect(texts.slice(0, 4)).toEqual([null, 'Zoë 1', 'Zoë 2', null]);
  } finally {
    await warehouse.close();
  }
});

it('streams numbers as arrays of them, in order, and refuses what is none, a NULL too', async () => {
  const warehouse = await openWarehouse();
  try {
    const sums: number[] = [];
    for await (const [number, half] of warehouse.streamNumbers(sql`SELECT CAST(i AS DOUBLE), i / 2 FROM range(${5000}) AS t(i) ORDER BY i`)) {
      number!.forEach((value, row) => sums.push(value + half![row]!));
    }
    expect(sums).toEqual(Array.from({ length: 5000 }, (_, i) => 1.5 * i));
    await expect(async () => { for await (const [text] of warehouse.streamNumbers(sql`SELECT 'ten'`)) sums.push(...text!); }).rejects.toThrow('column 0 is not DOUBLE');
    await expect(async () => {
      for await (const [, number] of warehouse.streamNumbers(sql`SELECT 1.0::DOUBLE, CASE WHEN i <> ${3} THEN CAST(i AS DOUBLE) END FROM range(5) AS t(i)`)) sums.push(...number!);
    }).rejects.toThrow('column 1 has a NULL');
  } finally {
    await warehouse.close();
  }
});
