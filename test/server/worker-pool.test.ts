import { afterAll, expect, it } from 'vitest';
import { Problem } from '../../src/server/problem.js';
import { openWorkerPool } from '../../src/server/worker-pool.js';

const ends: (number | string)[] = [];
/** Node itself does not start in a heap of one MiB. */
const pool = openWorkerPool({ size: 1, timeout: 60_000, heap: 1, onFailedStart: (end) => ends.push(end) });
afterAll(() => pool.close());

it('refuses what waits, and what comes after, when no process starts', async () => {
  const ask = () => pool.run({ kind: 'lint', folder: undefined, tables: {}, dataRoot: undefined, options: {} }, new AbortController().signal);
  const refused = await ask().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Problem);
  expect(refused).toMatchObject({ status: 503, retryAfter: 5 });
  expect(ends.length).toBeGreaterThanOrEqual(3);
  expect([pool.failing(), pool.waiting()]).toEqual([true, 0]);
  await expect(ask()).rejects.toMatchObject({ status: 503 });
}, 60_000);
