import { describe, expect, it } from 'vitest';
import { inParallel } from '#image-text/in-parallel.js';

describe('inParallel', () => {
  it('keeps the order of the items, whoever finishes first', async () => {
    const waits = [30, 1, 10, 2];
    const results = await inParallel(waits, 2, (wait) => new Promise<number>((resolve) => setTimeout(() => resolve(wait * 2), wait)));
    expect(results).toEqual([60, 2, 20, 4]);
  });

  it('never has more than the limit under way', async () => {
    let running = 0;
    let most = 0;
    await inParallel(Array.from({ length: 20 }, (_, index) => index), 3, async () => {
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setTimeout(resolve, 1));
      running -= 1;
    });
    expect(most).toBe(3);
  });

  it('gives an empty list for one', async () => {
    expect(await inParallel([], 4, () => Promise.resolve(1))).toEqual([]);
  });
});
