import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const FILLER: Readonly<Record<string, string>> = {
  de: 'Der Herbst ist da, und mit ihm kommen viele neue Sachen für Haus und Garten in den Laden.',
  en: 'Our autumn range is here, and everything that you need for the garden is in stock again.',
  fr: 'Notre nouvelle collection est arrivée, et tout pour le jardin est de nouveau en stock chez nous.',
};

async function found(lang: string, subject: string, body: string, preheader?: string) {
  const html = `<html lang="${lang}"><body><p>${FILLER[lang] ?? FILLER['en'] ?? ''}</p>${body}</body></html>`;
  return (await runRule(rule, await campaignOf({ html, subject, ...(preheader !== undefined && { preheader }) }))).map(({ messageId, data, heuristic }) => [messageId, data?.['said'], data?.['shown'], heuristic]);
}

describe('a promise that the body does not keep', () => {
  it.each([
    ['de', '30 % auf alles', 'Jetzt 20 % Rabatt sichern.', ['percent', '30 %', '20 %']],
    ['tr', 'Bütün tabaklarda %50 indirim', 'Bu hafta bütün tabaklarda %30 indirim.', ['percent', '%50', '%30']],
    ['ja', '全品30%オフ', '今週は全品20%オフです。', ['percent', '30%', '20%']],
    ['ru', 'Скидка 40 % на всё', 'На этой неделе скидка 20 % на всё.', ['percent', '40 %', '20 %']],
    ['he', '30% הנחה', 'השבוע 20% הנחה על הכול', ['percent', '30%', '20%']],
    ['en', 'Save 30% today', 'Everything 25% off this week.', ['percent', '30%', '25%']],
    ['fr', '-30 % sur tout le jardin', '-20 % sur tout le jardin', ['percent', '-30 %', '-20 %']],
    ['sv', '30 procent rabatt', 'Nu 20 procent rabatt på allt.', ['percent', '30 procent', '20 procent']],
    ['sv', '20 % rabatt på kurserna', 'Nu 10 % rabatt på alla kurser.', ['percent', '20 %', '10 %']],
    ['de', '20 % auf jede Kiste', 'Bis Sonntag gibt es 15 % auf jede Kiste.', ['percent', '20 %', '15 %']],
    ['sv', '20 % på alla lådor', 'Till söndag får du 15 % på alla lådor.', ['percent', '20 %', '15 %']],
    ['pl', 'Każda skrzynka 20% taniej', 'Każda skrzynka jest o 15% tańsza.', ['percent', '20%', '15%']],
    ['fi', 'Paita jäsenille 12 euroa', 'Jäsenille paita maksaa 15 euroa.', ['price', '12 euroa', '15 euroa']],
    ['pl', 'Zniżka 30% tylko dziś', 'Zniżka 25% na wszystko.', ['percent', '30%', '25%']],
    ['de', 'Bis zu 50 % Rabatt', 'Bis zu 40 % Rabatt auf Möbel.', ['percent', '50 %', '40 %']],
    ['de', 'Der Kurs für nur 29,90 €', 'Der Kurs kostet 39,90 €.', ['price', '29,90 €', '39,90 €']],
    ['fr', 'La caisse à 49 € au lieu de 84 €', 'La caisse de six est à 59 € au lieu de 84 €.', ['price', '49 €', '59 €']],
    ['da', 'Nu 1.290 kr', 'Nu 1.490 kr, før 1.990 kr', ['price', '1.290 kr', '1.490 kr']],
    ['de', 'Versandkostenfrei ab 29 €', 'Ab 39 € versandkostenfrei. Die Hose kostet 29 €.', ['delivery', '29 €', '39 €']],
    ['fi', 'Ilmainen toimitus yli 29 € tilauksiin', 'Ilmainen toimitus yli 39 € tilauksiin.', ['delivery', '29 €', '39 €']],
    ['en', 'Use code AUTUMN20', 'Enter the code <b>AUTUMN25</b> at checkout.', ['code', 'AUTUMN20', 'AUTUMN25']],
    ['de', 'Ihr Gutscheincode: FRÜHLING10', 'Gutscheincode</p><p>FRÜHLING15', ['code', 'FRÜHLING10', 'FRÜHLING15']],
    ['de', 'Nur bis Sonntag, 30. November', 'Das Angebot gilt bis 29. November.', ['end', 'nur bis sonntag, 30. november', 'gilt bis 29. november']],
    ['en', 'Only until Sunday', 'The offer ends on Monday.', ['end', 'only until sunday', 'ends on monday']],
  ])('%s: "%s" beside "%s"', async (lang, subject, body, mismatch) => {
    expect(await found(lang, subject, `<p>${body}</p>`)).toEqual([[...mismatch, true]]);
  });

  it('is found in the preheader', async () => {
    expect(await found('de', 'Herbstverkauf', '<p>Jetzt 20 % Rabatt.</p>', '30 % Rabatt auf alles')).toEqual([['percent', '30 %', '20 %', true]]);
  });

  it('is found in a mail of text alone', async () => {
    const campaign = await campaignOf({ text: `${FILLER['de'] ?? ''}\n\nJetzt 20 % Rabatt.`, subject: '30 % auf alles' });
    expect(await runRule(rule, campaign)).toMatchObject([{ messageId: 'percent' }]);
  });

  it.each([['tr', "%50'ye varan indirim", 'Tabaklarda %30, kâselerde %20 indirim.'], ['ja', '全品最大50%オフ', 'お皿は30%オフ、鉢は20%オフです。'], ['uk', 'Знижка 20 %', 'Знижка 20 %. Додатково знижка 5 % для учасників клубу.']])('knows "up to" and "besides" in %s', async (lang, subject, body) => {
    expect(await found(lang, subject, `<p>${body}</p>`)).toEqual([]);
  });
});

