import { beforeAll, describe, expect, it } from 'vitest';
import { loadDetector } from '#language/detector.js';
import type { Detector } from '#language/detector.js';
import { judgeLanguages } from '#language/judge-languages.js';
import type { LanguagePart } from '#language/language-part.js';

const WELSH = ["Bore da, mae'r gaeaf ar y trothwy ac rydym wedi casglu popeth sydd ei angen ar eich gardd ar hyn o bryd.", "Peidiwch â thocio'r rhosod tan y gwanwyn a gorchuddiwch y gwelyau â dail."];
const AFRIKAANS = ['Goeie dag, die winter is op hande en ons het vir u bymekaargemaak wat u tuin nou nodig het.', 'U ontvang hierdie boodskap omdat u ons kliënt is.'];
const ENGLISH = 'If you have any questions about your order, simply reply to this email.';

let detector: Detector;
beforeAll(async () => {
  detector = await loadDetector();
});

const judged = (texts: readonly string[], declared?: string) =>
  judgeLanguages(detector, texts.map((text): LanguagePart => ({ role: 'body', text })), { declared });

describe('the language of a mail by its own name', () => {
  it('is the declared one where letter sequences know only a relative of it, or none', () => {
    expect(judged(AFRIKAANS, 'af')).toMatchObject({ dominant: 'nl', written: 'af', spoken: ['nl', 'af'] });
    expect(judged(WELSH, 'cy-GB')).toMatchObject({ written: 'cy', flags: [] });
    expect(judged([...WELSH, ENGLISH], 'cy').flags).toMatchObject([{ text: ENGLISH, language: 'en', against: 'cy' }]);
  });

  it('is unknown where nothing is declared and the text fits no known language', () => {
    expect(judged(WELSH).written).toBeUndefined();
    expect(judged(AFRIKAANS).written).toBe('nl');
    const latin = ['Hinc ille commotus ut iniusta perferens et indigna praefecti custodiam protectoribus mandaverat fidis.', 'Et olim licet otiosae sint tribus pacataeque centuriae et nulla suffragiorum certamina.'];
    expect(judged(latin)).toMatchObject({ written: undefined });
    expect(judged([...latin, ...latin.map((text) => `Sed ${text}`), ENGLISH])).toMatchObject({ flags: [] });
  });

  it('is not a declared one when the text clearly is in another', () => {
    expect(judged([ENGLISH, 'Your order has been shipped and will arrive within three days.'], 'cy').written).toBe('en');
    expect(judged(['Vi har samlat det som din trädgård behöver just nu.', 'Vill du inte ha fler kan du avregistrera dig här.'], 'se').written).toBe('sv');
  });
});
