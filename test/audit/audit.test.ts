import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { load } from 'cheerio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMbox } from '#audit/read-mbox.js';
import { reportAuditHtml } from '#report/html/audit-report.js';
import { audit } from '../../src/index.js';
import { cli } from '../cli/cli-io.js';

const NOW = new Date('2026-11-20T10:00:00Z');
let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'presend-audit-test-')); });
afterEach(() => rmSync(folder, { recursive: true }));

interface Sample {
  readonly id: string;
  readonly date?: string;
  readonly subject?: string;
  readonly body?: string;
}

const GOOD = '<p>Dear reader, the library opens on Saturday and everybody is welcome to come and read.</p><p>City Library, 1 High Street, London</p><p><a href="https://library.example/unsubscribe?u=1">Unsubscribe</a></p>';

function message({ id, date, subject = 'The library opens', body = GOOD }: Sample): string {
  return [
    'From: City Library <news@library.example>', 'To: reader@web.example', `Subject: ${subject}`, ...(date === undefined ? [] : [`Date: ${date}`]), `Message-ID: <${id}@library.example>`,
    'MIME-Version: 1.0', 'Content-Type: text/html; charset=utf-8', 'List-Unsubscribe: <https://library.example/u/1>', 'List-Unsubscribe-Post: List-Unsubscribe=One-Click', '',
    `<!doctype html><html lang="en" dir="ltr"><head><title>News</title></head><body lang="en" dir="ltr"><h1>News</h1>${body}</body></html>`, '',
  ].join('\n');
}

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

function mbox(name: string, messages: readonly string[], end = '\n'): string {
  return write(name, messages.map((text) => `From news@library.example Fri Nov 20 10:00:00 2026\n${text.replace(/^(>*From )/gm, '>$1')}\n`).join('').replaceAll('\n', end));
}

async function contentsOf(file: string): Promise<string[]> {
  const messages: string[] = [];
  for await (const text of readMbox(file)) messages.push(text?.toString() ?? 'too large');
  return messages;
}

describe('readMbox', () => {
  it.each(['\n', '\r\n'])('gives back what was put in, lines that begin with From too', async (end) => {
    const texts = [message({ id: 'a', body: '<p>x</p>\n\nFrom now on we open at nine\n>From quoted\n' }), message({ id: 'b', subject: 'Größe' })];
    expect((await contentsOf(mbox('in.mbox', texts, end))).map((text) => text.replaceAll(end, '\n').trimEnd())).toEqual(texts.map((text) => text.trimEnd()));
  });

  it('takes From inside a paragraph for text', async () => {
    const file = write('plain.mbox', 'From a@b Fri Nov 20 10:00:00 2026\nSubject: x\n\nA line\nFrom here on\n');
    expect(await contentsOf(file)).toHaveLength(1);
  });

  it('finds nothing in an empty file', async () => {
    expect(await contentsOf(write('empty.mbox', ''))).toEqual([]);
  });
});