describe('what is no mismatch', () => {
  it.each([
    ['de', '30 % auf alles', 'Jetzt 30 % Rabatt, mit der App 10 % Rabatt extra.'], ['en', 'Up to 50% off', 'Save 20% on chairs and 40% on tables.'], ['en', '50% off', 'Take 30% off, then save 20% on top.'],
    ['en', '20% off', 'Take 10% off your first order and 10% off the next.'], ['en', '30% off', 'A third off everything.'], ['en', '30% off', 'Made of 80% cotton.'], ['en', '30% off', 'Join and get an extra 10% off.'], ['de', '5 Tipps für 2026', 'Sparen Sie 20 %.'], ['en', 'iPhone 15 is here', 'Now $799, save 10%.'],
    ['en', 'Your order 48213', 'Total: £29.00'], ['de', 'Ab 29 €', 'Für $39 in den USA.'], ['de', '20 € sparen', 'Statt 59 € nur 39 €.'], ['en', 'Only £12 a month', 'That is £144 a year.'], ['en', 'Help us raise £10,000', 'Your £25 counts.'],
    ['de', 'Nur 1.290 €', 'Jetzt 1290,00 EUR statt 1.490 €.'], ['de', 'Nur 29 €', 'Die Hose 19 €, das Hemd 24 €, die Jacke 39 €.'], ['en', '{{ discount }}% off', 'Save 20% today.'], ['en', '30% off', 'Save {{ discount_percent }} today, 20% off shoes.'],
    ['en', 'Use code AUTUMN20', 'Enter the code autumn20 at checkout, or code STUDENT10.'], ['en', 'Use code AUTUMN20', 'The dress code is BLACK TIE.'], ['de', 'Nur bis Sonntag', 'Nur bis 30. November.'], ['de', 'Bis 30. November', 'Das Angebot gilt bis 30.11., der Versand bis 5. Dezember.'],
    ['ja', '全品30%OFFセール', 'ご利用ありがとうございます。お客様満足度は98%です。引き続きよろしくお願いします。'], ['ja', '全品30%OFFセール', 'オフィス家具の50%がリサイクル素材です。'], ['ja', '全品30%OFFセール', '50%のセールスが在宅です。'],
    ['de', '30 % auf alles', 'Garantiert 100 % 14 Tage Rabatt auf alles.'], ['ro', 'Reducere 30%', 'Ambalajul are 50% plastic redus.'],
    ['de', 'Versandkostenfrei ab 29 €', 'Ab 29 € versandkostenfrei. Die Hose kostet 39 €.'], ['en', 'Sale ends Sunday', 'Doors open Monday.'], ['de', '30 % auf alles', '<img src="https://img.acme.com/sale-30.jpg" alt="Sale"> Schuhe: 20 % Rabatt.'],
  ])('%s: "%s" beside "%s"', async (lang, subject, body) => {
    expect(await found(lang, subject, `<p>${body}</p>`)).toEqual([]);
  });

  it('says that it could not look at a mail of pictures', async () => {
    const campaign = await campaignOf({ html: '<img src="https://img.acme.com/hero.jpg" alt="Jetzt 20 % Rabatt" width="600" height="900">', subject: '30 % auf alles' });
    expect(await runRule(rule, campaign)).toEqual([]);
    expect(await rule.unchecked?.(campaign, {}, { now: new Date(0), sendAt: new Date(0) })).toContain('pictures');
  });
});
