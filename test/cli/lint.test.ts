import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CampaignResult } from '#engine/result.js';
import { PACKAGE_ROOT } from '../../src/package.js';
import { cli, type CliRun } from './cli-io.js';

const fixture = (name: string) => join(PACKAGE_ROOT, 'fixtures', 'campaigns', name);
const CLOCK = ['--now', '2026-11-20T09:00:00Z'];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'presend-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const resultOf = (stdout: string) => (JSON.parse(stdout) as { campaigns: CampaignResult[] }).campaigns[0]!;

describe('presend lint on the prospecting rant', () => {
  let rant: CliRun;
  const verdicts = () => join(folder, 'verdicts.csv');
  beforeAll(async () => { rant = await cli(['lint', fixture('prospecting-rant'), '--format', 'json', '--verdicts', verdicts(), ...CLOCK]); });

  it('holds it with every complaint found and placed', () => {
    const { code, stdout } = rant;
    const result = resultOf(stdout);
    expect(code).toBe(1);
    expect(result.verdict).toBe('hold');
    const expected = JSON.parse(readFileSync(join(fixture('prospecting-rant'), 'expected.json'), 'utf8')) as { rules: string[] };
    const found = new Set(result.findings.map(({ rule }) => rule));
    for (const rule of expected.rules) expect(found).toContain(rule);
    const ofMessage = result.findings.filter(({ location }) => location?.part !== 'audience');
    expect(ofMessage.filter(({ location, severity }) => severity !== 'info' && location?.line === undefined)).toEqual([]);
  });

  it('names the account owner of the former customer, and no address anywhere', () => {
    const { stdout } = rant;
    const finding = resultOf(stdout).findings.find(({ rule, evidence }) => rule === 'targeting/known-contact-as-cold-prospect' && JSON.stringify(evidence).includes('former_customer'));
    expect(finding?.recipients?.count).toBe(1);
    expect(JSON.stringify(finding?.evidence)).toMatch(/owner/);
    const addresses = readFileSync(join(fixture('prospecting-rant'), 'recipients.csv'), 'utf8').match(/[\w.+-]+@[\w.-]+/g) ?? [];
    expect(addresses.length).toBeGreaterThan(30);
    for (const address of addresses) expect(stdout).not.toContain(address);
  });

  it('writes a verdict for each recipient, once, and holds only those with an error', () => {
    const { stdout } = rant;
    const rows = readFileSync(verdicts(), 'utf8').trim().split(/\r?\n/).map((line) => line.split(','));
    expect(rows[0]).toEqual(['recipient_id', 'verdict', 'rules', 'evidence']);
    expect(rows.slice(1).every(([, , rules = '', evidence = '']) => evidence.split(';').map((key) => key.split(':')[0]).filter((rule, at, all) => all.indexOf(rule) === at).join(';') === rules)).toBe(true);
    const { recipients } = resultOf(stdout);
    expect(new Set(rows.slice(1).map(([id]) => id)).size).toBe(recipients?.total);
    expect(rows.filter(([, verdict]) => verdict === 'hold')).toHaveLength(recipients?.hold ?? -1);
    expect(rows.slice(1).every(([, verdict, rules]) => (verdict === 'hold') === /consent|known-contact|recipient-language/.test(rules ?? ''))).toBe(true);
  });

  it('waives a rule with a reason, which is in the report, and prints the same bytes for the same input, clock and hash key', async () => {
    const config = write('keyed.json', '{ "privacy": { "hashKey": "k" } }');
    const run = () => cli(['lint', fixture('prospecting-rant'), '--config', config, '--allow', 'content/image-only-body', '--reason', 'poster, agreed on the phone', ...CLOCK]);
    const waived = await run();
    expect(waived.stdout).toContain('content/image-only-body (1): poster, agreed on the phone');
    expect(await run()).toEqual(waived);
  });

  it('waives a whole category; a rule named besides keeps its own reason', async () => {
    const waivers = ['--allow', 'content/image-only-body', '--reason', 'poster', '--allow', 'content/*', '--reason', 'art project'];
    const { stdout } = await cli(['lint', fixture('prospecting-rant'), ...waivers, '--format', 'json', ...CLOCK]);
    const { findings, allowed } = resultOf(stdout);
    expect(findings.filter(({ rule }) => rule.startsWith('content/'))).toEqual([]);
    expect(Object.fromEntries(allowed.map(({ rule, reason }) => [rule, reason]))).toMatchObject({ 'content/image-only-body': 'poster', 'content/mixed-language': 'art project' });
  });

  it('refuses a misspelt rule in a comment of the body, with its line and the nearest name', async () => {
    const { code, stderr } = await cli(['lint', write('waived.html', '<p>Grüße</p>\n<!-- presend-disable content/hiden-text -- agreed -->')]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/waived\.html:2: unknown rule "content\/hiden-text"\. Did you mean "content\/hidden-text"\?/)]);
  });
});

