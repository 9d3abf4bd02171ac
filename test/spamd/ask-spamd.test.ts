import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { ConfigError } from '#errors.js';
import { askSpamd, spamdAddress } from '#spamd/ask-spamd.js';

const MESSAGE = Buffer.from('From: a@acme.example\r\nSubject: Grüße\r\n\r\nHallo.\r\n');
const LIMITS = { connect: 5000, silence: 300, answer: 2000 };

let server: Server | undefined;
afterEach(() => server?.close());

/** Something that listens on a loopback port. */
async function listener(answer: (socket: Socket) => void) {
  const started = createServer((socket) => {
    socket.on('error', () => undefined);
    answer(socket);
  });
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return { host: '127.0.0.1', port: (started.address() as AddressInfo).port };
}

describe('spamdAddress', () => {
  it('reads names, IPv4 and IPv6', () => {
    expect([spamdAddress('spam.acme.example:783'), spamdAddress('127.0.0.1:1'), spamdAddress('[::1]:65535')]).toEqual([
      { host: 'spam.acme.example', port: 783 }, { host: '127.0.0.1', port: 1 }, { host: '::1', port: 65_535 },
    ]);
  });

  it.each(['', 'localhost', 'localhost:', ':783', 'localhost:0', 'localhost:65536', '::1:783', 'http://localhost:783', 'a b:783'])('refuses "%s"', (value) => {
    expect(() => spamdAddress(value)).toThrow(ConfigError);
  });
});

describe('askSpamd', () => {
  it('says in one line that nobody listens', async () => {
    const address = await listener((socket) => socket.end());
    await new Promise((resolve) => server?.close(resolve));
    await expect(askSpamd(address, MESSAGE)).rejects.toThrow(/^--spamd 127\.0\.0\.1:\d+: nobody answers there \(ECONNREFUSED\)\. Start spamd, or leave --spamd out\.$/);
  });

  it('knows what is not spamd', async () => {
    const address = await listener((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await expect(askSpamd(address, MESSAGE)).rejects.toThrow(/not spamd/);
  });

  it('passes on why spamd refuses', async () => {
    const address = await listener((socket) => socket.end('SPAMD/1.0 76 Bad header line\r\n'));
    await expect(askSpamd(address, MESSAGE)).rejects.toThrow(/refuses with "Bad header line" \(76\)/);
  });

  it('gives up on silence, and on an answer without end', async () => {
    await expect(askSpamd(await listener(() => undefined), MESSAGE, LIMITS)).rejects.toThrow(/no answer in time/);
    server?.close();
    const endless = await listener((socket) => socket.write('x'.repeat(LIMITS.answer + 1)));
    await expect(askSpamd(endless, MESSAGE, LIMITS)).rejects.toThrow(/does not end/);
  });

  it('announces the length in bytes, not in characters', async () => {
    let asked = '';
    const address = await listener((socket) => socket.on('data', (chunk) => {
      asked += chunk.toString('latin1');
      if (asked.includes('Hallo.')) socket.end('SPAMD/1.1 0 EX_OK\r\nSpam: False ; 0.0 / 5.0\r\n\r\n');
    }));
    expect(await askSpamd(address, MESSAGE)).toContain('Spam: False');
    expect(asked).toContain(`REPORT SPAMC/1.5\r\nContent-length: ${MESSAGE.length}\r\n\r\nFrom:`);
  });
});

const spamd = inject('spamd');

describe.skipIf(spamd === null)('a real spamd', () => {
  it('answers with a verdict and the rules that hit', async () => {
    expect(await askSpamd(spamdAddress(spamd ?? ''), MESSAGE)).toMatch(/^Content-length: \d+\r\nSpam: (?:True|False) ; [\d.]+ \/ 5\.0\r\n[\s\S]*MISSING_DATE/);
  });
});
