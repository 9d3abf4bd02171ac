import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const ZONE = ['BEGIN:VTIMEZONE', 'TZID:Europe/Berlin', 'BEGIN:STANDARD', 'DTSTART:19701025T030000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'END:STANDARD', 'END:VTIMEZONE'];
const EVENT = {
  UID: '1@acme.example', DTSTAMP: '20261118T080000Z', 'DTSTART;TZID=Europe/Berlin': '20261203T100000', 'DTEND;TZID=Europe/Berlin': '20261203T120000', SUMMARY: 'Offener Tag im Gewächs\r\n haus',
  'ORGANIZER;CN="Lindau, Acme"': 'MAILTO:news@acme.example', 'ATTENDEE;RSVP=TRUE;CN=Jo': 'mailto:Jo@b.example',
};
type Fields = Readonly<Record<string, string | undefined>>;

const calendar = (fields: Fields, { method = 'METHOD:REQUEST', zone = ZONE, end = ['END:VEVENT', 'END:VCALENDAR'] } = {}) => [
  'BEGIN:VCALENDAR', 'VERSION:2.0', method, ...zone, 'BEGIN:VEVENT', ...Object.entries<string | undefined>({ ...EVENT, ...fields }).flatMap(([name, value]) => (value === undefined ? [] : [`${name}:${value}`])), ...end,
].filter(Boolean).join('\r\n');
const message = (invitation: string, { text = 'Kommen Sie am Donnerstag, 3. Dezember 2026, um 10 Uhr.', type = 'text/calendar; charset=utf-8; method=REQUEST', headers = '' } = {}) => [
  'From: Acme <news@acme.example>', 'To: Jo <jo@b.example>', `Subject: Offener Tag${headers}`, 'MIME-Version: 1.0', 'Content-Type: multipart/alternative; boundary=b', '',
  '--b', 'Content-Type: text/html; charset=utf-8', '', `<html lang="de"><body><p>Liebe Freunde der Gärtnerei, wir öffnen das neue Gewächshaus und führen Sie gern herum. ${text}</p></body></html>`,
  '--b', `Content-Type: ${type}`, '', invitation, '--b--', '',
].join('\r\n');
const problems = async (...input: Parameters<typeof message>) => runRule(rule, await campaignOf({ eml: message(...input) }));
const ids = async (...input: Parameters<typeof message>) => (await problems(...input)).map(({ messageId }) => messageId);
const TO_MANY = { headers: '\r\nList-Unsubscribe: <https://acme.example/u>' };

describe('content/invitation-invalid', () => {
  it('is silent on an invitation that says what the mail says', async () => {
    expect(await ids(calendar({}), TO_MANY)).toEqual([]);
    expect(await ids(`\uFEFF${calendar({}).replaceAll('\r\n', '\n')}`)).toEqual([]);
  });

  it.each([
    ['lacks', { UID: undefined }], ['lacks', { DTSTAMP: undefined }], ['lacks', { 'ORGANIZER;CN="Lindau, Acme"': undefined }], ['mergeTag', { SUMMARY: '{{ event.name }}' }], ['link', { URL: 'http://localhost:3000/tag' }],
    ['link', { DESCRIPTION: 'Anmeldung: https://www.exam\r\n ple.com/tag' }], ['organizer', { 'ORGANIZER;CN="Lindau, Acme"': 'mailto:max@web.example' }], ['endsBeforeStart', { 'DTEND;TZID=Europe/Berlin': '20261203T090000' }], ['noTime', { 'DTEND;TZID=Europe/Berlin': '20261131T090000' }],
  ])('reports %s of %o', async (messageId, fields) => {
    expect(await ids(calendar(fields))).toEqual([messageId]);
  });

  it('reports a calendar that is cut off, or has no event', async () => {
    expect(await ids(calendar({}, { end: [] }))).toEqual(['unreadable']);
    expect(await ids('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR')).toEqual(['unreadable']);
  });

  it('wants one method in both places, but none of a file', async () => {
    expect(await ids(calendar({}), { type: 'text/calendar; charset=utf-8' })).toEqual(['methodMissing']);
    expect(await ids(calendar({}, { method: 'METHOD:PUBLISH' }))).toEqual(['methodDiffers']);
    expect(await ids(calendar({}, { method: '' }), { type: 'text/calendar\r\nContent-Disposition: attachment; filename="tag.ics"' })).toEqual([]);
  });

  it('counts addresses of others in a mailing', async () => {
    const others = { 'ATTENDEE;CN=Ann': 'mailto:ann@c.example', 'ATTENDEE;CN=Ben': 'mailto:ben@d.example', 'ATTENDEE;CN=Tours': 'mailto:tours@acme.example' };
    expect(await problems(calendar(others), TO_MANY)).toMatchObject([{ messageId: 'attendees', data: { count: 2 } }]);
    expect(await ids(calendar(others))).toEqual([]);
  });

  it('knows time zones that nothing describes, and times without one', async () => {
    expect(await ids(calendar({}, { zone: [] }))).toEqual(['zoneMissing']);
    expect(await ids(calendar({ 'DTSTART;TZID=Europe/Berlin': undefined, 'DTEND;TZID=Europe/Berlin': undefined, 'DTSTART;TZID=/Europe/Berlin': '20261203T100000' }, { zone: [] }))).toEqual([]);
    expect(await ids(calendar({ 'DTSTART;TZID=Europe/Berlin': undefined, 'DTEND;TZID=Europe/Berlin': undefined, DTSTART: '20261203T100000' }))).toEqual(['floating']);
    expect(await ids(calendar({ 'DTSTART;TZID=Europe/Berlin': undefined, 'DTEND;TZID=Europe/Berlin': undefined, 'DTSTART;VALUE=DATE': '20261203' }, { zone: [] }))).toEqual([]);
  });

  it('reports an event that is over, unless it comes again', async () => {
    const past = { 'DTSTART;TZID=Europe/Berlin': '20251204T100000', 'DTEND;TZID=Europe/Berlin': '20251204T120000' };
    expect(await ids(calendar(past))).toEqual(['past']);
    expect(await ids(calendar({ ...past, RRULE: 'FREQ=MONTHLY;BYDAY=1TH' }))).toEqual([]);
    expect(await ids(calendar(past), { text: 'Bis bald!', headers: '\r\nDate: Mon, 01 Dec 2025 09:00:00 +0100' })).toEqual([]);
  });

  it('holds its day and hour against those of the mail', async () => {
    const on = (start: string, text?: string) => ids(calendar({ 'DTSTART;TZID=Europe/Berlin': start, 'DTEND;TZID=Europe/Berlin': undefined }), text === undefined ? {} : { text });
    expect(await on('20261204T100000')).toEqual(['otherDay']);
    expect(await on('20261203T110000')).toEqual(['otherHour']);
    expect(await on('20261203T103000')).toEqual([]);
    expect(await on('20261204T100000', 'Anmeldung bis 3. Dezember 2026, 10 Uhr.')).toEqual([]);
    expect(await on('20261204T100000', 'Am 3.12.2026 um 10 Uhr und am 4.12.2026 um 10 Uhr.')).toEqual([]);
    expect(await on('20261203T100000', 'Am 3. Dezember 2026 um 10 Uhr MEZ.')).toEqual([]);
  });

  it('converts clocks where both name one', async () => {
    const utc = (start: string, text?: string) => ids(calendar({ 'DTSTART;TZID=Europe/Berlin': undefined, 'DTEND;TZID=Europe/Berlin': undefined, DTSTART: start }), text === undefined ? {} : { text });
    expect(await utc('20261203T090000Z', 'Am 3. Dezember 2026 um 10 Uhr MEZ.')).toEqual([]);
    expect(await utc('20261203T100000Z', 'Am 3. Dezember 2026 um 10 Uhr MEZ.')).toEqual(['otherHour']);
    expect(await utc('20261203T100000Z', 'Am 3. Dezember 2026 um 10 Uhr.')).toEqual([]);
  });
});
