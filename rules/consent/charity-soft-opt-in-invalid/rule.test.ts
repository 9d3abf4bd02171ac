import { describe, expect, it } from 'vitest';
import { person, tablesOf } from '../../../test/audience/people.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const MET = { basis: 'charitable_soft_opt_in', status: 'active', given_at: '2026-03-04T10:00:00Z', opt_out_offered_at_collection: 'true', relationship_type: 'donation' };
const on = (more: Record<string, string> = {}, country = 'GB') => person(country, 'natural', { ...MET, ...more });
const found = async (people: Parameters<typeof tablesOf>[0], kind: 'fundraising' | 'newsletter' | 'marketing' | 'transactional' = 'fundraising', more = {}) => shortly(await runAudienceRule(rule, { ...tablesOf(people), ...more, manifest: { kind } }));

describe('consent/charity-soft-opt-in-invalid', () => {
  it('is silent on supporters and people with an interest, told and since the exception is in force', async () => {
    expect(await found({ r1: on(), r2: on({ relationship_type: 'inquiry' }), r3: on({ relationship_type: 'volunteer' }), r4: on({ given_at: '2026-02-05T00:00:00Z' }) })).toEqual([]);
  });

  it('does not reach back, to the instant', async () => {
    expect(await found({ r1: on({ given_at: '2026-02-04T23:59:59Z' }), r2: on({ given_at: '2026-02-05T00:30:00+01:00' }), r3: on({ given_at: '' }) })).toEqual(['tooEarly: r1 r2', 'undated: r3']);
  });

  it('asks for the opt-out, for support, and for the person as the source', async () => {
    expect(await found({ r1: on({ opt_out_offered_at_collection: '' }), r2: on({ relationship_type: 'purchase' }), r3: on({ relationship_type: '' }), r4: on({ source_type: 'referral', source: 'Überweisung durch Freunde' }), r5: on({ source_type: 'purchased' }) })).toEqual(['optOutNotOffered: r1', 'noSupport: r2 r3', 'fromOthers: r4 r5']);
  });

  it('takes a donor in the CRM for a supporter', async () => {
    const donor = { recipient: { country: 'GB', email: 'siân@example.org' }, consents: [{ ...MET, relationship_type: '' }] };
    expect(await found({ r1: donor }, 'fundraising', { contacts: 'contact_id,email,lifecycle\nc1,siân@example.org,donor\n' })).toEqual([]);
  });

  it('is for charitable purposes alone, and unknown outside the UK', async () => {
    expect(await found({ r1: on() }, 'marketing')).toEqual(['notCharitable: r1']);
    expect(await found({ r1: on({}, 'DE'), r2: on({}, 'IE'), r3: on({}, 'US') })).toEqual(['notInThisLaw: r1 r2']);
  });

  it('asks whether the sender is a charity, where the manifest says who sends', async () => {
    const sent = async (sender: { legalName: string; charityNumber?: string }) => (await runAudienceRule(rule, { ...tablesOf({ r1: on() }), manifest: { kind: 'fundraising', sender } })).map(({ messageId, severity }) => `${messageId} ${severity}`);
    expect(await sent({ legalName: 'Wells Trading Ltd' })).toEqual(['noCharityNumber warning']);
    expect(await sent({ legalName: 'Wells', charityNumber: '1234567' })).toEqual([]);
  });

  it('means charities under its own law', async () => {
    const sent = async (country: string) => (await runAudienceRule(rule, { ...tablesOf({ r1: on() }), manifest: { kind: 'fundraising', sender: { legalName: 'Wells', charityNumber: '1234567', country } } })).map(({ messageId, severity }) => `${messageId} ${severity}`);
    expect(await sent('CA')).toEqual(['charityElsewhere warning']);
    expect(await sent('GB')).toEqual([]);
  });

  it('is silent where a consent stands beside it, and on service mail', async () => {
    expect(await found({ r1: person('GB', '', { ...MET, given_at: '2020-01-01T00:00:00Z' }, { basis: 'express' }) })).toEqual([]);
    expect(await found({ r1: on({ given_at: '' }) }, 'transactional')).toEqual([]);
  });
});
