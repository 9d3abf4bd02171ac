import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Baseline } from '#audit/baseline.js';
import type { CampaignResult } from '#engine/result.js';
import { cli } from './cli/cli-io.js';

const MAIL = '<!doctype html><html lang="de"><head><title>Grüße</title></head><body><p dir="ltr" lang="de">Guten Tag, hier sind die Neuigkeiten des Herbstes.</p><p><a href="http://acme.example/a">Zum Bericht über die Größe der Ernte</a></p></body></html>';

let folder: string;
const at = (name: string) => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'presend-baseline-'));
  mkdirSync(at('mails'));
  writeFileSync(at('mails/größe.html'), MAIL);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...flags: string[]) => cli(['lint', at('mails/größe.html'), '--format', 'json', '--fail-on', 'warning', '--now', '2026-11-20T09:00:00Z', ...flags]);
const resultOf = (stdout: string) => (JSON.parse(stdout) as { campaigns: CampaignResult[] }).campaigns[0]!;
const baseline = () => JSON.parse(readFileSync(at('known.json'), 'utf8')) as Baseline;

describe('a baseline of lint', () => {
  it('takes out what was found when it was written, and says so', async () => {
    const before = await run('--write-baseline', at('known.json'));
    const found = resultOf(before.stdout).findings.map(({ rule }) => rule);
    expect(before.code).toBe(1);
    expect(found).toContain('links/link-insecure');
    const { code, stdout } = await run('--baseline', at('known.json'));
    expect([code, resultOf(stdout).verdict, resultOf(stdout).findings]).toEqual([0, 'send', []]);
    expect(resultOf(stdout).allowed.map(({ rule, reason }) => [rule, reason])).toEqual(found.map((rule) => [rule, `known by ${at('known.json')}`]));
  });

  it('lets a new fault through, though old ones have moved', async () => {
    writeFileSync(at('mails/größe.html'), `\n\n${MAIL.replace('</body>', '<img src="https://acme.example/a.png" width="300" height="200"></body>')}`);
    const { code, stdout } = await run('--baseline', at('known.json'));
    const rules = resultOf(stdout).findings.map(({ rule }) => rule);
    expect([code, rules.includes('accessibility/image-alt-missing'), rules.includes('links/link-insecure')]).toEqual([1, true, false]);
  });

  it('keeps its waivers when it is written anew; one that has ended waives nothing', async () => {
    const waivers = [{ rule: 'links/link-insecure', reason: 'The certificate comes in spring.', until: '2026-11-20' }, { rule: 'accessibility/image-alt-missing', reason: 'Later.', until: '2026-11-19' }];
    writeFileSync(at('known.json'), JSON.stringify({ schemaVersion: 2, waivers, faults: {} }));
    const { stdout } = await run('--baseline', at('known.json'));
    expect(resultOf(stdout).allowed).toContainEqual({ rule: 'links/link-insecure', reason: 'The certificate comes in spring. (until 2026-11-20)', findings: 1 });
    expect(resultOf(stdout).findings.map(({ rule }) => rule)).toContain('accessibility/image-alt-missing');
    writeFileSync(at('category.json'), JSON.stringify({ schemaVersion: 2, waivers: [{ ...waivers[0], rule: 'links/*' }], faults: {} }));
    expect(resultOf((await run('--baseline', at('category.json'))).stdout).allowed).toContainEqual(expect.objectContaining({ rule: 'links/link-insecure', findings: 1 }));
    await run('--write-baseline', at('known.json'));
    expect(baseline().waivers).toEqual(waivers);
    expect(Object.keys(baseline().faults)).toContain('accessibility/image-alt-missing');
  });

  it('never knows what is wrong with recipients', async () => {
    writeFileSync(at('mails/campaign.json'), JSON.stringify({ kind: 'newsletter', subject: 'Neuigkeiten des Herbstes', language: 'de', body: 'größe.html' }));
    writeFileSync(at('recipients.csv'), 'recipient_id,email,country\n1,anna@acme.example,DE\n');
    writeFileSync(at('consents.csv'), 'recipient_id,basis,status,given_at\n2,express,active,2026-01-01T00:00:00Z\n');
    const people = ['--audience', at('recipients.csv'), '--consents', at('consents.csv')];
    const lint = (...flags: string[]) => cli(['lint', at('mails'), '--format', 'json', '--now', '2026-11-20T09:00:00Z', ...people, ...flags]);
    await lint('--write-baseline', at('known.json'));
    const { code, stdout } = await lint('--baseline', at('known.json'));
    expect(code).toBe(1);
    expect(resultOf(stdout).findings.map(({ rule }) => rule)).toEqual(['consent/consent-missing']);
    expect(resultOf(stdout).recipients?.hold).toBe(1);
  });

  it('is refused when it is not there, holds an unknown rule, or would be read and written at once', async () => {
    expect(await run('--baseline', at('gone.json'))).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/gone\.json: cannot be read\. Write one with --write-baseline\.\n$/) as string });
    writeFileSync(at('odd.json'), '\uFEFF{ "schemaVersion": 2, "waivers": [{ "rule": "links/link-insecur", "reason": "x", "until": "2027-01-01" }], "faults": {} }');
    expect((await run('--baseline', at('odd.json'))).stderr).toMatch(/odd\.json.*links\/link-insecure/);
    for (const flag of ['--baseline', '--write-baseline']) expect(await run(flag, at('mails'))).toMatchObject({ code: 2, stderr: expect.stringMatching(/mails: is a folder\. Name a file in it/) as string });
    expect((await run('--baseline', at('known.json'), '--write-baseline', at('new.json'))).stderr).toMatch(/--baseline: does not go with --write-baseline/);
  });

  it('lets one more place of a known fault through, names it, and knows what is left when others are mended', async () => {
    const pictures = (...names: string[]) => MAIL.replace('</body>', `${names.map((name) => `<p><img src="https://acme.example/${name}" width="300" height="200"></p>`).join('')}</body>`);
    const found = async (mail: string, ...flags: string[]) => {
      writeFileSync(at('mails/größe.html'), mail);
      return resultOf((await run(...flags)).stdout).findings.filter(({ rule }) => rule === 'accessibility/image-alt-missing').map(({ suggestion }) => suggestion);
    };
    await found(pictures('a.png', 'grün.png'), '--write-baseline', at('known.json'));
    const known = ['--baseline', at('known.json')];
    expect(await found(pictures('a.png', 'grün.png', 'c.png'), ...known)).toEqual([expect.stringContaining('The baseline knows 2 of these 3 places, not "https://acme.example/c.png".')]);
    expect(await found(pictures('a.png', 'c.png'), ...known), 'one mended, one new').toEqual([expect.stringContaining('The baseline knows 1 of these 2 places, not "https://acme.example/c.png".')]);
    expect(await found(pictures('grün.png', 'grün.png'), ...known), 'twice the same').toEqual([expect.stringContaining('The baseline knows 1 of these 2 places.')]);
    expect(await found(pictures('grün.png'), ...known), 'the first is mended').toEqual([]);
  });

  it('counts what reads alike in each place, and leaves out what the source waives', async () => {
    const links = (count: number) => MAIL.replace('</body>', `${'<p><a href="#">Größe</a></p>'.repeat(count)}</body>`);
    const found = async (mail: string, ...flags: string[]) => {
      writeFileSync(at('mails/größe.html'), mail);
      return resultOf((await run(...flags)).stdout).findings.filter(({ rule }) => rule === 'links/link-placeholder').length;
    };
    await found(links(2), '--write-baseline', at('known.json'));
    expect(await found(links(2), '--baseline', at('known.json'))).toBe(0);
    expect(await found(links(3), '--baseline', at('known.json'))).toBe(1);
    const disabled = '<!-- presend-disable links/link-placeholder -- the shop fills it in -->';
    expect(await found(links(3).replace('<p>', `${disabled}<p>`), '--baseline', at('known.json'))).toBe(0);
  });
});

describe('--max-warnings', () => {
  it('exits 1 for one warning more', async () => {
    const { warning } = resultOf((await run('--fail-on', 'never')).stdout).counts;
    expect(warning).toBeGreaterThan(0);
    expect((await run('--fail-on', 'never', '--max-warnings', String(warning))).code).toBe(0);
    expect((await run('--fail-on', 'never', '--max-warnings', String(warning - 1))).code).toBe(1);
    expect(await run('--max-warnings', '1.5')).toMatchObject({ code: 2, stderr: 'presend: --max-warnings: "1.5" is not a whole number. Use digits alone.\n' });
  });
});
