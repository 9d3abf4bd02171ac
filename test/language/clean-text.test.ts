import { describe, expect, it } from 'vitest';
import { cleanText, looksLikeCode } from '#language/clean-text.js';

const left = (text: string): string => cleanText(text).replace(/[\s,]+/g, ' ').trim();

describe('cleanText', () => {
  it('takes out template tags of every dialect and bare placeholders', () => {
    expect(left('Hallo {{ contact.first_name | default: "Freund" }}, *|FNAME|* %%city%% {vorname} [NAME] schön')).toBe('Hallo schön');
  });

  it('takes out addresses, domains and file names, and keeps the sentence around them', () => {
    expect(left('Mehr auf https://shop.example/neu?id=1 oder www.acme.de, an info@acme.example, im katalog.pdf steht alles.')).toBe('Mehr auf oder an im steht alles.');
  });

  it('keeps two sentences that lack the space between them', () => {
    expect(left('Das ist alles.Es geht weiter')).toBe('Das ist alles.Es geht weiter');
  });

  it('takes out codes, numbers, hashtags and trade marks', () => {
    expect(left('Modell RX1000/b mit 16 GB, #wanderlust und Teflon® für Preis:12')).toBe('Modell mit GB und für Preis:');
  });

  it('takes out letters that are set apart for show, not the one-letter words of a language', () => {
    expect(cleanText('[m] h u m o r . s i t e s')).not.toMatch(/u m|i t/);
    expect(cleanText('a ty i on z nami, o to i o nas')).toBe('a ty i on z nami, o to i o nas');
    expect(cleanText('Ю м о р и всё')).not.toContain('м о');
  });

  it('takes out English boilerplate that every mail carries', () => {
    expect(left('© Acme. All rights reserved. Impressum')).toBe('© Acme. . Impressum');
  });

  it('takes out quoted titles, but not a text that is nothing but a quotation', () => {
    expect(left('Jetzt im Kino: „Everything Everywhere All at Once“ in Köln')).toBe('Jetzt im Kino: in Köln');
    expect(left('Chor: „Oh happy day“ und „When the saints go marching in“')).toBe('Chor: und');
    expect(left('Фильм «Once Upon a Time in Hollywood»')).toBe('Фильм');
    expect(left('„Wir haben lange auf euch gewartet“')).toBe('„Wir haben lange auf euch gewartet“');
  });

  it('takes out a quotation that names who said it', () => {
    expect(left('"The best way to predict the future is to invent it." – Alan Kay')).toBe('– Alan Kay');
  });

  it('reads hostile texts of a megabyte', () => {
    for (const text of ['a'.repeat(1_000_000), 'a.'.repeat(500_000), '{{'.repeat(500_000), 'a-'.repeat(500_000), '"'.repeat(1_000_000), 'SELECT '.repeat(140_000), '\n'.repeat(1_000_000), '1/'.repeat(500_000)]) {
      expect(typeof cleanText(text)).toBe('string');
      expect(typeof looksLikeCode(text)).toBe('boolean');
    }
  });
});

describe('looksLikeCode', () => {
  it('knows a snippet', () => {
    expect(looksLikeCode('const total = items.map(({ price }) => price);')).toBe(true);
    expect(looksLikeCode('npm install presend')).toBe(true);
  });

  it('takes prose for prose, template tags and all', () => {
    expect(looksLikeCode('Hallo {{ first_name }}, {% if vip %}du bekommst 20 % auf alles{% endif %}.')).toBe(false);
    expect(looksLikeCode('Select the size you want from our new range.')).toBe(false);
  });
});