describe('presend lint on campaigns that are fine', () => {
  it.each(['good-newsletter', 'donor-appeal'])('lets %s go', async (name) => {
    const { code, stdout } = await cli(['lint', fixture(name), '--format', 'json', ...CLOCK]);
    const result = resultOf(stdout);
    expect(result.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect([code, result.verdict]).toEqual([0, 'send']);
  });
});

describe('presend lint on what cannot be read', () => {
  it.each([
    ['a missing file', () => 'nope.html', /nope\.html/],
    ['an empty file', () => write('empty.html', ''), /empty\.html.*empty/],
    ['a folder without a campaign', () => join(PACKAGE_ROOT, 'src', 'stats'), /campaign\.json|no campaign/i],
    ['bytes that are not UTF-8', () => write('latin.html', new Uint8Array([...new TextEncoder().encode('<p>Gr'), 0xfc, 0xdf, ...new TextEncoder().encode('e</p>')])), /latin\.html.*UTF-8/i],
  ])('says of %s what and where in one line, without a stack', async (_, path, message) => {
    const { code, stdout, stderr } = await cli(['lint', path()]);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd()).not.toContain('\n');
  });

  it.each([
    ['an unknown rule', ['--rule', 'content/image-only=off'], /Did you mean "content\/image-only-body"/],
    ['a level that does not exist', ['--rule', 'content/image-only-body=fatal'], /names no level/],
    ['a level with more behind it', ['--rule', 'content/image-only-body=off=x'], /names no level/],
    ['--allow without a reason', ['--allow', 'content/image-only-body'], /has no reason/],
    ['a naive clock', ['--now', '2026-11-20T09:00:00'], /not an instant with a zone/],
    ['an unknown option', ['--frobnicate'], /unknown option/],
  ])('refuses %s', async (_, flags, message) => {
    const { code, stderr } = await cli(['lint', fixture('good-newsletter'), ...flags]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('refuses a list of recipients without recipients', async () => {
    const { code, stderr } = await cli(['lint', fixture('good-newsletter'), '--audience', write('nobody.csv', 'recipient_id,email\n')]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/nobody\.csv: has a header and no recipients/)]);
  });

  it('names file and line of a naive timestamp in a table', async () => {
    const consents = write('consents.csv', 'recipient_id,basis,given_at\r\nr1,express,2026-01-02T10:00:00\r\n');
    const { code, stderr } = await cli(['lint', fixture('good-newsletter'), '--consents', consents]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/consents\.csv.*2.*zone/);
  });
});

describe('presend lint on hostile input', () => {
  it.each([
    ['20 MB of HTML', () => write('big.html', `<html lang="en"><body>${'<p>All work and no play makes this a long mail.</p>\n'.repeat(400_000)}</body></html>`), /big\.html: the HTML has 20\.\d million characters/],
    ['200,000 nested tags', () => write('deep.html', `<html lang="en"><body>${'<div>'.repeat(200_000)}deep${'</div>'.repeat(200_000)}</body></html>`), /deep\.html:1: elements are nested more than 1,000 deep/],
  ])('refuses %s in one line', async (_, file, message) => {
    const { code, stderr } = await cli(['lint', file()]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd()).not.toContain('\n');
  });
});

describe('presend lint from standard input', () => {
  it('reads HTML, MJML and EML alike', async () => {
    const html = '<html lang="en"><body><p>Hello, here is your report for November.</p></body></html>';
    const mjml = '<mjml><mj-body><mj-section><mj-column><mj-text>Hello there</mj-text></mj-column></mj-section></mj-body></mjml>';
    const eml = 'From: a@acme.example\r\nSubject: Hello\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nHello there\r\n';
    for (const input of [html, mjml, eml]) {
      const { code, stdout } = await cli(['lint', '-', '--format', 'json', '--fail-on', 'never'], input);
      expect(code).toBe(0);
      expect(resultOf(stdout).campaign).toBe('-');
    }
  });
});

describe('presend rules and explain', () => {
  it('list all rules and print the README of one', async () => {
    const { stdout } = await cli(['rules', '--format', 'json']);
    expect((JSON.parse(stdout) as { id: string }[]).map(({ id }) => id)).toContain('content/image-only-body');
    expect((await cli(['explain', 'content/image-only-body'])).stdout).toMatch(/^# content\/image-only-body\n/);
    const wrong = await cli(['explain', 'image-only-body']);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('Did you mean "content/image-only-body"?')]);
  });

  it('prints the READMEs of a whole category', async () => {
    const { code, stdout } = await cli(['explain', 'brand/*']);
    expect([code, stdout.match(/^# .*$/gm)]).toEqual([0, ['# brand/color-off-palette', '# brand/font-off-brand', '# brand/logo-missing']]);
  });
});
