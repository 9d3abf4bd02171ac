import { describe, expect, it } from 'vitest';
import { DAY_NAMES, nearestNamedDay } from '#timing/named-days.js';
import { orthodoxEaster, spansOf, westernEaster } from '#timing/seasons.js';

describe('seasons', () => {
  it.each([[2024, '2024-03-31', '2024-05-05'], [2025, '2025-04-20', '2025-04-20'], [2026, '2026-04-05', '2026-04-12'], [2027, '2027-03-28', '2027-05-02'], [2038, '2038-04-25', '2038-04-25']])('know both Easters of %i', (year, western, orthodox) => {
    expect([westernEaster(year), orthodoxEaster(year)]).toEqual([western, orthodox]);
  });

  it('wish thanks in Canada until the second Monday of October, in the United States until the Sunday after the fourth Thursday of November', () => {
    expect(spansOf('thanksgiving', 2026, 'en').map(({ until }) => until)).toEqual(['2026-10-12', '2026-11-29']);
  });
});

describe('nearestNamedDay', () => {
  it.each([
    ['black friday', '2026-11-20', '2026-11-27'],
    ['giving tuesday', '2026-11-20', '2026-12-01'],
    ["new year's eve", '2027-01-02', '2026-12-31'],
    ["mother's day", '2026-03-14', '2026-03-15'], // the fourth Sunday of Lent, in Britain
    ["mother's day", '2026-05-09', '2026-05-10'],
    ['mors dag', '2026-05-30', '2026-05-31'], // the last Sunday of May, in Sweden
    ['fête des mères', '2026-05-30', '2026-05-31'],
    ['día de la madre', '2026-05-09', '2026-05-10'],
    ["father's day", '2026-06-01', '2026-06-21'],
    ['vatertag', '2026-05-13', '2026-05-14'], // Ascension Day
    ['farsdag', '2026-11-01', '2026-11-08'],
  ])('%s near %s is %s', (name, to, day) => {
    expect(nearestNamedDay(name, to)).toBe(day);
  });

  it('knows a day for each name', () => {
    for (const name of DAY_NAMES) expect(nearestNamedDay(name, '2026-06-15')).toMatch(/^202[567]-\d\d-\d\d$/);
  });
});
