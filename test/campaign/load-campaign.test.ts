import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCampaign } from '#campaign/load-campaign.js';
import { InputError } from '#errors.js';

let root = '';
beforeAll(() => { root = mkdtempSync(join(tmpdir(), 'presend-load-')); });
afterAll(() => { rmSync(root, { recursive: true, force: true }); });

let count = 0;
/** A fresh folder with these files. */
function folder(files: Record<string, string | Uint8Array>): string {
  const path = join(root, `c${++count}`);
  mkdirSync(path);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

const stdin = (text: string) => ({ stdin: () => Promise.resolve(Buffer.from(text)) });
const HTML = '<!doctype html><title>x</title><p>Guten Tag</p>';
const MJML = '<mjml><mj-body><mj-section><mj-column><mj-text>Guten Tag</mj-text></mj-column></mj-section></mj-body></mjml>';
const EML = 'From: a@x.example\r\nSubject: Hallo\r\n\r\nGuten Tag\r\n';

describe('loadCampaign, folders', () => {
  it('reads manifest, body and text', async () => {
    const path = folder({ 'campaign.json': '{\n  "subject": "Grüße",\n  "body": "mail/a.html",\n  "text": "mail/a.txt"\n}', 'mail/a.html': HTML, 'mail/a.txt': 'Guten Tag' });
    const campaign = await loadCampaign(path);
    expect(campaign).toMatchObject({ path, declared: true, manifest: { subject: 'Grüße' } });
    expect([...campaign.given].sort()).toEqual(['html', 'manifest', 'subject', 'text']);
    expect(campaign.subject).toMatchObject({ value: 'Grüße', location: { part: 'subject', file: join(path, 'campaign.json'), line: 2, column: 14, field: 'subject' } });
    expect(campaign.text).toMatchObject({ value: 'Guten Tag', location: { part: 'text', file: join(path, 'mail/a.txt'), line: 1 } });
    expect([...campaign.sources.keys()].sort()).toEqual([join(path, 'campaign.json'), join(path, 'mail/a.html'), join(path, 'mail/a.txt')]);
  });

  it('names files by the path as given, not by the absolute one', async () => {
    const path = folder({ 'campaign.json': '{}', 'body.html': '\n<p>x</p>' });
    const given = relative(process.cwd(), path);
    expect((await loadCampaign(given)).html?.locate(1, 4)).toMatchObject({ file: join(given, 'body.html'), line: 2, column: 1 });
    expect((await loadCampaign(path)).html?.locate(0, 0).file).toBe(join(path, 'body.html'));
  });

  it.each([
    [['body.html'], 'html'],
    [['index.html'], 'html'],
    [['body.mjml', 'body.html'], 'mjml'],
    [['mail.eml'], 'html'],
    [['newsletter.html'], 'html'],
  ])('finds the body among %j when the manifest names none', async (names, part) => {
    const content = { html: HTML, mjml: MJML, eml: `Content-Type: text/html\r\n${EML}` } as Record<string, string>;
    const path = folder({ 'campaign.yaml': 'kind: newsletter\n', ...Object.fromEntries(names.map((name) => [name, content[name.split('.')[1] ?? ''] ?? ''])) });
    const campaign = await loadCampaign(path);
    expect(campaign.manifest.kind).toBe('newsletter');
    expect(campaign.html?.locate(0, 1).part).toBe(part);
  });

  it('takes a folder without a manifest that holds one body, and body.txt beside it', async () => {
    const campaign = await loadCampaign(folder({ 'x.htm': HTML, 'body.txt': 'Guten Tag', 'notes.md': '' }));
    expect(campaign.declared).toBe(false);
    expect(campaign.text?.value).toBe('Guten Tag');
  });

  it('loads a manifest without a body: its audience can still be checked', async () => {
    const campaign = await loadCampaign(folder({ 'campaign.json': '{ "audience": "recipients.csv" }' }));
    expect(campaign.html).toBeUndefined();
    expect(campaign.visibleText).toEqual({ blocks: [], hidden: [] });
    expect([...campaign.given]).toEqual(['manifest']);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['an empty folder', {}, /no campaign in this folder: looked for campaign\.json, campaign\.yaml, campaign\.yml and for one \.html, \.mjml or \.eml file/],
    ['two bodies', { 'a.html': HTML, 'b.html': HTML }, /2 files that could be the body \(a\.html, b\.html\)\. Name one as "body"/],
    ['two manifests', { 'campaign.json': '{}', 'campaign.yml': 'name: x' }, /holds campaign\.json and campaign\.yml/],
    ['a body that is missing', { 'campaign.json': '{\n"body": "gone.html"}' }, /campaign\.json:2 \(body\): "gone\.html" does not exist/],
    ['a body of another kind', { 'campaign.json': '{"body": "a.pdf"}', 'a.pdf': 'x' }, /"a\.pdf" is not a \.html, \.mjml or \.eml file/],
    ['a body that is a folder', { 'campaign.json': '{"body": "a.html"}', 'a.html/x': 'x' }, /a\.html: cannot be read \(EISDIR\)/],
    ['an empty body', { 'campaign.json': '{"body": "a.html"}', 'a.html': ' \r\n' }, /a\.html: the file is empty/],
    ['a body that climbs out', { 'campaign.json': '{"body": "../a.html"}' }, /"\.\.\/a\.html" is outside of the campaign's folder/],
    ['a body that climbs out in the middle', { 'campaign.json': '{"body": "x/../../a.html"}' }, /outside of the campaign's folder/],
    ['an absolute body', { 'campaign.json': '{"body": "/etc/hostname.html"}' }, /outside of the campaign's folder/],
    ['a Windows path', { 'campaign.json': String.raw`{"body": "C:\\a.html"}` }, /outside of the campaign's folder/],
    ['a text part that climbs out', { 'campaign.json': '{"text": "../../etc/passwd"}' }, /\(text\): "\.\.\/\.\.\/etc\/passwd" is outside/],
    ['a zero byte in a path', { 'campaign.json': String.raw`{"body": "a\u0000.html"}` }, /outside of the campaign's folder/],
  ])('refuses %s in one line', async (_what, files, expected) => {
    const error: unknown = await loadCampaign(folder(files)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toMatch(expected);
    expect((error as Error).message).not.toContain('\n');
  });

  it('refuses a link that leads out of the folder', async () => {
    const outside = folder({ 'secret.html': HTML });
    const path = folder({ 'campaign.json': '{"body": "a.html"}' });
    symlinkSync(join(outside, 'secret.html'), join(path, 'a.html'));
    await expect(loadCampaign(path)).rejects.toThrow(/outside of the campaign's folder/);
  });

  it('follows a link to the folder itself', async () => {
    const path = join(root, 'link');
    symlinkSync(folder({ 'campaign.json': '{"body": "a.html"}', 'a.html': HTML }), path);
    expect((await loadCampaign(path)).html?.source).toBe(HTML);
  });
});

describe('loadCampaign, files', () => {
  it.each([['a.html', HTML], ['A.HTM', HTML], ['a.mjml', MJML], ['a.eml', EML]])('reads a lone %s, which declares nothing', async (name, content) => {
    const campaign = await loadCampaign(join(folder({ [name]: content }), name));
    expect(campaign).toMatchObject({ declared: false, manifest: {} });
  });

  it('reads HTML in the charset that it declares', async () => {
    const path = join(folder({ 'a.html': Buffer.from('<meta charset="windows-1252"><p>Größe – 5 €</p>'.replace('–', '\x96').replace('€', '\x80'), 'latin1') }), 'a.html');
    expect((await loadCampaign(path)).html?.source).toContain('Größe – 5 €');
  });

  it('keeps lines right in a file with CRLF and a byte order mark', async () => {
    const { html } = await loadCampaign(join(folder({ 'a.html': '\uFEFF<p>\r\n<b>x</b>' }), 'a.html'));
    expect(html?.locate(html.source.indexOf('<b>'), html.source.indexOf('<b>') + 3)).toMatchObject({ line: 2, column: 1, endColumn: 4 });
  });

  it('takes a template by what it holds: HTML, or MJML', async () => {
    const files = { 'a.hbs': '{{#if vip}}<p>Größe</p>{{/if}}', 'b.ftl': '<mjml><mj-body><mj-section><mj-column><mj-text>Größe ${name}</mj-text></mj-column></mj-section></mj-body></mjml>', 'c.txt.erb': 'Hello' };
    const root = folder(files);
    expect((await loadCampaign(join(root, 'a.hbs'))).visibleText.blocks.map(({ text }) => text).join()).toBe('Größe');
    expect((await loadCampaign(join(root, 'b.ftl'))).visibleText.blocks.map(({ text }) => text).join()).toContain('Größe ${name}');
    await expect(loadCampaign(join(root, 'c.txt.erb'))).rejects.toThrow(/not a kind of file/);
    await expect(loadCampaign(root)).rejects.toThrow(/no campaign in this folder.*Templates are read when they are named: ".*\*\.hbs"/);
    expect((await loadCampaign(folder({ ...files, 'campaign.json': '{ "body": "a.hbs" }' }))).visibleText.blocks.map(({ text }) => text).join()).toBe('Größe');
  });

  it('says how to lint a page of the web', async () => {
    await expect(loadCampaign('https://acme.example/mail.html')).rejects.toThrow(/no such file or folder\. Presend reads files: save the page, or pipe it/);
  });

  it.each<[string, Record<string, string | Uint8Array>, string, RegExp]>([
    ['a missing file', {}, 'gone.html', /gone\.html: no such file or folder\. Check the path/],
    ['a file of another kind', { 'a.png': 'x' }, 'a.png', /not a kind of file that a campaign is read from/],
    ['a message of Outlook', { 'a.MSG': 'x' }, 'a.MSG', /Outlook's own format: save or export the message as \.eml/],
    ['a packed folder', { 'a.zip': 'x' }, 'a.zip', /Unpack it/],
    ['a path that leads through a file', { 'a.html': 'x' }, 'a.html/b.html', /b\.html: cannot be read \(ENOTDIR\)\. Check that it is there/],
    ['Latin-1 bytes without a declaration', { 'a.html': Buffer.from('<p>\n\nGröße', 'latin1') }, 'a.html', /a\.html:3: byte 7 is not valid UTF-8/],
    ['an empty file', { 'a.eml': '' }, 'a.eml', /the file is empty/],
    ['26 MiB', { 'a.html': Buffer.alloc(26 * 1024 * 1024, 'x') }, 'a.html', /26\.0 MiB is more than the 25 MiB that are read/],
  ])('refuses %s', async (_what, files, name, expected) => {
    await expect(loadCampaign(join(folder(files), name))).rejects.toThrow(expected);
  });
});

describe('loadCampaign, standard input', () => {
  it.each([
    ['HTML', HTML, 'html'],
    ['MJML', `<!-- x -->\n${MJML}`, 'mjml'],
    ['MJML after a byte order mark', `\uFEFF${MJML}`, 'mjml'],
    ['a message', `MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n${HTML}`, 'html'],
    ['a message that begins with a field of another name', `Auto-Submitted: no\r\nAuthentication-Results: mx.acme.example;\r\n\tspf=pass\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n${HTML}`, 'html'],
    ['HTML with a colon in its first line', `Note: this is\r\nno message\r\nSubject: x\r\n\r\n${HTML}`, 'html'],
  ])('tells %s by its beginning', async (_what, text, part) => {
    const campaign = await loadCampaign('-', stdin(text));
    expect(campaign.path).toBe('-');
    expect(campaign.html?.locate(0, 1)).toMatchObject({ part, file: '<stdin>' });
    expect(campaign.headers.length > 0).toBe(/^(?:MIME|Auto)/.test(text));
  });

  it('refuses empty input, and to read where there is none', async () => {
    await expect(loadCampaign('-', stdin(''))).rejects.toThrow('<stdin>: the file is empty');
    await expect(loadCampaign('-')).rejects.toThrow(/standard input is not available here/);
  });

  it('knows what is piped in as UTF-16 too', async () => {
    const piped = (text: string) => loadCampaign('-', { stdin: () => Promise.resolve(Buffer.from(text, 'utf16le')) });
    expect((await piped('<mjml><mj-body><mj-section><mj-column><mj-text>Grüße</mj-text></mj-column></mj-section></mj-body></mjml>')).html?.source).toContain('Grüße');
    await expect(piped('From: a@b.example\r\n\r\nGrüße')).rejects.toThrow('<stdin>: is saved as UTF-16');
  });
});

describe('loadCampaign, size', () => {
  it('loads nine million characters of HTML, and places the last of its tags', async () => {
    const paragraph = `<p>${'Größe und Maß. '.repeat(13)}{{ x }}</p>\n`;
    const campaign = await loadCampaign(folder({ 'a.html': paragraph.repeat(43_000) }));
    expect(campaign.html?.source.length).toBe(43_000 * paragraph.length);
    expect(campaign.templateTags).toHaveLength(43_000);
    expect(campaign.templateTags.at(-1)?.location).toMatchObject({ line: 43_000, column: 199 });
  });
});
