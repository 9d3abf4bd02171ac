import { createServer, type AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { describe, expect, inject, it } from 'vitest';
import { composeMessage } from '#spamd/compose-message.js';
import { spamAssassinAt } from '#spamd/spam-assassin.js';
import { campaignOf } from '../campaign/campaign-of.js';
import { NOW } from '../rule/run-rule.js';

const EML = 'From: Acme <news@acme.example>\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\r\nHallo.\r\n';

describe('composeMessage', () => {
  it('puts HTML and text together under the manifest\'s From and Subject', async () => {
    const html = '<html lang="de"><body><p>Grüße an {{ name }}: <a href="https://acme.example/?a=1&amp;b=2">mehr</a></p></body></html>';
    const campaign = await campaignOf({ html, text: 'Grüße', subject: 'Größe "XL" für alle', manifest: { from: { name: 'Acme, Müller & Söhne', email: 'news@acme.example' } } });
    const message = await PostalMime.parse(await composeMessage(campaign, NOW) ?? new Uint8Array());
    expect([message.subject, message.from, message.text?.trim(), message.html?.trim()]).toEqual([
      'Größe "XL" für alle', { name: 'Acme, Müller & Söhne', address: 'news@acme.example' }, 'Grüße', html,
    ]);
    expect(new Date(message.date ?? '')).toEqual(NOW);
  });

  it('leaves an .eml as it is, byte for byte', async () => {
    expect(Buffer.from(await composeMessage(await campaignOf({ eml: EML }), NOW) ?? []).toString()).toBe(EML);
  });

  it('puts no header in that a subject tries to smuggle', async () => {
    const campaign = await campaignOf({ html: '<p>Hallo</p>', subject: 'Hi\r\nBcc: victim@acme.example' });
    const { headers } = await PostalMime.parse(await composeMessage(campaign, NOW) ?? new Uint8Array());
    expect(headers.map(({ key }) => key)).not.toContain('bcc');
  });

  it('has nothing to put together for a manifest alone', async () => {
    expect(await composeMessage(await campaignOf({ subject: 'Hallo' }), NOW)).toBeUndefined();
  });
});

describe('spamAssassinAt', () => {
  it('asks once a campaign, however many ask', async () => {
    let connections = 0;
    const server = createServer((socket) => {
      connections++;
      socket.once('data', () => socket.end('SPAMD/1.1 0 EX_OK\r\nSpam: False ; 0.0 / 5.0\r\n\r\n'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const ask = spamAssassinAt(`127.0.0.1:${(server.address() as AddressInfo).port}`, NOW);
    const campaign = await campaignOf({ eml: EML });
    expect(await Promise.all([ask(campaign), ask(campaign)])).toEqual(Array(2).fill({ score: 0, threshold: 5, hits: [], composed: false }));
    server.close();
    expect(connections).toBe(1);
  });

  it('sends no message of more than 500 KB, and says so', async () => {
    const campaign = await campaignOf({ html: `<p>${'Wort '.repeat(120_000)}</p>` });
    expect(await spamAssassinAt('127.0.0.1:1', NOW)(campaign)).toEqual({ unchecked: expect.stringMatching(/^the message has \d+ KB, .* up to 500 KB$/) as string });
  });
});

const spamd = inject('spamd');

describe.skipIf(spamd === null)('a real spamd', () => {
  it('judges a finished mail and the same mail put together alike, but for the headers of its own', async () => {
    const ask = spamAssassinAt(spamd ?? '', new Date());
    const html = '<html><body><p>100% guaranteed, risk free, act now!</p><img src="http://8.8.4.4/a.jpg" width="600" height="900"></body></html>';
    const finished = await ask(await campaignOf({ eml: `From: Acme <news@acme.example>\r\nSubject: Sale\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}\r\n` }));
    const composed = await ask(await campaignOf({ html, subject: 'Sale', manifest: { from: { name: 'Acme', email: 'news@acme.example' } } }));
    if ('unchecked' in finished || 'unchecked' in composed) throw new Error('it was not judged');
    const symbols = (hits: readonly { symbol: string }[]) => hits.map(({ symbol }) => symbol);
    expect(symbols(composed.hits)).toEqual(expect.arrayContaining(['MIME_HTML_ONLY', 'NO_RELAYS', 'HTML_MESSAGE']));
    expect(symbols(finished.hits)).toEqual(expect.arrayContaining(['MIME_HTML_ONLY', 'MISSING_DATE', 'MISSING_MID', 'MISSING_HEADERS']));
    expect(symbols(composed.hits)).not.toContain('MISSING_DATE');
    expect([finished.composed, composed.composed]).toEqual([false, true]);
  });
});
