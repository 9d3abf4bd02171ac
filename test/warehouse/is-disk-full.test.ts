import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { InputError } from '#errors.js';
import { isDiskFull } from '#warehouse/is-disk-full.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { sql } from '#warehouse/sql.js';

it.runIf(process.platform === 'linux')('knows a full disk from Node and from DuckDB, and as the cause of another error', async () => {
  const byNode = caught(() => writeFileSync('/dev/full', 'x'));
  expect(isDiskFull(byNode)).toBe(true);
  expect(isDiskFull(new Error('the model is not written', { cause: byNode }))).toBe(true);
  const warehouse = await openWarehouse();
  const byDuckDb: unknown = await warehouse.run(sql`COPY (SELECT repeat('müller', 100000)) TO '/dev/full' (FORMAT csv, USE_TMP_FILE false)`).catch((error: unknown) => error);
  await warehouse.close();
  expect(byDuckDb).toBeInstanceOf(InputError);
  expect(isDiskFull(byDuckDb)).toBe(true);
});

it('takes no other error for it', () => {
  expect(isDiskFull(caught(() => writeFileSync('/nowhere/x', 'x')))).toBe(false);
  expect(isDiskFull('ENOSPC')).toBe(false);
});

function caught(run: () => void): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
