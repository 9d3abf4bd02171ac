import { describe, expect, it } from 'vitest';
import { tablesOf } from '../../../test/audience/people.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const CLAIM = { basis: 'soft_opt_in', status: 'active', given_at: '2026-03-04T10:00:00Z', opt_out_offered_at_collection: 'true' };
const CONTACTS = `contact_id,email,lifecycle,products
c1,a@x.example,customer,printer paper;toner
c2,b@x.example,customer,Reise nach Malmö
c3,c@x.example,customer,widget 4711
c4,d@x.example,customer,Hausratversicherung;Reiseversicherung
`;
const found = (offers: readonly string[], consent: Record<string, string> = CLAIM, more: object = {}) => runAudienceRule(rule, {
  ...tablesOf(Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [name, { recipient: { country: 'DE', email: `${name}@x.example` }, consents: [consent] }]))), contacts: CONTACTS, manifest: { kind: 'marketing', offers, ...more },
});

describe('consent/soft-opt-in-dissimilar-offer', () => {
  it('warns of an offer of another kind than what was bought, where both kinds are known', async () => {
    expect(shortly(await found(['travel-insurance']))).toEqual(['dissimilar: a']);
    expect(shortly(await found(['Schuhe']))).toEqual(['dissimilar: a b d']);
  });

  it('reads codes as words, of what was bought and of what is offered', async () => {
    const contacts = 'contact_id,email,lifecycle,products\nc1,a@x.example,customer,printer-paper\nc2,b@x.example,customer,olive_oil\nc3,c@x.example,customer,T-Shirt\n';
    const among = async (offer: string) => shortly(await runAudienceRule(rule, { ...tablesOf(Object.fromEntries(['a', 'b', 'c'].map((name) => [name, { recipient: { country: 'DE', email: `${name}@x.example` }, consents: [CLAIM] }]))), contacts, manifest: { kind: 'marketing', offers: [offer] } }));
    expect(await among('travel_insurance')).toEqual(['dissimilar: a b c']);
    expect(await among('t-shirt')).toEqual(['dissimilar: a b']);
  });

  it('is silent on an offer of a kind that is not known, and falls back on the topic', async () => {
    expect(await found(['spring-sale'])).toEqual([]);
    expect(shortly(await found([], CLAIM, { topic: 'försäkring' }))).toEqual(['dissimilar: a b']);
  });

  it('judges no other basis, and no service mail', async () => {
    expect(await found(['Schuhe'], { ...CLAIM, basis: 'express' })).toEqual([]);
    expect(await found(['Schuhe'], CLAIM, { kind: 'transactional' })).toEqual([]);
  });
});
