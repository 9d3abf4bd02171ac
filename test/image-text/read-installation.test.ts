import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { readInstallAdvice, readLanguageData, type Resolve } from '#image-text/read-installation.js';

const installed = createRequire(import.meta.url).resolve;
const without = (...packages: readonly string[]): Resolve => (specifier) => {
  if (packages.some((name) => specifier.startsWith(name))) throw new Error(`Cannot find module '${specifier}'`);
  return installed(specifier);
};

describe('readLanguageData', () => {
  it('finds the data of an installed language', () => {
    expect(readLanguageData('de')).toMatchObject({ language: 'de', code: 'deu' });
  });

  it('finds nothing for a language without package, or unknown', () => {
    expect(readLanguageData('de', without('@tesseract.js-data'))).toBeUndefined();
    expect(readLanguageData('xx')).toBeUndefined();
  });
});

describe('readInstallAdvice', () => {
  it('has none when recogniser and data are there', () => {
    expect(readInstallAdvice(['de', 'en'])).toBeUndefined();
    expect(readInstallAdvice(['de', 'en'], without('sharp'))).toBeUndefined();
  });

  it('names exactly what is missing', () => {
    expect(readInstallAdvice(['de', 'en'], without('tesseract.js', '@tesseract.js-data', 'sharp')))
      .toBe('npm install tesseract.js sharp @tesseract.js-data/deu @tesseract.js-data/eng');
    expect(readInstallAdvice(['en', 'en'], without('@tesseract.js-data'))).toBe('npm install @tesseract.js-data/eng');
  });

  it('is content with the data of one of the languages', () => {
    expect(readInstallAdvice(['cs', 'en'], without('@tesseract.js-data/ces'))).toBeUndefined();
  });
});
