import { expect, it } from 'vitest';
import { plural } from '../../src/report/numbers.js';

it('a count has its noun in the right number, with thousands set apart', () => {
  expect([plural(1, 'row'), plural(0, 'row'), plural(12_345, 'row'), plural(1, 'person', 'people'), plural(2, 'person', 'people')]).toEqual(['1 row', '0 rows', '12,345 rows', '1 person', '2 people']);
});
