import { describe, expect, it } from 'vitest';
import type { Campaign } from '#campaign/campaign.js';
import { campaignOf } from '../campaign-of.js';

/** Lines joined by CRLF, as mail is. */
const eml = (...lines: string[]) => lines.join('\r\n');

/** What the .eml shows at the place of `needle` in the HTML. */
function placeOf({ html, sources }: Campaign, needle: string): string | undefined {
  const start = html?.source.indexOf(needle) ?? -1;
  if (!html || start === -1) return undefined;
  const { line, column, endLine, endColumn } = html.locate(start, start + needle.length);
  if (line === undefined || column === undefined || line !== endLine) return `${line}:${column}-${endLine}`;
  return (sources.get('mail.eml')?.split(/\r\n|\n/)[line - 1] ?? '').slice(column - 1, endColumn === undefined ? undefined : endColumn - 1);
}

const MULTIPART = (html: string[], headers: string[] = []) => eml(
  'From: =?UTF-8?Q?M=C3=BCller_GmbH?= <news@mueller.example>',
  'To: a@x.example',
  'Subject: =?UTF-8?B?R3LDvMOfZSBhdXM=?=',
  ' =?UTF-8?Q?_K=C3=B6ln?=',
  'List-Unsubscribe: <https://mueller.example/u>,',
  '\t<mailto:u@mueller.example>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/alternative; boundary="=_b 1"',
  '',
  'Preamble, ignored',
  '--=_b 1',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'Guten Tag, {{ first_name }} =E2=80=93 bis =',
  'bald',
  '--=_b 1',
  'Content-Type: text/html; charset="utf-8"',
  ...headers,
  '',
  ...html,
  '--=_b 1--',
  '',
);

