import { describe, expect, it } from 'vitest';
import { tablesOf } from '../../../test/audience/people.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const aged = (country: string, age_band: string, more: Record<string, string> = {}) => ({ recipient: { country, age_band, ...more } });
const found = (people: Parameters<typeof tablesOf>[0], manifest: object = {}) => runAudienceRule(rule, { recipients: tablesOf(people).recipients, manifest });

describe('consent/minor-recipient', () => {
  it('knows the age at which each law lets people consent themselves', async () => {
    const findings = await found({ r1: aged('DE', 'under13'), r2: aged('US', 'under13'), r3: aged('DE', '13_15'), r4: aged('FR', '13_15'), r5: aged('GB', '13_15'), r6: aged('DE', '16_17'), r7: aged('DE', 'adult'), r8: aged('DE', 'unknown'), r9: aged('', '13_15') });
    expect(shortly(findings)).toEqual(['belowConsentAge: r1 r2 r3 r9', 'perhapsBelow: r4']);
    expect(findings.map(({ severity }) => severity)).toEqual(['error', 'warning']);
  });

  it('reckons the age on the day of the send from a date of birth', async () => {
    const born = (date: string) => ({ recipient: { country: 'DE', date_of_birth: date } });
    expect(shortly(await found({ r1: born('2010-12-02'), r2: born('2010-12-01'), r3: born('1980-05-05'), r4: born('12.05.1980'), r5: born('24.12.2010'), r6: born('12/31/2011'), r7: born('about 2011') }))).toEqual(['belowConsentAge: r1 r5 r6']);
    const said = ['Alter', 'Geburtsjahr', 'DOB', 'birthday'];
    const row = (...cells: string[]) => ({ recipient: { country: 'DE', ...Object.fromEntries(said.map((name, index) => [name, cells[index] ?? ''])) } });
    expect(shortly(await found({ r1: row('15'), r2: row('16'), r3: row('', '2011'), r4: row('', '2010'), r5: row('', '', '2013-07-01'), r6: row('', '', '', '05-12'), r7: row('', '', '2012', ''), r8: row('', '12') }))).toEqual(['belowConsentAge: r1 r3 r5 r7']);
  });

  it('accepts a parent\'s consent', async () => {
    expect(shortly(await found({ r1: aged('DE', 'under13', { parental_consent: 'yes' }), r2: aged('DE', 'under13', { parental_consent: '' }) }))).toEqual(['belowConsentAge: r2']);
  });

  it('reports everybody under 18 in an appeal for gifts', async () => {
    expect(shortly(await found({ r1: aged('GB', '16_17'), r2: aged('GB', '13_15', { parental_consent: 'yes' }), r3: aged('GB', 'adult') }, { kind: 'fundraising' }))).toEqual(['appealToMinor: r1 r2']);
  });

  it('warns of topics that are not for minors, in their own words', async () => {
    expect(await found({ r1: aged('SE', '16_17'), r2: aged('SE', 'adult') }, { topic: 'öl' })).toMatchObject([{ messageId: 'adultTopic', recipients: ['r1'] }]);
    expect(await found({ r1: aged('DE', '16_17') }, { subject: 'Weinregale aus Holz' })).toEqual([]);
  });

  it('mentions addresses at schools, unless the mail is for businesses or the reader is grown up', async () => {
    const people = { r1: { recipient: { country: 'GB', email: 'a@oakfield.kent.sch.uk', age_band: '' } }, r2: { recipient: { country: 'GB', email: 'b@oakfield.kent.sch.uk', age_band: 'adult' } } };
    expect(await found(people)).toMatchObject([{ messageId: 'school', severity: 'info', recipients: ['r1'] }]);
    expect(await found(people, { context: 'b2b' })).toEqual([]);
  });

  it('asks nothing of service mail', async () => {
    expect(await found({ r1: aged('DE', 'under13') }, { kind: 'transactional' })).toEqual([]);
  });

  it('goes by the age that the country chose, within one law profile', async () => {
    const recipients = 'recipient_id,country,date_of_birth,age_band\nr1,BE,2013-06-01,\nr2,PL,2011-06-01,\nr3,CZ,2011-06-01,\nr4,CZ,2012-06-01,\nr5,NO,,13_15\nr6,IE,,13_15\nr7,GR,,13_15\n';
    expect(shortly(await runAudienceRule(rule, { recipients, manifest: { kind: 'marketing' } }))).toEqual(['belowConsentAge: r2 r4 r6', 'perhapsBelow: r7']);
  });
});
