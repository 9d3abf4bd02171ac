import { describe, expect, it } from 'vitest';
import { explainLanguages } from '#language/explain-languages.js';
import { loadDetector } from '#language/detector.js';
import { judgeLanguages } from '#language/judge-languages.js';
import type { LanguagePart } from '#language/language-part.js';
import { reportLanguages } from '#report/languages.js';

const PARTS: readonly LanguagePart[] = [
  { role: 'subject', text: 'Ihre Bestellung ist unterwegs' },
  { role: 'body', text: 'Vielen Dank für Ihre Bestellung. Wir haben sie heute an den Paketdienst übergeben.' },
  { role: 'alt', text: 'Discover our new collection and find the shoes that you will love this winter' },
  { role: 'footer', text: '{{ order_number }} 4711-AB' },
];

const explained = async () => {
  const detector = await loadDetector();
  return explainLanguages(detector, PARTS, judgeLanguages(detector, PARTS));
};

describe('explainLanguages', () => {
  it('gives each part its language, a probability, and the function words that speak for it', async () => {
    const { verdict, parts } = await explained();
    expect(verdict.dominant).toBe('de');
    expect(parts.map(({ language, foreign }) => [language, foreign])).toEqual([['de', false], ['de', false], ['en', true], [undefined, false]]);
    expect(parts[1]?.probability).toBeGreaterThan(0.99);
    expect(parts[2]?.words).toEqual(expect.arrayContaining(['our', 'the', 'you', 'this']));
  });

  it('says of a part of names and codes that it has no words to judge', async () => {
    const text = reportLanguages('mail.html', await explained(), { color: false, width: 100 });
    expect(text).toContain('only names, codes, numbers or boilerplate');
    expect(text).toMatch(/^! alt +en +100 %/m);
    expect(text).toContain('the mail is in German; 1 foreign text');
  });
});
