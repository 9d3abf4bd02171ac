import { describe, expect, it } from 'vitest';
import { areClose, readsAs } from '#language/close-languages.js';

describe('areClose', () => {
  it('holds both ways, and not for any two languages of a family', () => {
    expect(areClose('da', 'nb')).toBe(true);
    expect(areClose('nb', 'da')).toBe(true);
    expect(areClose('de', 'nl')).toBe(false);
    expect(areClose('de', 'de')).toBe(false);
  });
});

describe('readsAs', () => {
  const detectable = new Set(['pt', 'es', 'hr', 'sr', 'da', 'nb']);

  it('accepts the language itself and the standards of one language', () => {
    expect(readsAs('pt', 'pt', detectable)).toBe(true);
    expect(readsAs('hr', 'sr', detectable)).toBe(true);
    expect(readsAs('hr', 'bs', detectable)).toBe(true);
  });

  it('accepts a close relative only for a language that the detector does not know', () => {
    expect(readsAs('pt', 'gl', detectable)).toBe(true);
    expect(readsAs('pt', 'es', detectable)).toBe(false);
    expect(readsAs('nb', 'da', detectable)).toBe(false);
    expect(readsAs('es', 'cy', detectable)).toBe(false);
  });
});