describe('audit', { timeout: 60_000 }, () => {
  it('counts mails of folders, mailboxes and maildirs, and leaves no copy behind', async () => {
    mbox('year.mbox', [message({ id: 'a', date: 'Thu, 01 Oct 2026 09:00:00 +0200' }), message({ id: 'b', date: 'Sun, 01 Nov 2026 09:00:00 +0100' })]);
    mkdirSync(join(folder, 'Maildir', 'cur'), { recursive: true });
    writeFileSync(join(folder, 'Maildir', 'cur', '1700.M1.host:2,S'), message({ id: 'c' }));
    write('page.html', '<html><body>Hello</body></html>');
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('presend-audit-') && !name.startsWith('presend-audit-test-'));
    const { result } = await audit({ paths: [folder], now: NOW });
    expect(result.mails).toBe(4);
    expect(result.months.map(({ month, mails }) => [month, mails])).toEqual([['2026-10', 1], ['2026-11', 1]]);
    expect(result.withoutDate).toBe(2);
    expect(result.languages['en']).toBe(3);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('presend-audit-') && !name.startsWith('presend-audit-test-'))).toEqual(before);
  });

  it('names a fault that returns in mail after mail once, with how often and since when', async () => {
    const bad = (id: string, date: string) => message({ id, date, body: `${GOOD}<p><a href="#">Read more</a></p>` });
    const { result } = await audit({ paths: [mbox('m.mbox', [bad('a', 'Thu, 01 Oct 2026 09:00:00 +0000'), bad('b', 'Sun, 01 Nov 2026 09:00:00 +0000'), message({ id: 'c' })])], now: NOW });
    const repeated = result.repeated.find(({ rule }) => rule === 'links/link-placeholder');
    expect(repeated).toMatchObject({ mails: 2, first: '2026-10-01T09:00:00.000Z', last: '2026-11-01T09:00:00.000Z' });
  });

  it('fails for new faults only, once a baseline knows the others, and knows a mail again in another mailbox', async () => {
    const date = 'Thu, 01 Oct 2026 09:00:00 +0000';
    const bad = message({ id: 'a', date, body: `${GOOD}<p><a href="#">Read more</a></p>` });
    const baseline = join(folder, 'baseline.json');
    const first = mbox('first.mbox', [message({ id: 'z' }), bad]);
    expect((await cli(['audit', first, '--write-baseline', baseline])).code).toBe(1);
    expect((await cli(['audit', mbox('second.mbox', [bad]), '--baseline', baseline])).code).toBe(0);
    const other = mbox('third.mbox', [bad, message({ id: 'new', date, body: `${GOOD}<p><a href="#">Read more</a></p>` })]);
    const run = await cli(['audit', other, '--baseline', baseline]);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('1 error,');
  });

  it('waives a rule, or a category, up to the day that the waiver names, and says when it has expired', async () => {
    const file = mbox('m.mbox', [message({ id: 'a', date: 'Thu, 01 Oct 2026 09:00:00 +0000', body: `${GOOD}<p><a href="#">Read more</a></p>` })]);
    const waive = (until: string) => write('waivers.json', JSON.stringify({ schemaVersion: 2, faults: {}, waivers: [{ rule: 'links/*', reason: 'the shop builds them', until }] }));
    expect((await cli(['audit', file, '--baseline', waive('2026-11-20'), '--now', NOW.toISOString()])).code).toBe(0);
    const expired = await cli(['audit', file, '--baseline', waive('2026-11-19'), '--now', NOW.toISOString()]);
    expect(expired.code).toBe(1);
    expect(expired.stdout).toContain('expired on 2026-11-19');
  });

  it('names mails that cannot be read, by the path that was given, goes on with the others, and exits with 2', async () => {
    write('good.eml', message({ id: 'a' }));
    write('deep.html', '<div>'.repeat(3000));
    const given = relative(process.cwd(), folder);
    const run = await cli(['audit', given]);
    expect(run.code).toBe(2);
    expect(run.stdout).toContain('1 mail:');
    expect(run.stdout).toContain(` ${join(given, 'deep.html')}`);
  });

  it.each([['a missing path', 'absent'], ['a file that is no mailbox', 'notes.txt']])('refuses %s in one line', async (_, name) => {
    write('notes.txt', 'Dear diary\n');
    const run = await cli(['audit', join(folder, name)]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(run.stderr).toContain(name);
  });

  it.each([['is not JSON', '{'], ['is a baseline of another version', '{"schemaVersion":1,"faults":{}}'], ['is no baseline: schemaVersion is missing', '{}'],
    ['is no baseline: waivers.0.until is "spring" (It must be a day, such as 2027-03-31)', '{"schemaVersion":2,"faults":{},"waivers":[{"rule":"links/*","reason":"y","until":"spring"}]}'],
    ['the waiver of links/* ends on 2026-02-30, which the calendar does not have', '{"schemaVersion":2,"faults":{},"waivers":[{"rule":"links/*","reason":"y","until":"2026-02-30"}]}'],
    ['unknown rule "links/link-insecur"', '{"schemaVersion":2,"faults":{},"waivers":[{"rule":"links/link-insecur","reason":"y","until":"2026-12-30"}]}']])('refuses a baseline that %s', async (what, text) => {
    const run = await cli(['audit', mbox('m.mbox', [message({ id: 'a' })]), '--baseline', write('b.json', text)]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(what);
  });

  it('writes an HTML report in which what mails say stays text', async () => {
    const file = mbox('m.mbox', [message({ id: 'a', subject: '<script>alert(1)</script>', body: `${GOOD}<p><a href="#">More</a></p>` })]);
    const report = join(folder, 'audit.html');
    const run = await cli(['audit', file, '--report', report]);
    expect(run.stdout).toMatch(/#1: 2 errors, 1 warning\n +headers\/message-headers-invalid, links\/link-placeholder\n/);
    const $ = load(readFileSync(report, 'utf8'));
    expect($('script')).toHaveLength(0);
    expect($('td').text()).toContain('<script>alert(1)</script>');
    expect($('h2').text()).toContain('By rule');
    const [byRule, worst] = $('tr:contains("links/link-placeholder")').toArray().map((row) => $(row).text());
    expect(byRule).toMatch(/^links\/link-placeholdererrorThe link .*#/);
    expect(worst).toContain('headers/message-headers-invalid, links/link-placeholder');
  });

  it('shows in its trend what is small, and none only where there is nothing', async () => {
    const months = ['2026-10', '2026-11'].map((month) => ({ month, mails: 1_000, errors: 1, warnings: 0, htmlBytes: 300, images: 0 }));
    const { result } = await audit({ paths: [mbox('m.mbox', [message({ id: 'a' })])], now: NOW });
    const $ = load(reportAuditHtml({ ...result, months }, '1.0.0'));
    const [mails, errors, size, images] = $('h3').toArray().map((title) => $(title).nextAll('p').first().text());
    expect([mails, errors, size, images]).toEqual(['The highest column is 1,000.', 'The highest column is 0.1.', 'The highest column is 0.3 KB.', 'None.']);
  });
});
