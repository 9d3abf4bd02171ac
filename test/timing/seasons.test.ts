import { describe, expect, it } from 'vitest';
import { orthodoxEaster, spansOf, westernEaster } from '#timing/seasons.js';

describe('seasons', () => {
  it.each([[2024, '2024-03-31', '2024-05-05'], [2025, '2025-04-20', '2025-04-20'], [2026, '2026-04-05', '2026-04-12'], [2027, '2027-03-28', '2027-05-02'], [2038, '2038-04-25', '2038-04-25']])('know both Easters of %i', (year, western, orthodox) => {
    expect([westernEaster(year), orthodoxEaster(year)]).toEqual([western, orthodox]);
  });

  it('wish thanks in Canada until the second Monday of October, in the United States until the Sunday after the fourth Thursday of November', () => {
    expect(spansOf('thanksgiving', 2026, 'en').map(({ until }) => until)).toEqual(['2026-10-12', '2026-11-29']);
  });
});
