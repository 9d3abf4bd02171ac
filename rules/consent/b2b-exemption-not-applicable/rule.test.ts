import { describe, expect, it } from 'vitest';
import { person, tablesOf } from '../../../test/audience/people.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const CLAIM = { basis: 'b2b_exemption', status: 'active', given_at: '2026-03-04T10:00:00Z' };
const on = (country: string, recipientClass: string, more: Record<string, string> = {}) => person(country, recipientClass, { ...CLAIM, ...more });
const found = (people: Parameters<typeof tablesOf>[0], manifest = {}) => runAudienceRule(rule, { ...tablesOf(people), manifest });

describe('consent/b2b-exemption-not-applicable', () => {
  it('reports the claim for companies where their law protects them as well', async () => {
    const countries = ['DE', 'AT', 'CH', 'ES', 'IT', 'NL', 'DK', 'CA', 'AU', 'FI'];
    const findings = await found(Object.fromEntries(countries.map((country) => [country, on(country, 'legal_person', { basis: 'legitimate_interest' })])));
    expect(shortly(findings)).toEqual([`notInThisLaw: ${countries.toSorted().join(' ')}`]);
    const [german] = await found({ r1: on('DE', 'legal_person') });
    expect(Object.keys(german?.evidence['law'] ?? {})[0]).toMatch(/^UWG § 7\(2\) no\. 2 \(profile DE as of /);
  });

  it('accepts it for companies in the UK, France and Sweden, legitimate interest in Brazil, a published mailbox in the Netherlands, anything in the US', async () => {
    expect(await found({ r1: on('GB', 'legal_person'), r2: on('FR', 'generic_mailbox'), r3: on('SE', 'legal_person'), r4: on('BR', 'natural', { basis: 'legitimate_interest' }), r5: on('NL', 'generic_mailbox'), r6: on('US', 'natural') })).toEqual([]);
  });

  it('reports persons and sole traders there, and warns where the class is not known', async () => {
    const findings = await found({ r1: on('GB', 'sole_trader'), r2: on('FR', 'natural'), r3: on('SE', 'natural'), r4: on('GB', 'partnership'), r5: on('GB', ''), r6: on('DE', '') });
    expect(shortly(findings)).toEqual(['classUnknown: r5', 'notACompany: r1 r2 r3 r4', 'notInThisLaw: r6']);
    expect(findings[0]?.severity).toBe('warning');
  });

  it('reads the class from the company\'s legal form and from the mailbox, at an address of its own', async () => {
    const at = (country: string, email: string, company: string) => ({ recipient: { country, email, company }, consents: [CLAIM] });
    expect(shortly(await found({
      r1: at('GB', 'ann@firm.example', 'Firm Ltd.'), r2: at('SE', 'åsa@bolaget.example', 'Bolaget AB'), r3: at('FR', 'contact@société.example', 'Société Étoile'), r4: at('GB', 'ann@gmail.com', 'Firm Ltd.'), r5: at('GB', 'ann@firm.example', 'Ann Lee Design'),
    }))).toEqual(['classUnknown: r4 r5']);
  });

  it('reports a French contact who could not object, and warns of a company at a free-mail provider', async () => {
    const findings = await found({ r1: on('FR', 'legal_person', { opt_out_offered_at_collection: 'false' }), r2: on('FR', 'legal_person', { opt_out_offered_at_collection: 'true' }), r3: { recipient: { country: 'GB', recipient_class: 'legal_person', email: 'firm@gmail.com' }, consents: [CLAIM] } });
    expect(shortly(findings)).toEqual(['notTold: r1', 'freeMail: r3']);
    expect(findings.map(({ severity }) => severity)).toEqual(['error', 'warning']);
  });

  it('is silent where a consent stands beside the claim, and on service mail', async () => {
    expect(await found({ r1: person('DE', 'legal_person', CLAIM, { basis: 'express' }) })).toEqual([]);
    expect(await found({ r1: on('DE', 'legal_person') }, { kind: 'transactional' })).toEqual([]);
  });
});
