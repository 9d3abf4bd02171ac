import { describe, expect, it } from 'vitest';
import { announcesVersion } from '#language/announces-version.js';

describe('announcesVersion', () => {
  it.each([
    ['English version below', 'en'], ['(Le français suit)', 'fr'], ['Nederlandse versie hieronder', 'nl'], ['Para español, desplácese hacia abajo.', 'es'],
    ['Deutsche Fassung siehe unten', 'de'], ['Русская версия ниже', 'ru'], ['英文版本如下', 'en'], ['In het Frans: zie onderaan', 'fr'],
  ])('%s', (line, language) => {
    expect(announcesVersion(line, ['cs', language])).toBe(true);
  });

  it('asks for a language of the mail, a word for below, and a short line', () => {
    expect(announcesVersion('English version below', ['de', 'fr'])).toBe(false);
    expect(announcesVersion('Unser Englischunterricht beginnt: Anmeldung unten', ['de', 'en'])).toBe(false);
    expect(announcesVersion('English law governs this agreement', ['en'])).toBe(false);
    expect(announcesVersion(`English version below. ${'Ab heute gelten neue Zeiten. '.repeat(5)}`, ['en'])).toBe(false);
  });
});