describe('readEml', () => {
  it('decodes headers and locates each with its folded lines', async () => {
    const { headers, subject, from, given } = await campaignOf({ eml: MULTIPART(['<p>x</p>']) });
    expect(headers.map(({ name }) => name)).toEqual(['From', 'To', 'Subject', 'List-Unsubscribe', 'MIME-Version', 'Content-Type']);
    expect(subject).toEqual({ value: 'Grüße aus Köln', location: { part: 'subject', file: 'mail.eml', line: 3, endLine: 4, header: 'Subject' } });
    expect(from).toMatchObject({ value: 'Müller GmbH <news@mueller.example>', location: { part: 'from', line: 1 } });
    expect(headers[3]).toMatchObject({ value: expect.stringContaining('<mailto:u@mueller.example>') as string, location: { part: 'header', line: 5, endLine: 6, header: 'List-Unsubscribe' } });
    expect(headers[4]?.location.line).toBe(7);
    expect([...given].sort()).toEqual(['from', 'headers', 'html', 'subject', 'text']);
  });

  it('reads the text part, with its places', async () => {
    const { text, templateTags } = await campaignOf({ eml: MULTIPART(['<p>x</p>']) });
    expect(text?.value.trim()).toBe('Guten Tag, {{ first_name }} – bis bald');
    expect(templateTags).toMatchObject([{ raw: '{{ first_name }}', location: { part: 'text', file: 'mail.eml', line: 15, column: 12, endColumn: 28 } }]);
  });

  it.each([['7bit'], ['8bit'], ['binary']])('locates HTML in a %s part', async (encoding) => {
    const campaign = await campaignOf({ eml: MULTIPART(['<html>', '<p>Größe</p> <a href="https://x.example/">mehr</a>'], [`Content-Transfer-Encoding: ${encoding}`]) });
    expect(placeOf(campaign, 'href="https://x.example/"')).toBe('href="https://x.example/"');
    expect(campaign.html?.locate(0, 6)).toEqual({ part: 'html', file: 'mail.eml', line: 21, column: 1, endLine: 21, endColumn: 7 });
  });

  it('locates quoted-printable HTML: after soft breaks, escapes and characters of several bytes', async () => {
    const campaign = await campaignOf({ eml: MULTIPART([
      '<p class=3D"x">Gr=C3=B6=C3=9Fe =F0=9F=98=80 f=C3=BCr <b>Sie</b> =E2=80=93 <a hr=',
      'ef=3D"https://x.example/?a=3D1">mehr</a>   ',
      'zwei</p>',
    ], ['Content-Transfer-Encoding: quoted-printable']) });
    expect(campaign.html?.source).toBe('<p class="x">Größe 😀 für <b>Sie</b> – <a href="https://x.example/?a=1">mehr</a>\nzwei</p>');
    expect(placeOf(campaign, 'Größe 😀')).toBe('Gr=C3=B6=C3=9Fe =F0=9F=98=80');
    expect(placeOf(campaign, '<b>Sie</b>')).toBe('<b>Sie</b>');
    expect(placeOf(campaign, '<a h')).toBe('<a h');
    expect(placeOf(campaign, '>mehr<')).toBe('>mehr<');
    expect(campaign.html?.locate(campaign.html.source.indexOf('<a '), campaign.html.source.indexOf('>mehr') + 1)).toMatchObject({ line: 21, endLine: 22, endColumn: 33 });
    expect(placeOf(campaign, 'zwei')).toBe('zwei');
  });

  it('ends a place at a soft break before the break', async () => {
    const campaign = await campaignOf({ eml: MULTIPART(['<p>abc=', 'def</p>'], ['Content-Transfer-Encoding: quoted-printable']) });
    expect(placeOf(campaign, 'abc')).toBe('abc');
  });

  it('locates a base64 part by the line at which it begins, and no column', async () => {
    const campaign = await campaignOf({ eml: MULTIPART([Buffer.from('<p>Größe</p>').toString('base64')], ['Content-Transfer-Encoding: base64']) });
    expect(campaign.html?.source).toBe('<p>Größe</p>');
    expect(campaign.html?.locate(3, 8)).toEqual({ part: 'html', file: 'mail.eml', line: 21 });
  });

  it('counts columns as an editor does in an 8-bit Latin-1 file', async () => {
    const source = eml('From: a@x.example', 'Content-Type: text/html; charset=windows-1252', 'Content-Transfer-Encoding: 8bit', '', '<p>Größe \x96 <b>5 \x80</b>');
    const campaign = await campaignOf({ eml: Buffer.from(source, 'latin1') });
    expect(campaign.html?.source).toBe('<p>Größe – <b>5 €</b>');
    expect(campaign.html?.locate(11, 14)).toMatchObject({ line: 5, column: 12, endColumn: 15 });
  });

  it('decodes a charset of several bytes, and gives the line of its part', async () => {
    const head = eml('From: a@x.example', 'Content-Type: text/html; charset=gb2312', '', '');
    const campaign = await campaignOf({ eml: Buffer.concat([Buffer.from(head), Buffer.from('<p>'), Buffer.from([0xc4, 0xe3, 0xba, 0xc3])]) });
    expect(campaign.html?.source).toContain('你好');
    expect(campaign.html?.locate(3, 5)).toEqual({ part: 'html', file: 'mail.eml', line: 4 });
  });

  it('lists attachments and embedded images, and keeps them out of the body', async () => {
    const { attachments, html } = await campaignOf({ eml: eml(
      'From: a@x.example', 'Content-Type: multipart/mixed; boundary=m', '',
      '--m', 'Content-Type: multipart/related; boundary=r', '',
      '--r', 'Content-Type: text/html; charset=utf-8', '', '<img src="cid:logo@x" alt="Logo">',
      '--r', 'Content-Type: image/png', 'Content-ID: <logo@x>', 'Content-Disposition: inline; filename="logo.png"', 'Content-Transfer-Encoding: base64', '', 'iVBORw0KGgo=',
      '--r--',
      '--m', 'Content-Type: text/html; name="=?UTF-8?Q?Gr=C3=B6=C3=9Fe.html?="', 'Content-Disposition: attachment', '', '<p>attached</p>',
      '--m--', '',
    ) });
    expect(attachments).toMatchObject([
      { filename: 'logo.png', mimeType: 'image/png', disposition: 'inline', contentId: 'logo@x' },
      { filename: 'Größe.html', mimeType: 'text/html', disposition: 'attachment', contentId: undefined },
    ]);
    expect([...attachments[0]?.content ?? []]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    expect(html?.source.trim()).toBe('<img src="cid:logo@x" alt="Logo">');
    expect(html?.locate(0, 4)).toMatchObject({ line: 10, column: 1 });
  });

  it('reads a file whose lines end in a carriage return alone, at the same places', async () => {
    const crlf = MULTIPART(['<p>eins</p>', '<p>Größe</p>']);
    const [mac, usual] = [await campaignOf({ eml: crlf.replaceAll('\r\n', '\r') }), await campaignOf({ eml: crlf })];
    expect([mac.subject, mac.text?.value, mac.text?.location, mac.headers]).toEqual([usual.subject, usual.text?.value, usual.text?.location, usual.headers]);
    const placeIn = ({ html }: Campaign) => html?.locate(html.source.indexOf('Größe'), html.source.indexOf('Größe') + 5);
    expect([mac, usual].map(placeIn)).toEqual(Array(2).fill(expect.objectContaining({ line: 21, column: 4, endColumn: 9 })));
  });

  it('reads a plain message without MIME headers: text and no HTML', async () => {
    const { html, text, subject } = await campaignOf({ eml: 'From: a@x.example\nSubject: Hallo\n\nGuten Tag\n{{ x }}\n' });
    expect(html).toBeUndefined();
    expect(text?.value).toBe('Guten Tag\n{{ x }}\n');
    expect(text?.location).toMatchObject({ line: 4, column: 1 });
    expect(subject?.value).toBe('Hallo');
  });

  it('gives the first line alone where several HTML parts make the body', async () => {
    const { html } = await campaignOf({ eml: eml(
      'From: a@x.example', 'Content-Type: multipart/mixed; boundary=m', '',
      '--m', 'Content-Type: text/html', '', '<p>eins</p>', '--m', 'Content-Type: text/html', '', '<p>zwei</p>', '--m--', '',
    ) });
    expect(html?.source).toContain('eins');
    expect(html?.source).toContain('zwei');
    expect(html?.locate(0, 3)).toEqual({ part: 'html', file: 'mail.eml', line: 7 });
  });

  it('skips the separator line of an mbox, and counts it', async () => {
    const { headers } = await campaignOf({ eml: 'From a@x.example Mon Nov 16 09:00:00 2026\nFrom: a@x.example\nSubject: x\n\ny\n' });
    expect(headers.map(({ name, location }) => [name, location.line])).toEqual([['From', 2], ['Subject', 3]]);
  });

  it('lets the subject of a manifest beat that of the message', async () => {
    const { subject } = await campaignOf({ eml: MULTIPART(['<p>x</p>']), subject: 'Aus dem Manifest' });
    expect(subject).toMatchObject({ value: 'Aus dem Manifest', location: { part: 'subject', field: 'subject' } });
  });

  it.each([
    ['saved as UTF-16', Buffer.from('From: a@b.example\r\nSubject: Grüße\r\n\r\nGuten Tag', 'utf16le'), /mail\.eml: is saved as UTF-16/],
    ['without header fields', '\r\n\r\nGuten Tag', /mail\.eml: it has no header fields/],
    ['nested beyond all bounds', Array.from({ length: 300 }, (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n`).join(''), /not a message that can be read: Maximum MIME nesting depth/],
    ['whose headers fill 3 MiB', `X-A: ${'x'.repeat(3 * 1024 * 1024)}\r\n\r\ny`, /not a message that can be read: Maximum header size/],
  ])('refuses a message %s', async (_what, source, expected) => {
    await expect(campaignOf({ eml: source })).rejects.toThrow(expected);
  });

  it('survives a body that is cut off in the middle of its boundary', async () => {
    const { html } = await campaignOf({ eml: MULTIPART(['<p>eins</p>']).split('--=_b 1--')[0] ?? '' });
    expect(html?.source).toContain('<p>eins</p>');
  });
});
