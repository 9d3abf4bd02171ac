import { describe, expect, it } from 'vitest';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const TABLES = {
  recipients: 'recipient_id,timezone\nberlin,Europe/Berlin\nhonolulu,Pacific/Honolulu\nlater,Europe/Berlin\nheld,Europe/Berlin\nunknown,',
  schedule: 'recipient_id,send_at\nberlin,2026-12-06T20:00:00Z\nhonolulu,2026-12-06T23:30:00Z\nlater,2026-12-07T08:00:00Z\nheld,\nunknown,2026-12-07T08:00:00Z',
};
const found = async (subject: string, manifest = {}, language = 'en') => (
  shortly(await runAudienceRule(rule, TABLES, { subject, html: `<html lang="${language}"><body></body></html>`, manifest: { language, ...manifest } })));

describe('timing/offer-expired-at-send', () => {
  it('compares the offer\'s end with every slot, in whatever zone', async () => {
    expect(await found('20 % off', { offerEndsAt: '2026-12-06T23:59:59+01:00' })).toEqual(['manifest: honolulu later unknown']);
    expect(await found('20 % off', { offerEndsAt: '2026-12-08T23:59:59+01:00' })).toEqual([]);
  });

  it.each([
    ['en', 'Offer ends Sunday, 6 December'], ['de', 'Das Angebot gilt bis 6.12.'], ['fr', 'Offre valable jusqu’au 6 décembre'], ['es', 'Oferta válida hasta el 6 de diciembre'],
    ['it', 'Offerta valida fino al 6 dicembre'], ['nl', 'Geldig t/m 6 december'], ['pt', 'Válido até 6 de dezembro'], ['sv', 'Gäller till och med 6 december'], ['da', 'Gælder til og med 6. december'],
  ])('compares a deadline of the copy with each recipient\'s clock: %s', async (language, subject) => {
    expect(await found(subject, {}, language)).toEqual(['copy: later']);
  });

  it('takes a weekday for the next one after the first slot, and a named zone for the clock', async () => {
    expect(await found('Only until Sunday 21:30')).toEqual(['copy: later']);
    expect(await found('Offer ends Sunday, 6 December, 19:00 GMT')).toEqual(['copy: berlin honolulu later unknown']);
  });

  it('does not report the day of offerEndsAt twice, nor what is history', async () => {
    expect(await found('Ends Sunday, 6 December', { offerEndsAt: '2026-12-06T23:59:59+01:00' })).toEqual(['manifest: honolulu later unknown']);
    expect(await found('Our statutes: valid until 6 May 2024')).toEqual([]);
    expect(await found('Register until 6 December 2025')).not.toEqual([]);
  });

  it('compares one instant where no slots are known', async () => {
    const campaign = await campaignOf({ html: '<p>Hello</p>', subject: 'Offer ends 1 December 2026', manifest: { offerEndsAt: '2026-12-06T12:00:00Z', language: 'en' } });
    const at = async (sendAt: string, sendAtGiven = true) => (await runRule(rule, campaign, {}, { sendAt: new Date(sendAt), sendAtGiven })).map(({ messageId }) => messageId);
    expect(await at('2026-12-01T12:00:00Z')).toEqual([]);
    // Still the first of December on Baker Island.
    expect(await at('2026-12-02T11:00:00Z')).toEqual([]);
    expect(await at('2026-12-02T13:00:00Z')).toEqual(['endedCopy']);
    expect(await at('2026-12-06T12:00:00Z')).toEqual(['ended', 'endedCopy']);
    expect(await at('2026-12-06T12:00:00Z', false)).toEqual(['ended']);
  });

  it('goes by the clocks of the sender\'s country where no slots are known', async () => {
    const at = async (country: string, sendAt: string) => {
      const campaign = await campaignOf({ html: '<p>Hallo</p>', subject: 'Angebot gültig bis 1.12.2026', manifest: { language: 'de', sender: { country } } });
      return (await runRule(rule, campaign, {}, { sendAt: new Date(sendAt), sendAtGiven: true })).map(({ messageId }) => messageId);
    };
    expect(await at('DE', '2026-12-01T22:59:00Z')).toEqual([]);
    expect(await at('DE', '2026-12-01T23:00:00Z')).toEqual(['endedCopy']);
    expect(await at('US', '2026-12-02T09:00:00Z')).toEqual([]);
    expect(await at('US', '2026-12-02T10:00:00Z')).toEqual(['endedCopy']);
  });

  it('takes two digits of a year for one from 1969 to 2068', async () => {
    expect(await runRule(rule, await campaignOf({ html: '<p lang="en">The talks of Wednesday, 12/27/95 are on video now.</p>' }))).toEqual([]);
    expect(await runRule(rule, await campaignOf({ html: '<p lang="en">The talks begin on Tuesday, 12/27/34 in Leeds.</p>' }))).not.toEqual([]);
  });

  it('finds a weekday that the date beside it does not have', async () => {
    const says = async (subject: string, language: string) => (await runRule(rule, await campaignOf({ html: '<p>x</p>', subject, manifest: { language } }))).map(({ messageId, data }) => `${messageId} ${String(data?.['day'])}`);
    expect(await says('Anmeldung bis Mittwoch, 10. Dezember 2026', 'de')).toEqual(['weekday Thursday, 10 December 2026']);
    expect(await says('Anmeldung bis Donnerstag, 10. Dezember 2026', 'de')).toEqual([]);
    expect(await says('Der Kurs findet am Montag, 9. Dezember 2026, um 18 Uhr statt', 'de')).toEqual(['weekday Wednesday, 9 December 2026']);
    expect(await says('Offer ends Sunday, 6 December', 'en')).toEqual([]);
  });

  it.each([
    ['Minutes of the meeting of Tuesday, 14 November 2026', 'en'], ['Der Bericht von Dienstag, 14.11.2026, liegt vor.', 'de'], ['Les photos du mardi 14 novembre 2026', 'fr'], ['Foto’s van dinsdag 14 november 2026', 'nl'], ['Kuvia: tiistai 14.11.2026', 'fi'], ['Wtorek, 14 listopada 2026', 'pl'], ['Bilder från tisdag den 14 november 2026', 'sv'], ['The fair is on 14 November 2026 (Friday)', 'en'], ['Basar am 14.11.2026 (Fr.)', 'de'], ['Ярмарок 14 листопада 2026 (п’ятниця)', 'uk'], ['2026年11月14日(金)に開催', 'ja'], ['martedì 14 novembre 2026', 'it'],
  ])('finds it in what is neither a deadline nor an invitation: %s', async (words, language) => {
    const problems = await runRule(rule, await campaignOf({ html: `<html lang="${language}"><body><p>x</p></body></html>`, subject: words, manifest: { language } }));
    expect(problems).toMatchObject([{ messageId: 'weekday', evidence: { day: '2026-11-14' } }]);
  });

  it.each([['Saturday, 14 November 2026', 'en'], ['14 November 2026 (Saturday) or 15 November 2026 (Sunday)', 'en'], ['2026年11月14日(土)に開催', 'ja'], ['Open Monday to Friday, 14 November 2026 till Christmas', 'en'], ['Freitag/Sonntag 14. November 2026', 'de'], ['Fri & Sun 14 November 2026', 'en'], ['On 2 November we met on a Tuesday, 2026 was new', 'en'], ['Sonntag, 7. Dezember 1941', 'de']])('is silent on %s', async (subject, language) => {
    expect(await runRule(rule, await campaignOf({ html: '<p>x</p>', subject, manifest: { language } }))).toEqual([]);
  });

  it.each([
    ['Offre valable du 1er au 28 novembre 2026', 'fr'], ['Campanha válida de 1 a 28 de novembro de 2026', 'pt'], ['Gutschein gültig vom 1. bis 28. November 2026', 'de'], ['Offerta valida dal 1 al 28 novembre 2026', 'it'], ['Tilbudet varer ut søndag 29. november', 'nb'],
  ])('reads the end of a span: %s', async (subject, language) => {
    const campaign = await campaignOf({ html: '<p>x</p>', subject, manifest: { language, sender: { country: 'DE' } } });
    expect((await runRule(rule, campaign, {}, { sendAt: new Date('2026-12-01T09:00:00Z'), sendAtGiven: true })).map(({ messageId }) => messageId)).toEqual(['endedCopy']);
  });

  const sentOn = async (day: string, words: string, language: string) => (await runRule(rule, await campaignOf({ html: `<html lang="${language}"><body><p>${words}</p></body></html>`, manifest: { language } }), {}, { sendAt: new Date(`${day}T09:00:00Z`), sendAtGiven: true })).map(({ messageId, evidence }) => `${messageId} ${String(evidence?.['day'])}`);

  it.each([
    ['Our fair opens on Friday, 21 March.', 'en'], ['Der Markt beginnt am Freitag, 21.3.', 'de'], ['Le marché ouvre le vendredi 21 mars.', 'fr'], ['La feria abre el viernes 21 de marzo.', 'es'], ['Il mercato apre venerdì 21 marzo.', 'it'], ['De markt begint op vrijdag 21 maart.', 'nl'],
    ['A feira abre na sexta-feira, 21 de março.', 'pt'], ['Marknaden öppnar fredag 21 mars.', 'sv'], ['Markedet åbner fredag den 21. marts.', 'da'], ['Markedet åpner fredag 21. mars.', 'nb'], ['Markkinat avataan perjantaina 21. maaliskuuta.', 'fi'], ['Jarmark rusza w piątek, 21 marca.', 'pl'],
  ])('finds a weekday beside a date without a year once it is known when the mail goes out: %s', async (words, language) => {
    expect(await sentOn('2026-03-12', words, language)).toEqual(['weekday 2026-03-21']);
    expect(await sentOn('2025-03-12', words, language)).toEqual([]);
    expect(await sentOn('2026-06-12', words, language), 'it may be any year').toEqual([]);
  });

  it('reads the Date of a finished message', async () => {
    const eml = 'From: a@acme.example\nDate: Thu, 12 Mar 2026 09:00:00 +0100\nContent-Type: text/html; charset=utf-8\n\n<html lang="de"><body><p>Der Frühlingsmarkt beginnt am Freitag, 21. März.</p></body></html>';
    expect((await runRule(rule, await campaignOf({ eml }))).map(({ messageId }) => messageId)).toEqual(['weekday']);
  });

  it.each([
    ['Join us tomorrow, 14 March, for the open day.', 'en'], ['Morgen, am 14. März, öffnen wir um 10 Uhr die Türen.', 'de'], ['Inscrivez-vous : l’atelier a lieu demain, le 14 mars.', 'fr'], ['El taller es mañana, 14 de marzo, a las 18 h.', 'es'], ['La festa è domani, 14 marzo, in piazza.', 'it'], ['De lezing is morgen, 14 maart, om 20.00 uur.', 'nl'],
    ['A oficina é amanhã, 14 de março, às 10h.', 'pt'], ['Föreläsningen är imorgon, 14 mars, kl. 18.', 'sv'], ['Foredraget er i morgen, den 14. marts, kl. 19.', 'da'], ['Kurset er i morgen, 14. mars, kl. 18.', 'nb'], ['Tapahtuma on huomenna 14. maaliskuuta.', 'fi'], ['Warsztaty odbędą się jutro, 14 marca.', 'pl'],
  ])('finds "tomorrow" beside another day than the one after the send: %s', async (words, language) => {
    expect(await sentOn('2026-03-10', words, language)).toEqual(['otherDay 2026-03-14']);
    expect(await sentOn('2026-03-13', words, language)).toEqual([]);
  });

  it('knows the day that a name stands for', async () => {
    expect(await sentOn('2026-12-04', 'Giving Tuesday is tomorrow: help us to dig.', 'en')).toEqual(['otherDay 2026-12-01']);
    expect(await sentOn('2026-11-30', 'Giving Tuesday is tomorrow: help us to dig.', 'en')).toEqual([]);
  });

  it.each([['Last year, on Friday, 21 March, we planted the first tree.', 'en'], ['Rückblick: Am Freitag, 14. März letzten Jahres, fiel die Entscheidung.', 'de'], ['The fire of Friday 13 October taught us much.', 'en'], ['Tot morgen kun je je aanmelden voor zaterdag 21 maart.', 'nl'], ['Linux 2.4 #1 SMP Thu Sep 6 17:09:31', 'en'], ['Tomorrow we pack the boxes; the fair is on Saturday, 21 March.', 'en']])('leaves alone %s', async (words, language) => {
    expect(await sentOn('2026-03-12', words, language)).toEqual([]);
  });

  it('takes the manifest\'s plan for the send instant of the copy\'s deadlines', async () => {
    const at = async (from: string) => {
      const campaign = await campaignOf({ html: '<p>Hello</p>', subject: 'Offer ends 28 November 2026', manifest: { schedule: { from, until: '2026-12-31T00:00:00Z' }, language: 'en' } });
      return (await runRule(rule, campaign, {}, { sendAt: new Date(from) })).map(({ messageId }) => messageId);
    };
    expect(await at('2026-12-01T09:00:00Z')).toEqual(['endedCopy']);
    expect(await at('2026-11-28T09:00:00Z')).toEqual([]);
  });
});
