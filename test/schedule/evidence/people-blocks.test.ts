import { describe, expect, it } from 'vitest';
import { rowReader } from '#schedule/evidence/people-blocks.js';

/** Rows of a person and a number, so many a chunk. */
async function* chunksOf(rows: readonly (readonly [person: number, number: number])[], size: number): AsyncGenerator<readonly Float64Array[]> {
  for (let at = 0; at < rows.length; at += size) yield await Promise.resolve([0, 1].map((column) => Float64Array.from(rows.slice(at, at + size), (row) => row[column]!)));
}

describe('rowReader', () => {
  const rows = [[3, 0.5], [3, 0.25], [5, 7], [9, 1], [9, 2], [9, 3]] as const;

  it('gives each person their rows, a few people at a time, wherever chunks end', async () => {
    for (const size of [1, 2, 100]) {
      const reader = rowReader(chunksOf(rows, size));
      expect(await reader.read(Float64Array.of(1, 3, 4))).toEqual({ starts: Uint32Array.of(0, 0, 2, 2), columns: [Float64Array.of(0.5, 0.25)], long: [] });
      expect(await reader.read(Float64Array.of(5, 9, 10))).toEqual({ starts: Uint32Array.of(0, 1, 4, 4), columns: [Float64Array.of(7, 1, 2, 3)], long: [] });
      await reader.close();
    }
  });

  it('names who has too many, and holds the rows of the others', async () => {
    for (const size of [1, 3, 100]) {
      const reader = rowReader(chunksOf([...rows, [11, 4]], size), 2);
      expect(await reader.read(Float64Array.of(3, 5, 9, 11))).toEqual({ starts: Uint32Array.of(0, 2, 3, 3, 4), columns: [Float64Array.of(0.5, 0.25, 7, 4)], long: [2] });
    }
  });

  it('leaves nobody\'s rows out silently: those that come too late are an error', async () => {
    const reader = rowReader(chunksOf([[3, 1], [5, 2], [3, 3]], 2));
    await expect(reader.read(Float64Array.of(3, 5, 9))).rejects.toThrow('rows of person 3 come after those of others');
  });
});
