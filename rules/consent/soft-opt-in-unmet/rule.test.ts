import { describe, expect, it } from 'vitest';
import { person, tablesOf } from '../../../test/audience/people.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const SENDER = { legalName: 'Nørgård Trading ApS' };
const MET = { basis: 'soft_opt_in', status: 'active', given_at: '2026-01-05T10:00:00+01:00', opt_out_offered_at_collection: 'true', relationship_type: 'purchase' };
const found = async (people: Parameters<typeof tablesOf>[0], manifest: object = { kind: 'marketing' }, more: object = {}) =>
  shortly(await runAudienceRule(rule, { ...tablesOf(people), ...more, manifest: { sender: SENDER, ...manifest } }));

describe('consent/soft-opt-in-unmet', () => {
  it('is silent where every condition is on file, in each country with a customer exception', async () => {
    const countries = ['DE', 'AT', 'CH', 'FR', 'ES', 'IT', 'NL', 'DK', 'SE', 'GB', 'PL', 'JP'];
    expect(await found(Object.fromEntries(countries.map((country) => [country, person(country, 'natural', { ...MET, relationship_paid: 'true' })])))).toEqual([]);
  });

  it('asks for a record that an opt-out was offered, and takes silence for none', async () => {
    const { opt_out_offered_at_collection: _, ...silent } = MET;
    expect(await found({ r1: person('DE', 'natural', silent), r2: person('DK', 'legal_person', { ...MET, opt_out_offered_at_collection: 'false' }) })).toEqual(['optOutNotOffered: r1 r2']);
  });

  it('asks for a sale: a negotiation is one in the UK only, a gift in the Netherlands only, an inquiry nowhere', async () => {
    const on = (country: string, relationship_type: string) => person(country, 'natural', { ...MET, relationship_type });
    expect(await found({
      r1: on('GB', 'negotiation'), r2: on('FR', 'negotiation'), r3: on('NL', 'donation'), r4: on('DE', 'donation'), r5: on('GB', 'inquiry'), r6: on('DE', ''),
      r7: person('SE', 'natural', { ...MET, relationship_type: 'membership', relationship_paid: 'true' }), r8: on('SE', 'membership'),
    })).toEqual(['noSale: r2 r4 r5 r6 r8']);
  });

  it('takes a customer in the CRM for a sale where the record names no relation', async () => {
    const customer = { recipient: { country: 'DE', email: 'erika@müller.example' }, consents: [{ ...MET, relationship_type: '' }] };
    expect(await found({ r1: customer }, undefined, { contacts: 'contact_id,email,lifecycle\nc1,erika@müller.example,customer\n' })).toEqual([]);
    expect(await found({ r1: customer }, undefined, { contacts: 'contact_id,email,lifecycle\nc1,erika@müller.example,lead\n' })).toEqual(['noSale: r1']);
  });

  it('asks for payment where the law does, and counts a free account elsewhere', async () => {
    const free = { ...MET, relationship_type: 'contract', relationship_paid: 'false' };
    expect(await found({ r1: person('IT', 'natural', free), r2: person('NL', 'natural', free), r3: person('DE', 'natural', free), r4: person('IT', 'natural', MET), r5: person('CH', 'natural', { ...free, relationship_paid: '' }) })).toEqual(['notPaid: r1 r2 r5']);
  });

  it('tells the sender from another company, under whatever spelling', async () => {
    const from = (seller_entity: string) => person('DK', 'natural', { ...MET, seller_entity });
    const people = { r1: from('NØRGÅRD TRADING APS'), r2: from('Nørgård Trading'), r3: from('Nørgård Trading A/S'), r4: from('Other ApS'), r5: from('Old Name A/S') };
    expect(await found(people)).toEqual(['otherSeller: r3 r4 r5']);
    expect(await found(people, { sender: { ...SENDER, formerNames: ['Old Name A/S'] } })).toEqual(['otherSeller: r3 r4']);
  });

  it('leaves former customers out where the law counts current ones only, to the instant', async () => {
    const until = (country: string, relationship_ended_at: string) => person(country, 'natural', { ...MET, relationship_ended_at });
    expect(await found({ r1: until('IT', '2026-12-01T09:00:00Z'), r2: until('IT', '2026-12-01T09:00:01Z'), r3: until('DE', '2020-01-01T00:00:00Z'), r4: until('JP', '2026-01-01T00:00:00Z') })).toEqual(['formerCustomer: r1 r4']);
  });

  it('takes the word of the CRM that somebody is no longer a customer, unless he bought since', async () => {
    const consents = `recipient_id,basis,given_at,relationship_type,relationship_last_event_at,relationship_paid,opt_out_offered_at_collection\n${['r1', 'r2'].map((id) => `${id},soft_opt_in,2025-01-01,purchase,2025-01-01,true,true\n`).join('')}`;
    const contacts = 'contact_id,email,lifecycle,ended_at\nc1,r1@acme.example,former_customer,2026-05-01\nc2,r2@acme.example,former_customer,2024-05-01\n';
    expect(shortly(await runAudienceRule(rule, { recipients: 'recipient_id,email,country\nr1,r1@acme.example,IT\nr2,r2@acme.example,IT\n', consents, contacts }))).toEqual(['formerCustomer: r1']);
  });

  it('covers no appeal for gifts, but where donors count as customers', async () => {
    expect(await found({ r1: person('GB', 'natural', MET), r2: person('NL', 'natural', { ...MET, relationship_type: 'donation' }) }, { kind: 'fundraising' })).toEqual(['fundraising: r1']);
  });

  it('says where the law has no such thing, and leaves those alone who need no opt-in', async () => {
    const bare = { basis: 'soft_opt_in' };
    expect(await found({ r1: person('CA', 'natural', MET), r2: person('AU', 'natural', MET), r3: person('US', 'natural', bare), r4: person('GB', 'legal_person', bare), r5: person('BR', 'natural', bare) })).toEqual(['notInThisLaw: r1 r2']);
    expect(await found({ r1: person('DE', 'natural', { ...bare, status: 'objected' }) })).toEqual([]);
    expect(await found({ r1: person('DE', 'natural', bare) }, { kind: 'transactional' })).toEqual([]);
  });

  it('shows the statute on the exception, with the date of the profile', async () => {
    const [finding] = await runAudienceRule(rule, tablesOf({ r1: person('DE', 'natural', { basis: 'soft_opt_in' }) }));
    expect(Object.keys(finding?.evidence['basis_law'] ?? {})[0]).toMatch(/^UWG § 7\(3\) \(profile DE as of \d{4}-\d\d-\d\d\)$/);
  });
});
