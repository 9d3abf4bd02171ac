import { describe, expect, it } from 'vitest';
import { languageReport } from '#language/language-report.js';
import { campaignOf } from '../campaign/campaign-of.js';

const GERMAN = '<p>Unser Kundendienst ist täglich von acht Uhr morgens bis zehn Uhr abends für Sie da.</p><p>Bis Sonntag sparen Sie zwanzig Prozent auf alle Schuhe.</p>';
const ENGLISH = '<p>Our customer service is there for you every day from eight in the morning to ten at night.</p>';
const report = async (html: string, subject = '{{ subject }}') => languageReport(await campaignOf({ html: `<html><body>${html}</body></html>`, subject }));

describe('languageReport on a template that branches by language', () => {
  it('judges what each reader gets, and says that the mail is in both languages', async () => {
    expect(await report(`{% if locale == 'de' %}${GERMAN}{% else %}${ENGLISH}{% endif %}`)).toMatchObject({ layout: 'branches', spoken: ['de', 'en'] });
    expect(await report(`*|IF:LANG=de|*${GERMAN}*|END:IF|**|IF:LANG=en|*${ENGLISH}*|END:IF|*`)).toMatchObject({ layout: 'branches' });
  });

  it('reports what is foreign in the mail of somebody, once', async () => {
    const leftOver = '<p>You can unsubscribe from these emails at any time.</p>';
    const { layout, flags, spoken } = await report(`{% if locale == 'de' %}${GERMAN}${leftOver}{% else %}${ENGLISH}{% endif %}`);
    expect(layout).toBeUndefined();
    expect(flags.map(({ text }) => text)).toEqual(['You can unsubscribe from these emails at any time.']);
    expect(spoken).toEqual(['de', 'en']);
  });

  it('does not excuse a text that only some readers get', async () => {
    expect((await report(`${GERMAN}{% if vip %}${ENGLISH}{% endif %}`, 'Neue Schuhe')).flags).toHaveLength(1);
    expect((await report(`${GERMAN}{% if vip %}${ENGLISH}{% else %}<p>Danke, dass Sie bei uns einkaufen.</p>{% endif %}`, 'Neue Schuhe')).flags).toHaveLength(1);
  });
});
