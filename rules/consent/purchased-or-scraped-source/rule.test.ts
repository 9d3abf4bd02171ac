import { describe, expect, it } from 'vitest';
import { person, tablesOf } from '../../../test/audience/people.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const from = (country: string, source_type: string, source = '', more: Record<string, string> = {}) => person(country, '', { basis: 'legitimate_interest', source_type, source, ...more });
const found = (people: Parameters<typeof tablesOf>[0], manifest = {}) => runAudienceRule(rule, { ...tablesOf(people), manifest });

describe('consent/purchased-or-scraped-source', () => {
  it('reports bought and scraped addresses, as a warning where no opt-in is asked for', async () => {
    const findings = await found({ r1: from('DE', 'purchased'), r2: from('AU', 'scraped'), r3: from('US', 'purchased'), r4: from('DE', 'referral'), r5: from('DE', 'web_form'), r6: from('FR', 'scraped', '', { basis: 'none' }) });
    expect(shortly(findings)).toEqual(['bought: r1 r2 r6', 'boughtOptOut: r3']);
    expect(findings.map(({ severity }) => severity)).toEqual(['error', 'warning']);
  });

  it('knows bought sources by their words, in several languages, and by no part of a word', async () => {
    expect(shortly(await found({
      r1: from('DE', 'import', 'LinkedIn-Export Mai'), r2: from('DE', 'import', 'Adresskauf 2025 (Händler)'), r3: from('FR', '', 'fichier acheté'), r4: from('DE', '', 'ZoomInfo'), r5: from('DE', '', 'Messe: Besucherliste eigener Stand'), r6: from('DE', '', 'website footer'), r7: from('DE', '', 'apollotheater.example'),
    }))).toEqual(['soundsBought: r1 r2 r3 r4']);
  });

  it('knows enrichment and copied imprints, and lets a lead form be', async () => {
    expect(shortly(await found({ r1: from('DE', 'import', 'Clearbit enrichment'), r2: from('DE', '', 'aus dem Impressum kopiert'), r3: from('DE', '', 'Gelbe Seiten'), r4: from('DE', 'web_form', 'LinkedIn Lead Gen Form'), r5: from('DE', '', 'Purchased item 4711 in our shop'), r6: from('FR', '', 'liste achetée'), r7: from('IT', '', 'Elenco acquistato 2024'), r8: from('DE', '', 'Teilnehmerliste Messe Köln'), r9: from('DE', '', 'Teilnehmerliste unseres Webinars') }))).toEqual(['soundsBought: r1 r2 r3 r6 r7 r8']);
    expect(shortly(await found({ r1: from('DE', 'conference_attendee_list'), r2: from('DE', 'event') }))).toEqual(['bought: r1']);
  });

  it('knows rented lists and registers that were read out', async () => {
    expect(shortly(await found({ r1: from('FR', '', 'Base de données louée'), r2: from('ES', '', 'lista alquilada'), r3: from('DE', '', 'Handelsregister (ausgelesen)'), r4: from('FR', '', 'base de données clients'), r5: from('DE', '', 'Handelsregister, Kunde') }))).toEqual(['soundsBought: r1 r2 r3']);
  });

  it('reads a source column of the recipients too', async () => {
    const people = { r1: { recipient: { country: 'DE', 'Lead Source': 'Data broker' } }, r2: { recipient: { country: 'DE', 'Lead Source': 'Web form' } } };
    expect(shortly(await found(people))).toEqual(['soundsBought: r1']);
  });

  it('leaves to consent-missing who has objected, and asks nothing of service mail', async () => {
    expect(await found({ r1: from('DE', 'purchased', '', { status: 'objected' }) })).toEqual([]);
    expect(await found({ r1: from('DE', 'purchased') }, { kind: 'transactional' })).toEqual([]);
  });

  it('prefers a record of the recipient\'s own', async () => {
    expect(await found({ r1: person('DE', '', { basis: 'express', source_type: 'purchased', given_at: '2026-05-01T00:00:00Z' }, { basis: 'express', source_type: 'web_form', given_at: '2025-05-01T00:00:00Z' }) })).toEqual([]);
  });
});
