import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import declaredLanguageMismatch from '#rules/content/declared-language-mismatch/rule.js';
import imageLanguageMismatch from '#rules/content/image-language-mismatch/rule.js';
import mixedLanguage from '#rules/content/mixed-language/rule.js';
import { campaignOf } from '../campaign/campaign-of.js';
import { svgSaying } from '../image-text/pictures.js';
import { runRule } from '../rule/run-rule.js';

interface Mail {
  readonly subject: string;
  readonly preheader?: string;
  readonly language: string;
  readonly blocks: readonly string[];
  readonly picture?: readonly string[];
}

/** Full of English words, as such mails are. */
const GERMAN_SHOP: Mail = {
  subject: 'Black Friday Sale: 30 % auf Sneaker, Hoodies und Smartwatches',
  preheader: 'Last Minute Deals im Online-Shop, Click & Collect in deinem Store',
  language: 'de',
  blocks: [
    '<h1>Black Friday Weekend</h1>',
    '<p>Hi Anna, unsere Highlights für dein Workout: Running-Shirts im Slim Fit, Leggings mit High-Waist-Schnitt und der neue Recovery-Hoodie aus Fleece.</p>',
    '<p>Fast Shipping? Na klar: Mit Next Day Delivery ist dein Paket schon morgen da, das Tracking läuft in der App.</p>',
    '<h2>Best of Basics</h2>',
    '<p>Oversized Shirts, Cargo Pants, Crop Tops, Beanies, Bucket Bags: Mix & Match, so wie es dir gefällt.</p>',
    '<p>Unser Team im Store Berlin-Mitte berät dich gern zu Performance-Materialien, Upcycling und Fair Fashion.</p>',
    '<p><a href="https://shop.example/sale">Jetzt shoppen</a></p>',
    '<p><a href="https://shop.example/giftcards">Gift Cards & Last-Minute-Geschenke</a></p>',
    '<p class="footer">Du bekommst diesen Newsletter, weil du Member in unserem Loyalty Club bist. Feedback an den Customer Service: service@shop.example. '
      + '<a href="https://shop.example/unsubscribe">Newsletter abbestellen</a></p>',
  ],
  picture: ['BLACK FRIDAY SALE', 'Sneaker, Hoodies & more', 'bis zu 30 % auf alles im Store'],
};

const SWISS: Mail = {
  subject: 'Einladung zur Generalversammlung / Invitation à l’assemblée générale / Invito all’assemblea generale',
  language: 'de',
  blocks: [
    '<p>Liebe Mitglieder, wir laden Sie herzlich zur Generalversammlung am 14. März 2027 um 18.30 Uhr im Volkshaus Zürich ein. Die Unterlagen finden Sie im Anhang.</p>',
    '<p><a href="https://verein.example/de">Jetzt anmelden</a></p>',
    '<p>Chers membres, nous vous invitons cordialement à l’assemblée générale du 14 mars 2027 à 18 h 30 à la Volkshaus de Zurich. Vous trouverez les documents en annexe.</p>',
    '<p><a href="https://verein.example/fr">S’inscrire maintenant</a></p>',
    '<p>Cari soci, vi invitiamo cordialmente all’assemblea generale del 14 marzo 2027 alle ore 18.30 alla Volkshaus di Zurigo. I documenti si trovano in allegato.</p>',
    '<p><a href="https://verein.example/it">Iscriviti ora</a></p>',
  ],
};

const CANADIAN: Mail = {
  subject: 'Your winter schedule / Votre horaire d’hiver',
  language: 'en',
  blocks: [
    '<p>(La version française suit)</p>',
    '<p>Starting December 1, our libraries in Ottawa and Gatineau open at 9:30 and close at 20:00. Your card works in all 12 branches, and you can still return books around the clock.</p>',
    '<p><a href="https://library.example/en">See all opening hours</a></p>',
    '<p>À partir du 1 décembre, nos bibliothèques d’Ottawa et de Gatineau ouvrent à 9:30 et ferment à 20:00. Votre carte est valable dans les 12 succursales, et vous pouvez toujours rapporter vos livres à toute heure.</p>',
    '<p><a href="https://library.example/fr">Voir tous les horaires</a></p>',
  ],
};

const DANISH: Mail = {
  subject: 'Sommerfest hos Bjørg og Øystein i Ålesund',
  language: 'da',
  blocks: [
    '<p>Kære Ragnhild, Kjetil og Gudbrand Tveitereid</p>',
    '<p>Vi glæder os til at se jer til sommerfesten hos Øystein Håkonsen og Bjørg Fjellstad. Færgen fra Hirtshals til Kristiansand sejler klokken ti, og Sigbjørn henter jer ved kajen.</p>',
    '<p>Aftenen begynder med en koncert af Kåre Nordstoga i Haukeland kirke, og bagefter er der middag på gården Nordre Skjeggestad.</p>',
    '<p><a href="https://forening.example/tilmelding">Meld jer til her</a></p>',
    '<p class="footer">Du modtager denne mail, fordi du er medlem af Foreningen Norden. <a href="https://forening.example/unsubscribe">Afmeld nyhedsbrevet</a></p>',
  ],
};

const ENGLISH = '<p>Tell us what you think about your last order, and we will send you a small gift for your next visit.</p>';

describe.each([
  ['a German shop mail full of English loanwords', GERMAN_SHOP],
  ['a Swiss mail that says all in German, French and Italian', SWISS],
  ['a Canadian mail in English and French', CANADIAN],
  ['a Danish mail with Norwegian names', DANISH],
])('%s', (_, mail) => {
  it('is not reported', async () => {
    expect(await reported(mail)).toEqual([]);
  });

  it('is once a paragraph of it is in a language that it does not speak', async () => {
    const foreign = mail.language === 'en' ? '<p>Wir haben für Sie etwas Neues gemacht und möchten es Ihnen gern in unserem Laden zeigen.</p>'
      : mail === SWISS ? '<p>Wiadomość ta jest dla państwa ważna, ponieważ nie możemy już wysyłać listów do wszystkich członków.</p>' : ENGLISH;
    expect(await reported({ ...mail, blocks: [...mail.blocks.slice(0, 2), foreign, ...mail.blocks.slice(2)] })).toContain('foreignText');
  });
});

async function reported({ subject, preheader, language, blocks, picture }: Mail): Promise<readonly string[]> {
  const manifest: Manifest = { language, subject, ...(preheader !== undefined && { preheader }) };
  const campaign = await campaignOf({ html: `<html lang="${language}"><body>${blocks.join('\n')}${picture ? svgSaying(picture) : ''}</body></html>`, manifest });
  const problems = [...await runRule(mixedLanguage, campaign), ...await runRule(declaredLanguageMismatch, campaign), ...await runRule(imageLanguageMismatch, campaign)];
  return problems.map(({ messageId }) => messageId);
}
