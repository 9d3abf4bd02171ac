import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CampaignResult } from '#engine/result.js';
import { rules } from '#rules/index.js';
import { lint } from '../../src/lint.js';
import { cli } from '../cli/cli-io.js';
import { NOW } from '../rule/run-rule.js';
import { skeleton } from './skeleton.js';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'presend-fix-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const fix = async (path: string, ...flags: string[]) => {
  const { code, stdout, stderr } = await cli(['lint', '--fix', path, '--format', 'json', '--fail-on', 'never', '--now', NOW.toISOString(), ...flags]);
  return { code, stderr, result: stdout === '' ? undefined : (JSON.parse(stdout) as { campaigns: CampaignResult[] }).campaigns[0] };
};

const PAGE = [
  '<!doctype html>', '<html dir="ltr">', '<head><meta charset="utf-8"><title>Größe 😀</title></head>', '<body lang="de">',
  "<table width=600><tr><td><p>Grüße aus Köln, liebe Leserin, lieber Leser.</p><a href='http://www.acme.example/a?x=1&amp;y={{ id }}'>Zum Angebot</a>",
  '<a href="https://www.acme.example/b">Im Browser</a><img src="http://t.acme.example/o.gif" width="1" height="1"></td></tr></table>',
  '<!--[if mso]><v:rect href="http://www.acme.example/a"></v:rect><![endif]-->', '</body>', '</html>', '',
].join('\r\n');

describe('presend lint --fix', () => {
  it('mends what is certain, and touches nothing else', async () => {
    const { result, stderr } = await fix(write('page.html', PAGE));
    expect(read('page.html')).toBe(PAGE
      .replace('<html dir', '<html lang="de" dir')
      .replace('<table width', '<table role="presentation" lang="de" dir="ltr" width')
      .replaceAll('http://www.', 'https://www.')
      .replace('<img src', '<img alt="" src'));
    expect(result?.mended?.map(({ rule, places }) => [rule, places])).toEqual(expect.arrayContaining([
      ['links/link-insecure', 2], ['accessibility/document-language-missing', 1], ['accessibility/direction-missing', 1], ['accessibility/layout-table-role', 1], ['accessibility/image-alt-missing', 1],
    ]));
    expect(stderr).toMatch(/^presend: mended 6 places; \d+ findings? remains?\.\n$/m);
    const rulesLeft = new Set(result?.findings.map(({ rule }) => rule));
    for (const rule of ['accessibility/document-language-missing', 'accessibility/direction-missing', 'accessibility/layout-table-role']) expect(rulesLeft).not.toContain(rule);
  });

  it('changes nothing the second time', async () => {
    const path = write('twice.html', PAGE);
    await fix(path);
    const once = read('twice.html');
    const { result, stderr } = await fix(path);
    expect([read('twice.html'), result?.mended, stderr]).toEqual([once, [], expect.stringMatching(/^presend: mended 0 places/) as string]);
  });

  it('keeps byte order mark, mode and symbolic link, and leaves no other file behind', async () => {
    mkdirSync(join(folder, 'real'));
    const path = write('real/page.html', `\ufeff${PAGE}`);
    chmodSync(path, 0o640);
    symlinkSync(path, join(folder, 'link.html'));
    await fix(join(folder, 'link.html'));
    expect(read('real/page.html').startsWith('\ufeff<!doctype html>\r\n<html lang="de"')).toBe(true);
    expect(lstatSync(join(folder, 'link.html')).isSymbolicLink()).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(folder, 'real'))).toEqual(['page.html']);
  });

  it('mends MJML in the .mjml, in components and in the HTML they hold, but never an included file', async () => {
    const part = '<mj-text><img src="http://t.acme.example/o.gif" width="1" height="1"></mj-text>';
    write('part.mjml', part);
    const body = ['<mj-section><mj-column>', '<mj-button href="http://www.acme.example/a">Los</mj-button>', '<mj-text>Grüße <a href="https://www.acme.example/">hier</a><img src="x.gif" width="1" height="1"></mj-text>', '<mj-include path="./part.mjml" />', '</mj-column></mj-section>'].join('\n');
    const source = `<mjml><mj-body>${body}</mj-body></mjml>`;
    mkdirSync(join(folder, 'campaign'), { recursive: true });
    write('campaign/part.mjml', part);
    write('campaign/body.mjml', source);
    write('campaign/campaign.json', '{ "language": "de", "body": "body.mjml" }');
    const { result } = await fix(join(folder, 'campaign'), '--include-path', join(folder, 'campaign'));
    expect(read('campaign/body.mjml')).toBe(source.replace('<mjml>', '<mjml lang="de">').replace('http://www.', 'https://www.').replace('<img src="x.gif"', '<img alt="" src="x.gif"'));
    expect(read('campaign/part.mjml')).toBe(part);
    expect(result?.findings.filter(({ rule }) => rule === 'accessibility/image-alt-missing')).toHaveLength(1);
  });

  it('leaves an .eml alone, and what is waived', async () => {
    const eml = `From: a@acme.example\r\nSubject: Hallo\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${PAGE}`;
    expect((await fix(write('mail.eml', eml))).result?.mended).toEqual([]);
    expect(read('mail.eml')).toBe(eml);
    const path = write('waived.html', PAGE);
    const { result } = await fix(path, '--allow', 'links/link-insecure', '--reason', 'the certificate comes on Monday');
    expect(result?.mended?.map(({ rule }) => rule)).not.toContain('links/link-insecure');
    expect(read('waived.html')).toContain("'http://www.acme.example/a?");
  });

  it('refuses standard input, in one line', async () => {
    const { code, stdout, stderr } = await cli(['lint', '--fix', '-'], PAGE);
    expect([code, stdout, stderr]).toEqual([2, '', 'presend: --fix: standard input cannot be rewritten. Give the file itself.\n']);
  });

  it('names a file whose encoding it does not write', async () => {
    const bytes = Buffer.concat([Buffer.from('<html><head><meta charset="shift_jis"></head><body lang="ja"><table><tr><td>'), Buffer.from([0x93, 0xfa, 0x96, 0x7b]), Buffer.from('</td></tr></table></body></html>')]);
    const { code, stderr } = await fix(write('sjis.html', bytes));
    expect([code, stderr]).toEqual([2, expect.stringMatching(/sjis\.html: its encoding is not one that --fix writes/) as string]);
    expect(readFileSync(join(folder, 'sjis.html'))).toEqual(bytes);
  });
});

