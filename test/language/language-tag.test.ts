import { describe, expect, it } from 'vitest';
import { isLanguageTag, languageName, namesItself, normalizeLanguage } from '#language/language-tag.js';

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

describe('namesItself', () => {
  it.each([['Diese Mail auf Deutsch lesen', 'de'], ['Lire en FRANÇAIS', 'fr'], ['Przeczytaj po polsku', 'pl'], ['Lue tämä suomeksi', 'fi'], ['Les på norsk', 'nb']])('%s', (text, language) => {
    expect(namesItself(text, language)).toBe(true);
  });

  it('not the name of another language, nor that of none', () => {
    expect(namesItself('Read this in German', 'de')).toBe(false);
    expect(namesItself('Diese Mail auf Deutsch lesen', 'en')).toBe(false);
    expect(namesItself('anything', 'not a language')).toBe(false);
  });
});
