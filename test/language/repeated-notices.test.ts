import { beforeAll, describe, expect, it } from 'vitest';
import { loadDetector } from '#language/detector.js';
import type { Detector } from '#language/detector.js';
import { judgeLanguages } from '#language/judge-languages.js';
import type { LanguagePart } from '#language/language-part.js';

let detector: Detector;
beforeAll(async () => {
  detector = await loadDetector();
});

const GERMAN = [
  'Vielen Dank für Ihre Nachricht vom Dienstag. Wir haben die Unterlagen geprüft und schicken Ihnen den Vertrag bis Ende der Woche zu.',
  'Wenn Sie vorher noch Fragen haben, rufen Sie mich gern an. Ich bin jeden Tag bis zum späten Nachmittag im Büro und freue mich, von Ihnen zu hören.',
];
const HUNGARIAN = [
  'Mellékelten küldöm az októberi számlát és a legutóbbi ülés jegyzőkönyvét. Kérem, péntekig jelezze, hogy minden rendben van-e.',
  'Ha addig kérdése lenne, hívjon fel nyugodtan. Minden nap késő délutánig az irodában vagyok, és örömmel várom a hívását.',
];
const NOTICES = {
  de: 'Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat sind, löschen Sie sie bitte.',
  hu: 'Az üzenet tartalma bizalmas, és kizárólag a címzettnek szól.',
  en: 'This e-mail contains confidential information. If you are not the intended recipient, please notify the sender and delete it.',
};
const foreignIn = (...texts: string[]) => judgeLanguages(detector, texts.map((text): LanguagePart => ({ role: 'body', text }))).flags.map(({ text }) => text);

describe('a confidentiality notice in another language', () => {
  it.each([
    { letter: GERMAN, own: NOTICES.de }, { letter: HUNGARIAN, own: NOTICES.hu },
  ])('is left alone beside the same in the language of the mail, before or after it', ({ letter, own }) => {
    expect(foreignIn(...letter, own, NOTICES.en)).toEqual([]);
    expect(foreignIn(...letter, NOTICES.en, own)).toEqual([]);
  });

  it('is foreign alone', () => {
    expect(foreignIn(...GERMAN, NOTICES.en)).toEqual([NOTICES.en]);
  });

  it('excuses no other text', () => {
    const left = 'Our new collection is here, and you can order it online with free delivery until the end of the month.';
    expect(foreignIn(...GERMAN, NOTICES.de, NOTICES.en, left)).toEqual([left]);
  });
});
