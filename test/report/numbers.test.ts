import { expect, it } from 'vitest';
import { plural, short } from '../../src/report/numbers.js';

it('a count has its noun in the right number, with thousands set apart', () => {
  expect([plural(1, 'row'), plural(0, 'row'), plural(12_345, 'row'), plural(1, 'person', 'people'), plural(2, 'person', 'people')]).toEqual(['1 row', '0 rows', '12,345 rows', '1 person', '2 people']);
});

it('a mean is whole from ten on, and keeps two digits below', () => {
  expect([0, 0.04, 0.5, 2.25, 9.99, 10.4, 1234.5].map(short)).toEqual(['0', '0.04', '0.5', '2.3', '10', '10', '1,235']);
});
