import { describe, expect, it } from 'vitest';
import { person, tablesOf } from '../../../test/audience/people.js';
import { runAudienceRule } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const found = (countries: readonly string[], manifest = {}, options = {}) => runAudienceRule(rule, { ...tablesOf(Object.fromEntries(countries.map((country, index) => [`r${String(index + 10)}`, person(country, '')]))), manifest }, {}, options);
const GERMANS = Array.from({ length: 19 }, () => 'DE');

describe('consent/jurisdiction-unknown', () => {
  it('warns when more than a twentieth have no country that can be read', async () => {
    expect(await found(['DE', 'Österreich', '', 'Mordor'])).toMatchObject([{ messageId: 'many', severity: 'warning', recipients: ['r12', 'r13'] }]);
  });

  it('only mentions a few, a twentieth included', async () => {
    expect(await found([...GERMANS, ''])).toMatchObject([{ messageId: 'few', severity: 'info', recipients: ['r29'] }]);
    expect(await found([...GERMANS, ''], {}, { maxShare: 0.01 })).toMatchObject([{ messageId: 'many' }]);
  });

  it('mentions countries without a profile', async () => {
    expect(await found(['JP', 'DE'])).toMatchObject([{ messageId: 'noProfile', severity: 'info', recipients: ['r10'], evidence: { country: { JP: 1 } } }]);
  });

  it('is silent where every country is known, where the config names one law for all, and on service mail', async () => {
    expect(await found(GERMANS)).toEqual([]);
    expect(await runAudienceRule(rule, { ...tablesOf({ r1: person('', '') }), jurisdiction: 'DE' })).toEqual([]);
    expect(await found([''], { kind: 'transactional' })).toEqual([]);
  });
});
