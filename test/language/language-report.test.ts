import { describe, expect, it } from 'vitest';
import { declaredLanguage } from '#language/declared-language.js';
import { languageReport } from '#language/language-report.js';
import { campaignOf } from '../campaign/campaign-of.js';

const GERMAN = '<p>Unser Kundendienst ist täglich von acht Uhr morgens bis zehn Uhr abends für Sie da.</p>';

describe('languageReport', () => {
  it('is computed once for each set of options', async () => {
    const campaign = await campaignOf({ html: `<html lang="de"><body>${GERMAN}</body></html>` });
    expect(languageReport(campaign)).toBe(languageReport(campaign, {}));
    expect(languageReport(campaign, { minWords: 8, allow: ['x'] })).toBe(languageReport(campaign, { allow: ['x'], minWords: 8 }));
    expect(languageReport(campaign, { minWords: 8 })).not.toBe(languageReport(campaign));
    expect(await languageReport(campaign)).toMatchObject({ dominant: 'de', flags: [] });
  });
});

describe('declaredLanguage', () => {
  const declared = async (html: string, language?: string) => declaredLanguage(await campaignOf({ html, ...(language !== undefined && { manifest: { language } }) }));

  it('is what the manifest says, else the attribute that holds for the document', async () => {
    expect(await declared(`<html lang="en"><body>${GERMAN}</body></html>`, 'de-AT')).toBe('de-AT');
    expect(await declared(`<html lang="en"><body>${GERMAN}</body></html>`)).toBe('en');
    expect(await declared(`<html lang="en"><body><div lang="de">${GERMAN}</div></body></html>`)).toBe('de');
  });

  it('is nothing when that is invalid, or filled in when the mail is sent', async () => {
    expect(await declared(`<html lang="deutsch"><body>${GERMAN}</body></html>`)).toBeUndefined();
    expect(await declared(`<html lang="{{ lang }}"><body>${GERMAN}</body></html>`)).toBeUndefined();
    expect(await declared(GERMAN)).toBeUndefined();
  });
});
