import { describe, expect, it } from 'vitest';
import { onOneAudience, runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import type { CampaignFixture } from '../../../test/campaign/campaign-of.js';
import rule from './rule.js';

type Slots = Readonly<Record<string, readonly [zone: string, sendAt: string]>>;

const tables = (slots: Slots) => ({
  recipients: ['recipient_id,timezone', ...Object.entries(slots).map(([id, [zone]]) => `${id},${zone}`)].join('\n'),
  schedule: ['recipient_id,send_at', ...Object.entries(slots).map(([id, [, sendAt]]) => `${id},${sendAt}`)].join('\n'),
});
const found = async (slots: Slots, subject: string, fixture: CampaignFixture = {}, language = 'en') => (
  shortly(await runAudienceRule(rule, tables(slots), { subject, html: `<html lang="${language}"><body></body></html>`, ...fixture, manifest: { language, ...fixture.manifest } })));

const BERLIN = 'Europe/Berlin';

/** Many words on the same slots: the tables are loaded once. */
function onSlots(slots: Slots): (subject: string, language?: string) => Promise<string[]> {
  const judged = onOneAudience(rule, tables(slots));
  return async (subject, language = 'en') => shortly(await judged({ subject, html: `<html lang="${language}"><body></body></html>`, manifest: { language } }));
}

describe('timing/time-words-contradict-slot', () => {
  const onDay = onSlots({ a: [BERLIN, '2026-12-06T07:00:00Z'], b: [BERLIN, '2026-12-06T17:30:00Z'] });
  const onDays = onSlots({ thursday: [BERLIN, '2026-12-03T09:00:00Z'], friday: [BERLIN, '2026-12-04T09:00:00Z'], sunday: [BERLIN, '2026-12-06T09:00:00Z'], monday: [BERLIN, '2026-12-06T23:30:00Z'] });

  it('holds a greeting against the clock of each recipient', async () => {
    expect(await found({ morning: [BERLIN, '2026-12-06T06:30:00Z'], evening: [BERLIN, '2026-12-06T18:00:00Z'], tokyo: ['Asia/Tokyo', '2026-12-06T06:30:00Z'] }, 'Good morning!')).toEqual(['greeting: evening tokyo']);
  });

  it.each([['de', 'Guten Abend'], ['fr', 'Bonsoir'], ['es', 'Buenas tardes'], ['it', 'Buonasera'], ['nl', 'Goedenavond'], ['pt', 'Boa tarde'], ['sv', 'God kväll'], ['da', 'Godaften']])('knows that "%s: %s" is no greeting for the morning', async (language, greeting) => {
    expect(await onDay(`${greeting},`, language)).toEqual(['greeting: a']);
  });

  it('knows where a greeting comes from', async () => {
    expect(await onDay('Good morning from the farm')).toEqual(['greeting: b']);
    expect(await onDay('Guten Morgen aus Kitui', 'de')).toEqual(['greeting: b']);
    expect(await onDay('Good morning America is back')).toEqual([]);
  });

  it.each([
    ['en', 'Happy Friday!', ['thursday', 'sunday', 'monday']], ['en', 'Happy Monday, Ann', ['thursday', 'friday', 'sunday']], ['de', 'Schönes Wochenende!', ['monday']], ['de', 'Schönen Freitag', ['thursday', 'sunday', 'monday']],
    ['fr', 'Bon week-end !', ['monday']], ['es', '¡Feliz viernes!', ['thursday', 'sunday', 'monday']], ['it', 'Buon lunedì', ['thursday', 'friday', 'sunday']], ['nl', 'Fijn weekend!', ['monday']],
    ['sv', 'Trevlig helg!', ['monday']], ['da', 'God weekend!', ['monday']], ['nb', 'God helg!', ['monday']], ['pt', 'Bom fim de semana!', ['monday']], ['fi', 'Hyvää viikonloppua!', ['monday']], ['pl', 'Miłego weekendu!', ['monday']],
  ])('holds a greeting for a day against the day (%s: %s)', async (language, greeting, wrong) => {
    expect(await onDays(greeting, language)).toEqual([`otherDay: ${wrong.toSorted().join(' ')}`]);
  });

  it('holds "tonight" against the end of the offer on the recipient\'s own calendar', async () => {
    const manifest = { offerEndsAt: '2026-12-06T23:59:59+01:00' };
    const slots: Slots = { right: [BERLIN, '2026-12-06T09:00:00Z'], early: [BERLIN, '2026-12-05T09:00:00Z'], afterMidnight: ['Europe/Athens', '2026-12-06T22:30:00Z'] };
    expect(await found(slots, 'Ends tonight', { manifest })).toEqual(['wrongDay: early', 'endsEarlier: afterMidnight']);
    expect(await found({ tokyo: ['Asia/Tokyo', '2026-12-06T09:00:00Z'], newYork: ['America/New_York', '2026-12-06T12:00:00Z'], right: [BERLIN, '2026-12-06T09:00:00Z'] }, 'Only until midnight', { manifest })).toEqual(['wrongDay: tokyo', 'endsEarlier: newYork']);
  });

  it('takes the day on which most read it for today where nothing says more', async () => {
    const slots: Slots = { a: [BERLIN, '2026-12-05T09:00:00Z'], b: [BERLIN, '2026-12-06T09:00:00Z'], c: [BERLIN, '2026-12-06T20:00:00Z'], late: [BERLIN, '2026-12-06T23:30:00Z'] };
    expect(await found(slots, 'Today only: 20 % off')).toEqual(['wrongDay: a late']);
    expect(await found(slots, 'Nur heute: 20 % Rabatt', {}, 'de')).toEqual(['wrongDay: a late']);
  });

  it('takes the date or the weekday beside the word, or the only deadline of the mail', async () => {
    const slots: Slots = { saturday: [BERLIN, '2026-12-05T09:00:00Z'], sunday: [BERLIN, '2026-12-06T09:00:00Z'] };
    expect(await found(slots, 'Join us tomorrow, 6 December')).toEqual(['wrongDay: sunday']);
    expect(await found(slots, 'The sale ends today, Sunday')).toEqual(['wrongDay: saturday']);
    const html = '<html lang="de"><body><p>Das Angebot gilt bis 6.12.2026 für alle Artikel im Laden.</p></body></html>';
    expect(await found(slots, 'Endet heute', { html }, 'de')).toEqual(['wrongDay: saturday']);
  });

  it('reads a mail of two lines in the language that it declares', async () => {
    const slots: Slots = { a: [BERLIN, '2026-12-05T09:00:00Z'], b: [BERLIN, '2026-12-06T09:00:00Z'] };
    const html = '<html lang="pl"><body><h1>Webinar jest jutro</h1><p>Zapraszamy na webinar.</p></body></html>';
    expect(await found(slots, 'Webinar jest jutro', { html }, 'pl')).toEqual(['wrongDay: b']);
  });

  it('says that an hour of today, or an event, is over', async () => {
    const slots: Slots = { before: [BERLIN, '2026-12-06T09:00:00Z'], after: [BERLIN, '2026-12-06T17:30:00Z'] };
    expect(await found(slots, 'Heute um 18 Uhr: unser Webinar', {}, 'de')).toEqual(['over: after']);
    expect(await found(slots, 'Today at 17:00 GMT: our webinar')).toEqual(['over: after']);
    expect(await found({ ...slots, nextDay: [BERLIN, '2026-12-07T09:00:00Z'] }, 'Join us on 6 December')).toEqual(['over: nextDay']);
  });

  it.each([
    ['de', 'Am Donnerstag, 3. Dezember um 11:00 Uhr sprechen wir über Ihre Bilanz.'], ['it', 'Giovedì 3 dicembre alle 11:00 parliamo di bilancio.'], ['es', 'El jueves 3 de diciembre a las 11:00 hablaremos del balance.'],
    ['fr', 'Jeudi 3 décembre à 11 h, nous parlerons du bilan.'], ['nl', 'Donderdag 3 december om 11.00 uur bespreken we de balans.'], ['pt', 'Na quinta-feira, 3 de dezembro, às 11h00 falaremos do balanço.'],
  ])('knows a date on which we and the readers will speak, in %s', async (language, words) => {
    const slots: Slots = { before: [BERLIN, '2026-12-02T09:00:00Z'], after: [BERLIN, '2026-12-03T14:38:00Z'] };
    expect(await found(slots, words, {}, language)).toEqual(['over: after']);
  });

  it('takes hours and days from when to when for past at their end', async () => {
    const slots: Slots = { before: [BERLIN, '2026-12-03T09:00:00Z'], within: [BERLIN, '2026-12-03T18:00:00Z'], after: [BERLIN, '2026-12-03T19:30:00Z'], nextDay: [BERLIN, '2026-12-04T09:00:00Z'], late: [BERLIN, '2026-12-05T09:00:00Z'] };
    expect(await found(slots, 'Infoabend am 3. Dezember, 18–20 Uhr', {}, 'de')).toEqual(['over: after late nextDay']);
    expect(await found(slots, 'Besuchen Sie uns auf der Messe, 2.–4. Dezember', {}, 'de')).toEqual(['over: late']);
    expect(await found(slots, 'Webinar on 3 December, 2–3pm ET')).toEqual(['over: late nextDay']);
  });

  it('counts hours to the end of the offer, else from the first slot', async () => {
    const slots: Slots = { first: [BERLIN, '2026-12-05T22:00:00Z'], second: [BERLIN, '2026-12-06T20:00:00Z'] };
    expect(await found(slots, 'Only 24 hours left')).toEqual(['countdown: second']);
    expect(await found(slots, 'Only 3 hours left', { manifest: { offerEndsAt: '2026-12-07T00:00:00+01:00' } })).toEqual(['countdown: first']);
  });

  it('counts days on the calendar of the recipient, and takes "expires in" for each reader\'s own where no end is given', async () => {
    const slots: Slots = { early: [BERLIN, '2026-12-01T09:00:00Z'], right: [BERLIN, '2026-12-08T09:00:00Z'], last: [BERLIN, '2026-12-11T09:00:00Z'] };
    const manifest = { offerEndsAt: '2026-12-11T23:59:59+01:00' };
    expect(await found(slots, 'Only 3 days left', { manifest })).toEqual(['countdown: early last']);
    expect(await found(slots, 'Your code expires in 48 hours', { manifest })).toEqual(['countdown: early last right']);
    expect(await found(slots, 'Your code expires in 48 hours')).toEqual([]);
  });

  it('lets wishes stand in their season only: Christmas to the 26th, Easter by the calendar of the language', async () => {
    const slots: Slots = { eve: [BERLIN, '2026-12-24T09:00:00Z'], late: [BERLIN, '2026-12-28T09:00:00Z'], january: [BERLIN, '2027-01-08T09:00:00Z'] };
    expect(await found(slots, 'Frohe Weihnachten und ein gutes neues Jahr!', {}, 'de')).toEqual(['season: january late']);
    expect(await found(slots, 'Guten Rutsch!', {}, 'de')).toEqual(['season: january']);
    const easter: Slots = { western: [BERLIN, '2027-03-28T09:00:00Z'], orthodox: ['Europe/Athens', '2027-05-02T09:00:00Z'] };
    expect(await found(easter, 'Frohe Ostern!', {}, 'de')).toEqual(['season: orthodox']);
    expect(await found(easter, 'Καλό Πάσχα!', {}, 'el')).toEqual(['season: western']);
  });

  it('knows when named days are', async () => {
    const slots: Slots = { before: [BERLIN, '2026-11-30T09:00:00Z'], on: [BERLIN, '2026-12-01T09:00:00Z'], after: [BERLIN, '2026-12-02T09:00:00Z'] };
    expect(await found(slots, 'Giving Tuesday is tomorrow')).toEqual(['wrongDay: after on']);
    expect(await found(slots, 'Heute ist Giving Tuesday', {}, 'de')).toEqual(['wrongDay: after before']);
    expect(await found(slots, 'Get ready for Giving Tuesday')).toEqual([]);
    expect(await found({ before: [BERLIN, '2026-11-23T09:00:00Z'], within: [BERLIN, '2026-11-27T09:00:00Z'] }, 'Giving Tuesday is this Tuesday')).toEqual(['wrongDay: before']);
    expect(await found(slots, 'Giving Tuesday is the Tuesday after Thanksgiving')).toEqual([]);
    const may: Slots = { before: [BERLIN, '2026-05-09T09:00:00Z'], on: [BERLIN, '2026-05-10T09:00:00Z'] };
    expect(await found(may, 'Demain, c’est la fête des Mères', {}, 'fr')).toEqual(['wrongDay: on']);
    expect(await found(may, 'Morgen ist Muttertag', {}, 'de')).toEqual(['wrongDay: on']);
    expect(await found({ ...may, after: [BERLIN, '2026-05-11T09:00:00Z'] }, 'Schönen Muttertag!', {}, 'de')).toEqual(['wrongDay: after']);
  });

  it('keeps summer time: the hour of a zone is that of the day', async () => {
    // Clocks went forward in Berlin on 29 March 2026 at 01:00 UTC.
    expect(await found({ before: [BERLIN, '2026-03-28T11:15:00Z'], after: [BERLIN, '2026-03-29T11:15:00Z'] }, 'Good morning!')).toEqual(['greeting: after']);
    // And back on 25 October 2026 at 01:00 UTC.
    expect(await found({ summer: [BERLIN, '2026-10-24T22:30:00Z'], winter: [BERLIN, '2026-10-25T22:30:00Z'] }, 'Ends today, Sunday')).toEqual([]);
  });

  it('counts nobody who is held, or whose zone is not known', async () => {
    expect(await found({ held: [BERLIN, ''], unknown: ['', '2026-12-06T18:00:00Z'], right: [BERLIN, '2026-12-06T07:00:00Z'] }, 'Good morning!')).toEqual([]);
  });

  it('counts a recipient for each of the words that are false for him', async () => {
    expect(await found({ a: [BERLIN, '2026-12-05T19:00:00Z'], b: [BERLIN, '2026-12-06T19:00:00Z'] }, 'Good morning! Ends today, Sunday')).toEqual(['greeting: a b', 'wrongDay: a']);
  });

  it('is silent on words that are no claim, and on transactional mail', async () => {
    const slots: Slots = { a: [BERLIN, '2026-12-05T18:00:00Z'], b: [BERLIN, '2026-12-06T19:00:00Z'] };
    expect(await found(slots, 'Order today: in today’s world nobody waits')).toEqual([]);
    expect(await found(slots, 'Your code is valid until today, 23:59', { manifest: { kind: 'transactional' } })).toEqual([]);
  });

  it('says what it could not judge', async () => {
    const unchecked = async (subject: string, language: string, local: number) => rule.unchecked?.(await campaignOf({ subject, html: `<html lang="${language}"><body></body></html>`, manifest: { language } }), {}, {
      now: new Date(0), sendAt: new Date(0), totals: () => Promise.resolve({ planned: 5, local, first_at: '2026-12-01T00:00:00Z', first_day: '2026-12-01', common_day: '2026-12-01' }),
    });
    expect(await unchecked('Ends tonight', 'en', 5)).toBeUndefined();
    expect(await unchecked('Ends tonight', 'en', 3)).toContain('2 of 5');
    expect(await unchecked('Offer ends 6/12', 'en', 5)).toContain('6/12');
    expect(await unchecked('Jen dnes', 'cs', 5)).toContain('Czech');
  });
});
