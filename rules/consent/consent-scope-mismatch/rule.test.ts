import { describe, expect, it } from 'vitest';
import { person, tablesOf } from '../../../test/audience/people.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const MANIFEST = { kind: 'marketing', topic: 'crm', sender: { legalName: 'Zürcher Werke AG' } } as const;
const on = (more: Record<string, string>, country = 'DE') => person(country, 'natural', { basis: 'express', status: 'active', given_at: '2026-03-04T10:00:00Z', ...more });
const found = async (people: Parameters<typeof tablesOf>[0], manifest = {}) => shortly(await runAudienceRule(rule, { ...tablesOf(people), manifest: { ...MANIFEST, ...manifest } }));

describe('consent/consent-scope-mismatch', () => {
  it('compares purposes with kind, topic and programme, in any case and in twelve languages', async () => {
    expect(await found({
      r1: on({ purposes: 'event invitations' }), r2: on({ purposes: 'events;CRM' }), r3: on({ purposes: 'Marketing' }), r4: on({ purposes: '' }), r5: on({ purposes: 'Werbung' }), r6: on({ purposes: 'direct_marketing' }), r7: on({ purposes: 'newsletter' }), r8: on({ purposes: 'all' }),
    })).toEqual(['otherPurpose: r1 r7']);
  });

  it('knows what forms call advertising, and what is none', async () => {
    const advertising = ['offres commerciales', 'Offres promotionnelles et nouveautés', 'información comercial', 'Informazioni commerciali', 'finalità di marketing', 'marketingcommunicatie', 'comunicações de marketing', 'direktmarknadsföring', 'direkte markedsføring', 'informacje handlowe', 'zu Werbezwecken', 'Commercial Electronic Messages', 'marketing purposes', 'to receive our offers', 'Zusendung von Werbung', 'envío de publicidad', 'invio di offerte', "envoi d'offres commerciales", 'promoties'];
    const other = ['sondage de satisfaction', 'concurso', 'Rückruf', 'whitepaper', 'order updates', 'get-together', 'Erhalt von Umfragen'];
    const people = (words: readonly string[], letter: string) => Object.fromEntries(words.map((purposes, index) => [`${letter}${String(index)}`, on({ purposes })]));
    expect(await found({ ...people(advertising, 'a'), ...people(other, 'b') })).toEqual(['otherPurpose: b0 b1 b2 b3 b4 b5 b6']);
  });

  it('reads a channel, several purposes in one cell, and words for nothing', async () => {
    expect(await found({
      r1: on({ purposes: 'E-Mail-Werbung, Telefon' }), r2: on({ purposes: 'events | newsletter' }), r3: on({ purposes: '["newsletter"; "sms"]' }), r4: on({ purposes: 'n/a' }), r5: on({ purposes: 'SMS / WhatsApp' }), r6: on({ purposes: 'Alle' }),
    }, { kind: 'newsletter' })).toEqual(['otherPurpose: r5']);
  });

  it('asks whether the record is for e-mail, in any language, and takes where somebody signed up for no channel', async () => {
    expect(await found({
      r1: on({ channel: 'SMS' }), r2: on({ channel: 'E-Mail; Telefon' }), r3: on({ channel: 'correo postal' }), r4: on({ channel: 'web' }), r5: on({ channel: '["sms","phone"]' }), r6: on({ channel: 'e-post' }), r7: on({ channel: 'direct mail' }),
      r8: on({ channel: 'n/a' }), r9: on({ channel: 'Telefon und SMS', basis: 'soft_opt_in' }),
    })).toEqual(['otherChannel: r1 r3 r5 r7 r9']);
  });

  it('lets a record for mail stand beside one for calls, whichever is newer', async () => {
    const mail = { basis: 'express', given_at: '2024-01-01T00:00:00Z', channel: 'email' };
    const calls = { basis: 'express', given_at: '2026-09-01T00:00:00Z', channel: 'phone' };
    expect(await found({ r1: person('DE', 'natural', mail, calls), r2: person('DE', 'natural', mail, { ...calls, status: 'withdrawn', withdrawn_at: '2026-10-01T00:00:00Z' }) })).toEqual([]);
  });

  it('lets consent to marketing cover a newsletter, but not an appeal for gifts', async () => {
    expect(await found({ r1: on({ purposes: 'marketing' }) }, { kind: 'newsletter' })).toEqual([]);
    expect(await found({ r1: on({ purposes: 'Newsletter & Angebote' }), r2: on({ purposes: 'events and newsletter' }), r3: on({ purposes: 'Direktmarketing' }), r4: on({ purposes: 'events and research' }) }, { kind: 'newsletter' })).toEqual(['otherPurpose: r4']);
    expect(await found({ r1: on({ purposes: 'marketing' }), r2: on({ purposes: 'Spenden' }), r3: on({ purposes: 'Appel à dons' }), r4: on({ purposes: 'Spendenanfragen; Umfragen' }) }, { kind: 'fundraising' })).toEqual(['otherPurpose: r1']);
  });

  it('compares the controller with the sender, whatever the spelling, and knows former names', async () => {
    const people = { r1: on({ controller: 'Zuercher Werke' }), r2: on({ controller: 'ZÜRCHER WERKE AG' }), r3: on({ controller: 'Zürcher Werke GmbH' }), r4: on({ controller: 'Berner Werke AG' }), r5: on({}), r6: on({ controller: 'Berner Werke AG; Zürcher Werke AG' }) };
    expect(await found(people)).toEqual(['otherController: r3 r4']);
    expect(await found(people, { sender: { ...MANIFEST.sender, formerNames: ['Berner Werke AG'] } })).toEqual(['otherController: r3']);
    expect(await found(people, { sender: {} })).toEqual([]);
  });

  it('takes a record of the sender, for this purpose, before newer ones for others', async () => {
    const theirs = { basis: 'express', given_at: '2026-09-01T00:00:00Z', controller: 'Berner Werke AG' };
    const ours = { basis: 'express', given_at: '2024-01-01T00:00:00Z', controller: 'Zürcher Werke AG', purposes: 'crm' };
    expect(await found({ r1: person('DE', '', theirs, ours), r2: person('DE', '', { ...ours, purposes: 'webinars', given_at: '2026-09-01T00:00:00Z' }, ours) })).toEqual([]);
  });

  it('asks nothing where no opt-in is needed, of exemptions for companies, and of what an objection ended', async () => {
    const webinars = { basis: 'express', purposes: 'webinars' };
    expect(await found({ r1: person('US', '', webinars), r2: person('GB', 'legal_person', webinars), r3: person('BR', '', { ...webinars, basis: 'legitimate_interest' }), r4: person('DE', '', { ...webinars, status: 'objected' }) })).toEqual([]);
    expect(await found({ r1: person('DE', '', webinars) }, { kind: 'transactional' })).toEqual([]);
  });
});
