import { describe, expect, it } from 'vitest';
import { isLanguageTag, languageName, normalizeLanguage } from '#language/language-tag.js';

describe('isLanguageTag', () => {
  it.each(['de', 'de-AT', 'pt-BR', 'zh-Hans-CN', 'EN', 'sr-Latn', 'fil', 'deu'])('accepts %s', (tag) => {
    expect(isLanguageTag(tag)).toBe(true);
  });

  it.each(['', 'english', 'deutsch', 'de_DE', 'jp', 'cz', 'und', 'mul', 'de-', '-de', 'x-default', 'd', 'de DE', '{{ lang }}'])('refuses %j', (tag) => {
    expect(isLanguageTag(tag)).toBe(false);
  });
});

describe('normalizeLanguage', () => {
  it('drops region and script, and shortens three-letter codes', () => {
    expect(['de-AT', 'DE', 'deu', 'zh-Hant'].map(normalizeLanguage)).toEqual(['de', 'de', 'de', 'zh']);
  });

  it('takes the forms of Norwegian for one language', () => {
    expect(['no', 'nb', 'nn', 'nn-NO'].map(normalizeLanguage)).toEqual(['nb', 'nb', 'nb', 'nb']);
  });

  it('gives nothing for what names no language', () => {
    expect(['english', 'und', ''].map(normalizeLanguage)).toEqual([undefined, undefined, undefined]);
  });
});

describe('languageName', () => {
  it('gives English names, and the code where there is none', () => {
    expect(['de', 'nb', 'ca', 'xx'].map(languageName)).toEqual(['German', 'Norwegian', 'Catalan', 'xx']);
  });
});
