import { describe, expect, it } from 'vitest';
import { person, tablesOf } from '../../../test/audience/people.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const PROVED = { basis: 'express', status: 'active', given_at: '2026-03-04T10:00:00+01:00', source: 'https://küche.example/anmelden', wording_version: 'v3', purposes: 'newsletter', controller: 'Küche GmbH' };
const without = (country: string, ...columns: (keyof typeof PROVED)[]) => person(country, 'natural', { ...PROVED, ...Object.fromEntries(columns.map((column) => [column, ''])) });
const found = (people: Parameters<typeof tablesOf>[0], manifest = {}) => runAudienceRule(rule, { ...tablesOf(people), manifest });

describe('consent/consent-proof-incomplete', () => {
  it('is silent on a record that says when, where, to what, for what and to whom', async () => {
    expect(await found({ r1: without('DE'), r2: without('CA'), r3: without('NL') })).toEqual([]);
  });

  it('names the first thing that is missing', async () => {
    const findings = await found({ r1: without('DE', 'given_at', 'source'), r2: without('DK', 'source', 'wording_version'), r3: without('NL', 'wording_version'), r4: without('ES', 'purposes'), r5: without('PL', 'controller') });
    expect(shortly(findings)).toEqual(['noDate: r1', 'noSource: r2', 'noWording: r3', 'noPurpose: r4', 'noController: r5']);
    expect(findings.map(({ severity }) => severity)).toEqual(['warning', 'warning', 'warning', 'info', 'info']);
  });

  it('takes a reference to an archive for all but the date', async () => {
    const archived = { proof_ref: 'Archiv 2019/4711' };
    expect(shortly(await found({ r1: person('DE', '', { basis: 'express', given_at: PROVED.given_at, ...archived }), r2: person('DE', '', { basis: 'express', ...archived }) }))).toEqual(['noDate: r2']);
  });

  it('takes the kind of source for a source, unless that is an import', async () => {
    const from = (source_type: string) => person('DE', '', { ...PROVED, source: '', source_type });
    expect(shortly(await found({ r1: from('event'), r2: from('import') }))).toEqual(['noSource: r2']);
  });

  it('asks for no proof of what needs none: other bases, recipients without opt-in duty, records that do not stand, service mail', async () => {
    const bare = { basis: 'express' };
    expect(await found({ r1: person('DE', '', { basis: 'soft_opt_in' }), r2: person('US', '', bare), r3: person('GB', 'legal_person', bare), r4: person('DE', '', { ...bare, status: 'withdrawn' }) })).toEqual([]);
    expect(await found({ r1: person('DE', '', bare) }, { kind: 'transactional' })).toEqual([]);
  });
});
