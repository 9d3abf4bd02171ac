import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const GOOD = {
  From: '=?utf-8?q?J=C3=BCrgen=2C?= Acme <news@acme.example>', To: 'jo@b.example', Subject: '=?utf-8?q?Gr=C3=BC=C3=9Fe?=', Date: 'Fri, 20 Nov 2026 09:00:00 +0100',
  'Message-ID': '<1@acme.example>', 'MIME-Version': '1.0', 'Content-Type': 'text/plain; charset=utf-8', Received: 'from a by b; Fri, 20 Nov 2026 09:00:00 +0100',
};

async function found(headers: Readonly<Record<string, string | undefined>>, { more = '', body = 'Hallo', manifest, options = {} }: { more?: string; body?: string; manifest?: Manifest; options?: object } = {}) {
  const all: Record<string, string | undefined> = { ...GOOD, ...headers };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}\n`])).join('');
  return runRule(rule, await campaignOf({ eml: `${lines}${more}\n${body}\n`, ...(manifest && { manifest }) }), options);
}
const ids = async (...input: Parameters<typeof found>) => (await found(...input)).map(({ messageId }) => messageId);

describe('headers/message-headers-invalid', () => {
  it('is silent on a message as servers write it, with encoded words and folded fields', async () => {
    expect(await ids({})).toEqual([]);
    expect(await ids({ Date: 'Fri, 20 Nov 2026 09:00:00 GMT (UTC)', 'Message-ID': '\n <a.b+c@mail.acme.example>', From: '"Acme, Inc." <news@acme.example>' })).toEqual([]);
    expect(await ids({ From: 'Pete(A nice chap) <pete(his account)@acme.example(his host)>', 'Content-Transfer-Encoding': '7bit (all ASCII)' })).toEqual([]);
  });

  it('reports a From at a host that nobody else knows', async () => {
    expect(await found({ From: 'Shop <www-data@web-01>' })).toMatchObject([{ messageId: 'fromLocal', severity: 'warning', data: { host: 'web-01' } }]);
    expect(await ids({ From: 'root@server.localdomain' })).toEqual(['fromLocal']);
    for (const host of ['{{domain}}', '%%domain%%', '*|DOMAIN|*', '${domain}']) expect(await ids({ From: `Shop <news@${host}>` }), host).not.toContain('fromLocal');
    expect(await ids({ From: 'news@[192.0.2.1]' })).toEqual([]);
    expect(await ids({ From: `Shop <notifications+${'7b'.repeat(32)}@acme.example>` })).toEqual([]);
  });

  it('is silent on a Reply-To that is an address, encoded, or a tag, and on words about encoding', async () => {
    expect(await ids({ 'Reply-To': '=?utf-8?Q?J=C3=BCrgen?= <help@acme.example>' })).toEqual([]);
    expect(await ids({ 'Reply-To': '{{ owner.email }}', Subject: '=?utf-8?Q?Gr=C3=BC=C3=9Fe?=\n =?utf-8?Q?_an_alle?=' })).toEqual([]);
    expect(await ids({ Subject: 'Was heißt =?'.replace('ß', 'ss') })).toEqual([]);
  });

  it.each([
    ['fromMissing', { From: undefined }], ['fromInvalid', { From: 'Jürgen von Acme' }], ['fromInvalid', { From: '"Acme" news@acme.example' }], ['fromSeveral', { From: 'a@acme.example, b@acme.example' }], ['fromSplit', { From: 'Café Łódź, Inc. <news@acme.example>' }],
    ['dateMissing', { Date: undefined }], ['dateInvalid', { Date: '2026-11-20 09:00' }], ['dateInvalid', { Date: 'Mon, 31 Feb 2026 09:00:00 +0100' }], ['dateInvalid', { Date: 'Fri, 20 Nov 2026 24:10:00 +0100' }], ['dateInFuture', { Date: 'Fri, 27 Nov 2026 09:00:00 +0100' }],
    ['messageIdMissing', { 'Message-ID': undefined }], ['messageIdInvalid', { 'Message-ID': 'acme-1' }], ['messageIdInvalid', { 'Message-ID': '<2026 1123@acme.example>' }], ['messageIdHost', { 'Message-ID': '<1.2@localhost.localdomain>' }],
    ['subjectMissing', { Subject: '' }], ['replyToInvalid', { 'Reply-To': 'help at acme' }], ['brokenWord', { Subject: '=?utf-8?Q?Gr=C3=BC=C3=9Fe an alle?=' }], ['brokenWord', { Subject: '=?UTF-8?Q?Nybrent_kaffe_fra_Huila' }], ['brokenWord', { Subject: '=?UTF-8?B?w5hzdA==?==?UTF-8?B?w6V0?=' }], ['brokenWord', { Subject: '=?UTF-8?B?R3LDvMOfZQ==?= =?UTF-8?B?YXVzIFd1cHBlcn' }],
    ['brokenWord', { Subject: '=?UTF-8?Q?=3D=3FUTF-8=3FB=3FR3LDvMOfZQ=3D=3D=3F=3D?=' }], ['mimeVersionMissing', { 'MIME-Version': undefined }],
  ])('reports %s', async (messageId, headers) => {
    expect(await ids(headers)).toContain(messageId);
  });

  it('reports characters that are not encoded', async () => {
    expect(await found({ Subject: 'Grüße aus Łódź' })).toMatchObject([{ messageId: 'unencoded', severity: 'warning', data: { name: 'Subject' }, location: { line: 3 } }]);
  });

  it('reports fields that occur twice, but not those that may', async () => {
    expect(await found({}, { more: 'Subject: b\nReceived: from c by d; Fri, 20 Nov 2026 09:00:00 +0100\n' })).toMatchObject([{ messageId: 'repeated', data: { name: 'Subject', count: 2 } }]);
  });

  it('asks a message that has not been sent for neither date nor identity', async () => {
    expect(await ids({ Received: undefined, Date: undefined, 'Message-ID': undefined })).toEqual([]);
  });

  it('counts lines in bytes', async () => {
    expect(await found({ 'Content-Transfer-Encoding': '8bit' }, { body: `a\n${'ü'.repeat(500)}\n${'a'.repeat(998)}` })).toMatchObject([{ messageId: 'longLines', data: { count: 1 }, location: { line: 12 } }]);
  });

  it('reports a mailing whose recipients see each other, and takes the number from its option', async () => {
    const headers = { To: '=?utf-8?q?Zo=C3=AB?= <a@b.example>, c@d.example', Cc: 'e@f.example' };
    expect(await ids(headers)).toEqual([]);
    expect(await found(headers, { manifest: { kind: 'newsletter' } })).toMatchObject([{ messageId: 'visibleRecipients', data: { count: 3 }, location: { header: 'Cc' } }]);
    expect(await ids(headers, { manifest: { kind: 'newsletter' }, options: { maximumVisibleRecipients: 3 } })).toEqual([]);
    expect(await ids({ From: 'a@acme.dk', To: 'b@acme.dk, post@news.acme.dk', Cc: 'e@f.example' }, { manifest: { kind: 'newsletter' } })).toEqual([]);
    expect(await ids({ To: 'undisclosed-recipients:;' }, { manifest: { kind: 'newsletter' } })).toEqual([]);
    expect(await ids({ To: 'jo@b.example', Cc: 'Jo <Jo@b.example>' }, { manifest: { kind: 'newsletter' } })).toEqual([]);
  });

  it('reports a character that is split over two encoded words', async () => {
    expect(await ids({ Subject: '=?UTF-8?Q?Gr=C3?=\n =?UTF-8?Q?=BC=C3=9Fe?=' })).toEqual(['splitCharacter']);
    expect(await ids({ Subject: '=?UTF-8?B?w4Q=?= =?UTF-8?B?cHZlbA==?=' })).toEqual([]);
  });

  describe('in the parts', () => {
    const part = (encoding: string, body: string) => `--b\nContent-Type: text/html; charset=utf-8\n${encoding && `Content-Transfer-Encoding: ${encoding}\n`}\n${body}\n`;
    const multipart = (parts: string, { type = 'multipart/alternative; boundary=b', end = '--b--' } = {}) => ids({ 'Content-Type': type }, { body: `${parts}${end}` });

    it('is silent on parts that are encoded as they say', async () => {
      expect(await multipart(`${part('8bit', 'Grüße')}${part('Quoted-Printable; x', 'Gr=C3=BC=C3=9Fe, 1 =3D 1 =  \nund so weiter')}${part('base64', 'R3LDvMOf\nZQ==')}${part('', 'Hallo')}`)).toEqual([]);
    });

    it.each([
      ['eightBit', '7bit', 'Grüße'], ['eightBit', '', 'Grüße'], ['encodingUnknown', 'quoted-printible', 'Hallo'], ['quotedPrintableDamaged', 'quoted-printable', '<p id="a">Hallo</p>'],
      ['base64Damaged', 'base64', 'R3LDvM*fZQ=='], ['base64Damaged', 'base64', 'R3LDvMOfZQ'], ['fieldsInBody', '', 'Content-Disposition: inline\n\nHallo'],
      ['lineEnds', '', 'Hallo\r\nWelt'], ['lineEnds', '', 'Hallo\rWelt'],
    ])('reports %s in what is sent as "%s"', async (messageId, encoding, body) => {
      expect(await multipart(part(encoding, body))).toEqual([messageId]);
    });

    it('reports boundaries that do not part the message, and a multipart that is encoded itself', async () => {
      expect(await multipart(part('', 'Hallo'), { type: 'multipart/mixed' })).toEqual(['noBoundary']);
      expect(await multipart(part('', 'Hallo'), { type: 'multipart/mixed; boundary=c' })).toEqual(['noBoundary']);
      expect(await multipart(part('', 'Hallo'), { end: '' })).toEqual(['cutOff']);
      expect(await ids({ 'Content-Type': 'multipart/mixed; boundary=b', 'Content-Transfer-Encoding': 'base64' }, { body: `${part('', 'Hallo')}--b--` })).toEqual(['containerEncoded']);
    });

    it('leaves the fields of a forwarded mail alone', async () => {
      expect(await ids({}, { body: 'From: Jo\nSubject: Hallo\n\nBis morgen' })).toEqual([]);
    });
  });
});
