import { beforeAll, describe, expect, it } from 'vitest';
import { loadDetector } from '#language/detector.js';
import type { Detector } from '#language/detector.js';
import type { LanguagePart } from '#language/language-part.js';
import { wrongLanguage } from '#language/wrong-language.js';

let detector: Detector;
beforeAll(async () => {
  detector = await loadDetector();
});

const GERMAN: readonly LanguagePart[] = [
  { role: 'subject', text: 'Ihre Frühlingsgarderobe wartet auf Sie' },
  { role: 'body', text: 'Unser Kundendienst ist täglich von acht Uhr morgens bis zehn Uhr abends für Sie da.', lang: 'de' },
];

describe('wrongLanguage', () => {
  it('finds a mail that is in another language than its reader expects', () => {
    expect(wrongLanguage(detector, GERMAN, 'en-US')).toMatchObject({ wrong: true, share: 1, words: 20, found: 'de' });
  });

  it('accepts the right language in every form of its tag', () => {
    for (const tag of ['de', 'de-AT', 'DE-ch', 'deu']) expect(wrongLanguage(detector, GERMAN, tag).wrong).toBe(false);
    expect(wrongLanguage(detector, [{ role: 'body', text: 'Du mottar denne e-posten fordi du har meldt deg på nyhetsbrevet vårt.' }], 'no').wrong).toBe(false);
  });

  it('is not set off by one foreign sentence', () => {
    const parts = [...GERMAN, ...GERMAN, { role: 'body', text: 'Your table is waiting for you.' } as const];
    expect(wrongLanguage(detector, parts, 'de').wrong).toBe(false);
  });

  it('never judges against a language it does not know, or a tag that names none', () => {
    const welsh: readonly LanguagePart[] = [{ role: 'body', text: 'Croeso i gylchlythyr y gwanwyn. Cofiwch fod y siop ar agor bob dydd yr wythnos hon.' }];
    expect(wrongLanguage(detector, welsh, 'cy').wrong).toBe(false);
    expect(wrongLanguage(detector, GERMAN, 'english').wrong).toBe(false);
  });

  it('does not judge brands alone', () => {
    expect(wrongLanguage(detector, [{ role: 'body', text: 'Head & Shoulders, Dolce & Gabbana, Marks & Spencer' }], 'fr').wrong).toBe(false);
  });
});
