import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const found = async (fixture: Parameters<typeof campaignOf>[0], options = {}) => (await runRule(rule, await campaignOf(fixture), options)).map(({ messageId, severity }) => `${messageId} ${severity ?? 'error'}`);

describe('consent/special-category-exposure', () => {
  it('reports sensitive fields in subject, preheader and links', async () => {
    expect(await found({ subject: 'News on {{ diagnosis }}', html: '<p>Hello</p>' })).toEqual(['fieldExposed error']);
    expect(await found({ preheader: 'Für {{ contact.Konfession }}', html: '<p>Hello</p>' })).toEqual(['fieldExposed error']);
    expect(await found({ html: '<p><a href="https://x.example/?c={{ contact.medical_condition }}">More</a></p>' })).toEqual(['fieldExposed error']);
  });

  it('knows what a church and a party call membership', async () => {
    for (const field of ['party_membership', 'Parteizugehörigkeit', 'afiliación política', 'Kirchenmitglied'])
      expect([field, await found({ html: `<p>{{ contact.${field.replaceAll(' ', '_')} }}</p>` })]).toEqual([field, ['fieldShown warning']]);
    expect(await found({ html: '<p>Table for {{ contact.party_size }} at the {{ contact.parish }} {{ contact.membership }}</p>' })).toEqual([]);
  });

  it('leaves alone a number of which only the end is shown', async () => {
    expect(await found({ html: '<p>Card: {{ cardnumber_last4 }}</p>' })).toEqual([]);
    expect(await found({ html: '<p>Visa, endet auf {{ cardnumber }}</p><p>**** **** **** {{ cardnumber }}</p>' })).toEqual([]);
    expect(await found({ html: '<p>Visa, ending in {{ cardnumber }}</p><p>Your card {{ cardnumber }}</p>' })).toEqual(['fieldShown warning']);
  });

  it('warns of them in the body, once a field, unless the reader agreed', async () => {
    const html = '<p>Your {{ contact.diagnosis }} and {{ contact.diagnosis }}, {{ contact.first_name }}, {{ contact.skinny }}, {{ contact.grace }}</p>';
    expect(await found({ html })).toEqual(['fieldShown warning']);
    expect(await found({ html }, { allowFields: ['Diagnosis'] })).toEqual([]);
  });

  it('warns of personal data in the query of links, merged or written out', async () => {
    expect(await found({ html: '<p><a href="https://x.example/offer?email={{ contact.email }}">a</a> <a href="https://x.example/?u=ann%40firm.example&b=1">b</a></p>' })).toEqual(['personalInLink warning']);
    expect(await found({ html: '<p><a href="https://x.example/unsubscribe?email={{ contact.email }}">Abmelden</a></p>' })).toEqual([]);
    expect(await found({ html: '<p><a href="mailto:info@x.example?cc=sales@x.example">a</a> <a href="https://x.example/@ann?id={{ contact.token }}">b</a> <a href="https://x.example/p?v=1.2@3">c</a></p>' })).toEqual([]);
  });

  it('leaves links to the reader\'s own subscription alone, by what they say or where they lead', async () => {
    expect(await found({ html: '<p><a href="https://x.example/login?email=ann@firm.example">Manage my subscriptions</a> <a href="https://x.example/in?e={{ contact.email }}">Newsletter-Einstellungen ändern</a> <a href="https://x.example/update.php?email={{ contact.email }}">here</a></p>' })).toEqual([]);
    expect(await found({ html: '<p><a href="https://x.example/login?email=ann@firm.example">Zum Angebot für Möbel</a></p>' })).toEqual(['personalInLink warning']);
  });

  it('hears what a subject tells of the reader, in twelve languages, as a heuristic', async () => {
    for (const subject of ['Your diabetes results are in', 'Ihre Krebserkrankung: Termin', 'Neues zu Ihrer Krebstherapie', 'Votre grossesse, semaine 12', 'Twoja ciąża tydzień po tygodniu', 'Dina skulder', 'Votre dette de 340 € est en recouvrement', 'Tu deuda pendiente', 'Il tuo debito residuo', 'Ihr Termin in der Suchtberatung', 'Votre rendez-vous au centre d’addictologie', 'Votre traitement contre la dépression', 'Your appointment at the addiction clinic']) {
      const problems = await runRule(rule, await campaignOf({ subject, html: '<p>x</p>' }));
      expect(problems.map(({ messageId, heuristic }) => [subject, messageId, heuristic])).toEqual([[subject, 'subjectTells', true]]);
    }
  });

  it('leaves causes and other people alone', async () => {
    for (const subject of ['Diabetes research needs you', 'Ge din tid till barn med cancer', 'Your mental health matters', 'Your place in the run against cancer', 'Ihre Hilfe gegen Sucht', 'La tua carta di debito è in arrivo', 'Annulons la dette des pays pauvres', 'Vos impayés : automatisez vos relances clients', 'Votre dette publique expliquée', 'Tu deuda con el planeta', 'A sua dívida de gratidão', 'Il tuo debito formativo: recupera i crediti', 'Your gift fights cancer', 'Your cancer research newsletter', 'Help us end depression', 'Your order is on its way: cancer charity mug', 'Dein Newsletter über Kunst']) {
      expect([subject, await found({ subject, html: '<p>x</p>' })]).toEqual([subject, []]);
    }
  });
});
