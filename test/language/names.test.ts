import { describe, expect, it } from 'vitest';
import { wordsWithoutNames } from '#language/names.js';

const left = (text: string): string => wordsWithoutNames(text, 0).map(({ text: word }) => word).join(' ');

describe('wordsWithoutNames', () => {
  it('takes out runs of capitalised words with the small words inside them', () => {
    expect(left('Die Bank of Scotland zeigt Vincent van Gogh im Museum')).toBe('Die zeigt im Museum');
  });

  it('keeps a single capitalised word, as every German noun is one', () => {
    expect(left('Unsere Köche haben ein Menü entwickelt')).toBe('Unsere Köche haben ein Menü entwickelt');
  });

  it('does not count a function word that only opens the sentence', () => {
    expect(left('Mit Anna geht das. Your Invoice is ready')).toBe('Mit Anna geht das Your Invoice is ready');
  });

  it('does not take German forms of address for names', () => {
    expect(left('Wir machen mehr aus Ihrer Webseite und Ihrem Laden am Alten Markt')).toBe('Wir machen mehr aus Ihrer Webseite und Ihrem Laden am');
  });

  it('reads a text in capitals as a text', () => {
    expect(left('DER GROSSE SOMMERSCHLUSSVERKAUF BEGINNT HEUTE')).toBe('DER GROSSE SOMMERSCHLUSSVERKAUF BEGINNT HEUTE');
  });

  it.each([
    'Your Spring Wardrobe Just Got an Upgrade',
    'The Big Summer Sale Starts Today',
    'How to Choose the Right Running Shoes',
    'Discover the Secret to Better Coffee at Home',
    'Find the Perfect Present for Your Mother',
  ])('reads a headline in Title Case as a sentence: %s', (headline) => {
    expect(left(headline)).toBe(headline);
  });

  it.each([
    ['The Lord of the Rings: The Return of the King', 'The The'],
    ['Nike Air Zoom Pegasus Running Shoes for Men', ''],
    ['Vice President of Sales and Business Development', ''],
    ["The North Face Men's Summit Series Down Jacket", 'The'],
  ])('takes a name in Title Case for a name: %s', (name, rest) => {
    expect(left(name)).toBe(rest);
  });

  it('takes out names that start small', () => {
    expect(left('Bei eBay und iPhone kaufen')).toBe('Bei und kaufen');
  });
});
