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
  });

  it('is silent on a Reply-To that is an address, encoded, or a tag, and on words about encoding', async () => {
    expect(await ids({ 'Reply-To': '=?utf-8?Q?J=C3=BCrgen?= <help@acme.example>' })).toEqual([]);
    expect(await ids({ 'Reply-To': '{{ owner.email }}', Subject: '=?utf-8?Q?Gr=C3=BC=C3=9Fe?=\n =?utf-8?Q?_an_alle?=' })).toEqual([]);
    expect(await ids({ Subject: 'Was heißt =?'.replace('ß', 'ss') })).toEqual([]);
  });

  it.each([
    ['fromMissing', { From: undefined }], ['fromInvalid', { From: 'Jürgen von Acme' }], ['fromSeveral', { From: 'a@acme.example, b@acme.example' }], ['fromSplit', { From: 'Café Łódź, Inc. <news@acme.example>' }],
    ['dateMissing', { Date: undefined }], ['dateInvalid', { Date: '2026-11-20 09:00' }], ['dateInvalid', { Date: 'Mon, 31 Feb 2026 09:00:00 +0100' }], ['dateInvalid', { Date: 'Fri, 20 Nov 2026 24:10:00 +0100' }], ['dateInFuture', { Date: 'Fri, 27 Nov 2026 09:00:00 +0100' }],
    ['messageIdMissing', { 'Message-ID': undefined }], ['messageIdInvalid', { 'Message-ID': 'acme-1' }],
    ['subjectMissing', { Subject: '' }], ['replyToInvalid', { 'Reply-To': 'help at acme' }], ['brokenWord', { Subject: '=?utf-8?Q?Gr=C3=BC=C3=9Fe an alle?=' }], ['brokenWord', { Subject: '=?UTF-8?Q?Nybrent_kaffe_fra_Huila' }], ['brokenWord', { Subject: '=?UTF-8?B?R3LDvMOfZQ==?= =?UTF-8?B?YXVzIFd1cHBlcn' }],
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
    expect(await found({}, { body: `a\n${'ü'.repeat(500)}\n${'a'.repeat(998)}` })).toMatchObject([{ messageId: 'longLines', data: { count: 1 }, location: { line: 11 } }]);
  });

  it('reports a mailing whose recipients see each other, and takes the number from its option', async () => {
    const headers = { To: '=?utf-8?q?Zo=C3=AB?= <a@b.example>, c@d.example', Cc: 'e@f.example' };
    expect(await ids(headers)).toEqual([]);
    expect(await found(headers, { manifest: { kind: 'newsletter' } })).toMatchObject([{ messageId: 'visibleRecipients', data: { count: 3 }, location: { header: 'Cc' } }]);
    expect(await ids(headers, { manifest: { kind: 'newsletter' }, options: { maximumVisibleRecipients: 3 } })).toEqual([]);
    expect(await ids({ From: 'a@acme.dk', To: 'b@acme.dk, post@news.acme.dk', Cc: 'e@f.example' }, { manifest: { kind: 'newsletter' } })).toEqual([]);
    expect(await ids({ To: 'undisclosed-recipients:;' }, { manifest: { kind: 'newsletter' } })).toEqual([]);
  });
});
