import { expect, it } from 'vitest';
import { nearTieBand } from '#schedule/slots/near-tie-band.js';

it('is whole for who never engaged, half after five engaged mails, and narrower with each one more', () => {
  expect(nearTieBand(0.02, 0)).toBe(0.02);
  expect(nearTieBand(0.02, 5)).toBe(0.01);
  const bands = [0, 1, 2, 4, 9, 30, 200].map((events) => nearTieBand(0.02, events));
  expect(bands).toEqual([...bands].sort((a, b) => b - a));
  expect(new Set(bands).size).toBe(bands.length);
});

it('leaves no band where none is wanted', () => expect([0, 3, 50].map((events) => nearTieBand(0, events))).toEqual([0, 0, 0]));