const others = Object.fromEntries(rules.filter(({ fixable }) => !fixable).map(({ id }) => [id, 'off' as const]));

const attribute = fc.constantFrom('', ' width="1"', ' width=1 height=1', ' role="presentation"', ' lang="de"', ' dir=ltr', " class='a > b'", ' {{attrs}}', ' {{#if vip}}role="none"{{/if}}', ' alt', ' style="color:red"', '\n  border="0"');
const address = fc.constantFrom('http://acme.example/a', 'https://acme.example/b?x=1&amp;y=2', 'HTTP://ACME.example/', 'http://acme.example:8080/', '{{ url }}', ' http://acme.example/ü ');
const leaf = fc.oneof(
  fc.constantFrom('Grüße 😀 aus Köln', 'Your table is waiting', '{{#if vip}}Hallo{{/if}}', 'مرحبا بكم', '<br>', '&nbsp;', '<!-- http://acme.example -->'),
  fc.tuple(attribute, address).map(([more, url]) => `<a${more} href="${url}">Los</a>`),
  fc.tuple(attribute, address).map(([more, url]) => `<img${more} src='${url}'>`),
  address.map((url) => `<!--[if mso]><v:rect href="${url}"><![endif]-->`),
);
const { block } = fc.letrec<{ block: string }>((tie) => ({
  block: fc.oneof({ maxDepth: 4 }, leaf, fc.tuple(fc.constantFrom('div', 'p', 'center'), attribute, tie('block'), tie('block')).map(([name, more, a, b]) => `<${name}${more}>${a}${b}</${name}>`),
    fc.tuple(attribute, tie('block'), tie('block')).map(([more, a, b]) => `<table${more}><tr><td>${a}</td><td>${b}</td></tr></table>`)),
}));
const page = fc.tuple(fc.constantFrom('', '<!doctype html>\r\n'), attribute, attribute, fc.array(block, { maxLength: 4 })).map(([doctype, html, body, blocks]) => `${doctype}<html${html}><head><title>T</title></head><body${body}>${blocks.join('\n')}</body></html>`);

describe('--fix on any page', () => {
  it('changes only the attributes it mends, and is done after one run', async () => {
    await fc.assert(fc.asyncProperty(page, async (html) => {
      const path = write('any.html', html);
      const options = { campaigns: [path], fix: true, now: NOW, rules: others };
      const first = await lint(options);
      const once = read('any.html');
      expect(skeleton(once)).toEqual(skeleton(html));
      if (first.campaigns[0]?.mended?.length === 0) expect(once).toBe(html);
      expect((await lint(options)).campaigns[0]?.mended).toEqual([]);
      expect(read('any.html')).toBe(once);
    }), { numRuns: 60 });
  });
});
