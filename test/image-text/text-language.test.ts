import { describe, expect, it } from 'vitest';
import { imagePart, textLanguage } from '#image-text/text-language.js';
import { loadDetector } from '#language/detector.js';

describe('textLanguage', () => {
  it.each([
    ['en', 'THE AUTUMN SALE ENDS ON SUNDAY\nUp to 40 off everything in our store'],
    ['de', 'Ihre Website kann mehr, als Sie denken'],
    ['sv', 'HÖSTREAN SLUTAR PÅ SÖNDAG\nSå länge lagret räcker'],
    ['pl', 'Zobacz, co się od tego czasu zmieniło i co będzie dalej.'],
  ])('is %s for "%s"', async (language, text) => {
    expect(textLanguage(text, await loadDetector())).toBe(language);
  });

  it('is not named for logos, numbers and nothing', async () => {
    const detector = await loadDetector();
    for (const text of ['NORDWIND', 'vision GmbH', '+49 30 1234567', '40', '']) expect(textLanguage(text, detector)).toBeUndefined();
  });
});

describe('imagePart', () => {
  it('takes headlines out of capitals and leaves the rest as it is', () => {
    expect(imagePart('THE SALE ENDS ON SUNDAY\nOnly at Acme').text).toBe('the sale ends on sunday\nOnly at Acme');
  });

  it.each([
    ['nl', 'Wij bouwen jouw webshop in vier weken\nDaarna zorgen we dat klanten je vinden, allemaal uit &&n hand en voor een vast bedrag.'],
    ['it', 'Ci occupiamo noi di tutto: dal sito alla pubblicità sui motori di ricerca\n|| primo mese è gratuito per i nuovi clienti'],
    ['en', 'Your new website is ready in four weeks, and we look after everything that comes after it;'],
  ])('reads %s although a letter was taken for a sign of source code', async (language, text) => {
    expect(textLanguage(text, await loadDetector())).toBe(language);
  });

  it('leaves source code what it is', async () => {
    const text = 'if (name && total) {\n  return items.filter((item) => item.price > 0);\n}\nconst list = await fetch(url);\nthis is where the order is sent to the shop';
    expect(textLanguage(text, await loadDetector())).toBeUndefined();
  });
});
