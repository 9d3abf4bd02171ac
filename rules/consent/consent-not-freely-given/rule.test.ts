import { describe, expect, it } from 'vitest';
import { person, tablesOf } from '../../../test/audience/people.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const on = (more: Record<string, string>, country = 'DE') => person(country, '', { basis: 'express', status: 'active', given_at: '2026-03-04T10:00:00Z', source: 'Gewinnspiel für Käufer', ...more });
const found = async (people: Parameters<typeof tablesOf>[0], manifest = {}) => shortly(await runAudienceRule(rule, { ...tablesOf(people), manifest }));

describe('consent/consent-not-freely-given', () => {
  it('reports boxes ticked beforehand and consents bundled with something else', async () => {
    expect(await found({ r1: on({ pre_ticked: 'true' }), r2: on({ bundled: 'yes' }), r3: on({ pre_ticked: 'true', bundled: 'true' }, 'CA'), r4: on({ pre_ticked: 'false', bundled: 'false' }), r5: on({}) })).toEqual(['preTicked: r1 r3', 'bundled: r2']);
  });

  it('lets the customer exception rest on a box to be unticked', async () => {
    expect(await found({ r1: on({ basis: 'soft_opt_in', pre_ticked: 'true' }, 'GB'), r2: on({ basis: 'soft_opt_in', pre_ticked: 'true' }, 'NL') })).toEqual([]);
  });

  it('is silent where a free consent stands beside it, where none is needed, and on service mail', async () => {
    const ticked = { basis: 'express', pre_ticked: 'true', given_at: '2026-06-01T00:00:00Z' };
    expect(await found({ r1: person('DE', '', ticked, { basis: 'express', given_at: '2025-01-01T00:00:00Z' }), r2: person('US', '', ticked), r3: person('GB', 'legal_person', ticked), r4: person('DE', '', { ...ticked, status: 'withdrawn' }) })).toEqual([]);
    expect(await found({ r1: person('DE', '', ticked) }, { kind: 'transactional' })).toEqual([]);
  });
});
