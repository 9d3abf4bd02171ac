import { describe, expect, it } from 'vitest';
import { person, tablesOf } from '../../../test/audience/people.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const SIGNED_UP = { basis: 'express', status: 'active', given_at: '2026-03-04T10:00:00+01:00', source: 'Anmeldeformular für Gärtner', source_type: 'web_form' };
const CONFIRMED = { ...SIGNED_UP, confirmed_at: '2026-03-04T10:02:00+01:00' };
const found = (people: Parameters<typeof tablesOf>[0], manifest = {}) => runAudienceRule(rule, { ...tablesOf(people), manifest });

describe('consent/double-opt-in-unconfirmed', () => {
  it('reports a sign-up without confirmation where it is expected, warns where it is advised, and is silent elsewhere', async () => {
    const findings = await found({ r1: person('DE', 'legal_person', SIGNED_UP), r2: person('AT', 'natural', SIGNED_UP), r3: person('CH', 'natural', SIGNED_UP), r4: person('GB', 'natural', SIGNED_UP), r5: person('', '', SIGNED_UP) });
    expect(shortly(findings)).toEqual(['unconfirmed: r1 r2 r5', 'unconfirmedAdvised: r3']);
    expect(findings.map(({ severity }) => severity)).toEqual(['error', 'warning']);
  });

  it('is silent on a confirmation, but not on one that comes after the send', async () => {
    expect(shortly(await found({ r1: person('DE', '', CONFIRMED), r2: person('DE', '', { ...SIGNED_UP, confirmed_at: '2026-12-01T09:00:01Z' }), r3: person('DE', '', { ...SIGNED_UP, confirmed_at: '2026-12-01T10:00:00+01:00' }) }))).toEqual(['unconfirmed: r2']);
  });

  it('takes the proof of a signed form or a call for a confirmation, but not a form without proof', async () => {
    const on = (source_type: string, proof_ref: string) => person('DE', 'natural', { ...SIGNED_UP, source_type, proof_ref });
    expect(shortly(await found({ r1: on('paper', 'scan-0815'), r2: on('event', 'Liste 3'), r3: on('phone', 'call-9'), r4: on('paper', ''), r5: on('web_form', 'log-1'), r6: on('import', 'x') }))).toEqual(['unconfirmed: r4 r5 r6']);
  });

  it('reports a pending sign-up where a double opt-in is known, unless another record stands', async () => {
    const pending = { ...SIGNED_UP, status: 'pending' };
    expect(shortly(await found({ r1: person('DE', '', pending), r2: person('CH', '', pending), r3: person('GB', '', pending), r4: person('DE', '', pending, CONFIRMED) }))).toEqual(['pending: r1', 'pendingAdvised: r2']);
  });

  it('prefers the confirmed of two records, and judges no other basis', async () => {
    expect(shortly(await found({ r1: person('DE', '', CONFIRMED, { ...SIGNED_UP, given_at: '2026-08-01T00:00:00Z' }), r2: person('DE', '', { ...SIGNED_UP, basis: 'soft_opt_in' }), r3: person('US', '', SIGNED_UP) }))).toEqual([]);
  });

  it('asks nothing of transactional mail', async () => {
    expect(await found({ r1: person('DE', '', SIGNED_UP) }, { kind: 'transactional' })).toEqual([]);
  });

  it('takes no confirmation of an earlier sign-up for one, but lets a wrong zone be', async () => {
    expect(shortly(await found({ r1: person('DE', '', { ...SIGNED_UP, confirmed_at: '2026-03-01T10:00:00+01:00' }), r2: person('AT', '', { ...SIGNED_UP, confirmed_at: '2026-03-04T09:02:00+01:00' }), r3: person('DE', '', { ...CONFIRMED, given_at: '' }) }))).toEqual(['unconfirmed: r1']);
  });
});
