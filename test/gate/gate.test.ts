import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { dotStuffed } from '#gate/next-hop.js';
import { reasonsLine } from '#gate/advice.js';
import { openGate } from '#gate/open-gate.js';
import type { Gate, GateOptions, GateVerdict } from '#gate/gate-options.js';
import { gate } from '../../src/index.js';

interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly bytes: Buffer;
}

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => { for (const close of closing.splice(0).reverse()) await close(); });

/** The next mail server: keeps what it takes. */
async function nextServer(options: ConstructorParameters<typeof SMTPServer>[0] = {}): Promise<{ port: number; received: Received[] }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], logger: false, disableReverseLookup: true,
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push({ from: envelope.mailFrom === false ? '' : envelope.mailFrom.address, to: envelope.rcptTo.map(({ address }) => address), bytes: Buffer.concat(chunks) });
        done(null, `queued as ${String(received.length)}`);
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  closing.push(() => new Promise<void>((resolve) => { server.close(resolve); }));
  return { port: (server.server.address() as AddressInfo).port, received };
}

const HELD = Buffer.from('Subject: hold me');

async function gateTo(port: number, options: Partial<GateOptions> = {}): Promise<{ port: number; log: unknown[] }> {
  const log: unknown[] = [];
  const judge = (message: Buffer): Promise<GateVerdict> => Promise.resolve(message.includes(HELD) ? { hold: true, rules: ['content/image-only-body'], reasons: ['content/image-only-body: The message is a picture'] } : { hold: false, rules: [], reasons: [] });
  const opened: Gate = await openGate({ listen: { host: '127.0.0.1', port: 0 }, forward: { host: '127.0.0.1', port }, advise: false, maxSize: 1 << 20, judge, log: (line) => log.push(line), ...options });
  closing.push(() => opened.close());
  return { port: opened.port, log };
}

/** One session of a plain client: each line is sent when the last was answered; a Buffer is the message. */
async function session(port: number, lines: readonly (string | Buffer)[]): Promise<string[]> {
  const socket = connect({ host: '127.0.0.1', port });
  const replies: string[] = [];
  let text = '';
  let wake: () => void = () => undefined;
  let ended = false;
  socket.setEncoding('latin1').on('data', (chunk: string) => { text += chunk; wake(); });
  for (const event of ['close', 'error']) socket.on(event, () => { ended = true; wake(); });
  const reply = async (): Promise<void> => {
    for (;;) {
      const whole = /^(?:\d{3}-[^\n]*\n)*\d{3}(?: [^\n]*)?\r?\n/.exec(text)?.[0];
      if (whole !== undefined) {
        text = text.slice(whole.length);
        replies.push(whole.trimEnd());
        return;
      }
      if (ended) return;
      await new Promise<void>((resolve) => { wake = resolve; });
    }
  };
  await reply();
  for (const line of lines) {
    socket.write(typeof line === 'string' ? `${line}\r\n` : dotStuffed(line));
    await reply();
  }
  socket.destroy();
  return replies;
}

const ENVELOPE = ['EHLO client.example', 'MAIL FROM:<a@sender.example> BODY=8BITMIME', 'RCPT TO:<b@reader.example>', 'DATA'];
const mail = (subject: string, body = 'Hello\r\n'): Buffer => Buffer.from(`From: a@sender.example\r\nSubject: ${subject}\r\n\r\n${body}`);
const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Mails that a careless proxy changes. */
const TRICKY: readonly Buffer[] = [
  mail('dots', '.\r\n..\r\n.leading\r\nmiddle . dot\r\n.\r\n'), mail('only a dot', '.\r\n'), mail('empty lines', '\r\n\r\n\r\n'), mail('long', `${'x'.repeat(20_000)}\r\n`),
  Buffer.concat([mail('8 bit', ''), Buffer.from(Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte !== 10 && byte !== 13)), Buffer.from('\r\n')]),
  mail('Größe 漢字 🙂', 'Ünïcödé\r\n'), mail('quit', 'QUIT\r\nRSET\r\n354 go on\r\n250 ok\r\n'), mail('trailing space', 'x \t \r\n \r\n'),
];

/** Hundreds of mails take seconds of a processor, and the machine may be busy. */
const LONGEST = 300_000;

describe('the gate', { timeout: LONGEST }, () => {
  it('passes 300 mails on: none lost, doubled or changed by a byte', async () => {
    const next = await nextServer();
    const { port } = await gateTo(next.port);
    const sent: Buffer[] = [];
    const client = async (first: number): Promise<void> => {
      for (let number = first; number < 300; number += 20) {
        const tricky = TRICKY[number % TRICKY.length] ?? Buffer.alloc(0);
        const bytes = Buffer.concat([Buffer.from(`X-Number: ${String(number)}\r\n`), tricky]);
        sent.push(bytes);
        const replies = await session(port, [...ENVELOPE, bytes, 'QUIT']);
        expect(replies[5]).toMatch(/^250 queued as/);
      }
    };
    await Promise.all(Array.from({ length: 20 }, (_, index) => client(index)));
    expect(next.received.map(({ bytes }) => sha(bytes)).sort()).toEqual(sent.map(sha).sort());
    expect(next.received.every(({ from, to }) => from === 'a@sender.example' && to.join() === 'b@reader.example')).toBe(true);
  });

  it('takes mail from a real client library, several in one connection', async () => {
    const next = await nextServer();
    const { port } = await gateTo(next.port);
    const client = new SMTPConnection({ host: '127.0.0.1', port, ignoreTLS: true, greetingTimeout: LONGEST });
    await new Promise<void>((resolve, reject) => { client.once('error', reject); client.connect(() => { resolve(); }); });
    for (const subject of ['one', 'two', 'three']) {
      await new Promise<void>((resolve, reject) => { client.send({ from: 'a@sender.example', to: ['b@reader.example', 'c@reader.example'] }, mail(subject), (error) => { if (error) reject(error); else resolve(); }); });
    }
    client.quit();
    expect(next.received.map(({ to, bytes }) => [to.length, /Subject: (\w+)/.exec(bytes.toString())?.[1]])).toEqual([[2, 'one'], [2, 'two'], [2, 'three']]);
  });

  it('holds a message with its reasons, and the next server never sees it', async () => {
    const next = await nextServer();
    const { port, log } = await gateTo(next.port);
    const replies = await session(port, [...ENVELOPE, mail('hold me'), 'QUIT']);
    expect(replies[5]).toBe('550 5.7.1 Held by Presend: content/image-only-body: The message is a picture');
    expect(next.received).toEqual([]);
    expect(log).toEqual([{ bytes: mail('hold me').length, verdict: 'hold', rules: ['content/image-only-body'], reply: 550 }]);
  });

  it('adds one header and changes nothing else with advise', async () => {
    const next = await nextServer();
    const { port } = await gateTo(next.port, { advise: true });
    await session(port, [...ENVELOPE, mail('hold me'), 'QUIT']);
    const [received] = next.received;
    const text = received?.bytes.toString() ?? '';
    expect(text).toMatch(/^X-Presend: hold; content\/image-only-body: [^\r]*\r\n/);
    expect(text.slice(text.indexOf('\r\n') + 2)).toBe(mail('hold me').toString());
  });

  it('hands on what the next server says of a sender, of one recipient among several, and of a message', async () => {
    const refuse = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code });
    const next = await nextServer({
      onRcptTo: ({ address }, _, done) => { done(address.startsWith('gone') ? refuse(550, '5.1.1 no such person') : null); },
      onData: (stream, _, done) => { stream.resume(); stream.on('end', () => { done(refuse(452, '4.3.1 disk full')); }); },
    });
    const { port } = await gateTo(next.port);
    const replies = await session(port, ['EHLO c', 'MAIL FROM:<a@sender.example>', 'RCPT TO:<gone@reader.example>', 'RCPT TO:<b@reader.example>', 'DATA', mail('x'), 'QUIT']);
    expect(replies.slice(3, 7).map((line) => line.slice(0, 9))).toEqual(['550 5.1.1', expect.stringMatching(/^250/) as string, expect.stringMatching(/^354/) as string, '452 4.3.1']);
  });

  it('answers 4xx when there is no next server', async () => {
    const gone = await nextServer();
    const { port } = await gateTo(gone.port);
    await closing.splice(0, 1)[0]?.();
    expect((await session(port, ['EHLO c', 'MAIL FROM:<a@sender.example>']))[2]).toMatch(/^451 4\.4\.1/);
  });

  it.each(['in the middle of the message', 'before its answer'])('answers 4xx when the next server breaks off %s', async (when) => {
    const { port } = await gateTo(await breaksOff(when === 'before its answer'));
    const replies = await session(port, [...ENVELOPE, mail('x', `${'y'.repeat(200_000)}\r\n`), 'QUIT']);
    expect(replies[5]).toMatch(/^451 4\.4\.2/);
  });

  it('answers 4xx when the message cannot be checked, and lets it pass unchecked with advise', async () => {
    const next = await nextServer();
    const judge = (): Promise<never> => Promise.reject(new Error('crash'));
    const strict = await gateTo(next.port, { judge });
    expect((await session(strict.port, [...ENVELOPE, mail('x'), 'QUIT']))[5]).toMatch(/^451 4\.3\.0/);
    const advising = await gateTo(next.port, { judge, advise: true });
    await session(advising.port, [...ENVELOPE, mail('x'), 'QUIT']);
    expect(next.received[0]?.bytes.toString()).toMatch(/^X-Presend: unchecked\r\n/);
    expect(strict.log).toEqual([expect.objectContaining({ verdict: 'unchecked', reply: 451, error: expect.stringMatching(/^Error\n\s+at .*gate\.test\.ts/) as string })]);
  });

  it.each([['a bare line feed', 'a\n.\r\nb\r\n'], ['a bare carriage return', 'a\r.\rb\r\n']])('refuses %s, which servers read in two ways', async (_, body) => {
    const next = await nextServer();
    const { port } = await gateTo(next.port);
    expect((await session(port, [...ENVELOPE, mail('smuggled', body), 'QUIT']))[5]).toMatch(/^554 5\.6\.0/);
    expect(next.received).toEqual([]);
  });

  it('judges one message at a time, and tells those that it has no room for to come back', async () => {
    const next = await nextServer({ size: 4 << 20 });
    let judging = 0;
    let most = 0;
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => { open = resolve; });
    const { port, log } = await gateTo(next.port, {
      maxSize: 1 << 20,
      judge: async () => {
        most = Math.max(most, ++judging);
        await opened;
        judging--;
        return { hold: false, rules: [], reasons: [] };
      },
    });
    const nearlyFull = mail('large', `${'x'.repeat(998)}\r\n`.repeat(1000));
    const last = Array.from({ length: 9 }, async () => (await session(port, [...ENVELOPE, nearlyFull])).at(-1)); // there is room for eight
    expect(await Promise.race(last)).toMatch(/^452 4\.3\.1 Too many messages at once/);
    open();
    expect((await Promise.all(last)).filter((reply) => reply?.startsWith('250 '))).toHaveLength(8);
    expect(most).toBe(1);
    expect((await session(port, [...ENVELOPE, nearlyFull])).at(-1)).toMatch(/^250 /); // there is room again
    expect(log).toContainEqual({ verdict: 'unchecked', rules: [], reply: 452 });
    expect(next.received).toHaveLength(9);
  });

  it('forgets a message whose client goes while it sends', async () => {
    const next = await nextServer({ size: 4 << 20 });
    const { port } = await gateTo(next.port, { maxSize: 1 << 20 });
    const half = Buffer.from(`Subject: half\r\n\r\n${`${'x'.repeat(998)}\r\n`.repeat(900)}`);
    for (let round = 0; round < 12; round++) { // more than there is room for
      const socket = connect({ host: '127.0.0.1', port });
      for (const line of ENVELOPE) {
        await once(socket, 'data');
        socket.write(`${line}\r\n`);
      }
      await once(socket, 'data');
      await new Promise((resolve) => { socket.write(half, resolve); });
      socket.destroy();
    }
    expect((await session(port, [...ENVELOPE, mail('whole')])).at(-1)).toMatch(/^250 /);
    expect(next.received).toHaveLength(1);
  });

  it('refuses a message above its size', async () => {
    const next = await nextServer();
    const { port } = await gateTo(next.port, { maxSize: 1000 });
    expect((await session(port, [...ENVELOPE, mail('large', 'z'.repeat(2000)), 'QUIT']))[5]).toMatch(/^552/);
    expect(next.received).toEqual([]);
  });

  it('holds a picture that is the whole message, and passes a letter, by the rules themselves', async () => {
    const next = await nextServer();
    const opened = await gate({ listen: { host: '127.0.0.1', port: 0 }, forward: { host: '127.0.0.1', port: next.port }, advise: false, maxSize: 1 << 20, failOn: 'error', log: () => undefined });
    closing.push(() => opened.close());
    const html = (body: string): Buffer => Buffer.from(['From: Acme <news@acme.example>', 'To: b@reader.example', 'Subject: News', 'Date: Fri, 20 Nov 2026 10:00:00 +0000', 'Message-ID: <1@acme.example>', 'MIME-Version: 1.0', 'Content-Type: text/html; charset=utf-8', '', `<html lang="en"><body>${body}</body></html>`, ''].join('\r\n'));
    const held = await session(opened.port, [...ENVELOPE, html('<img src="https://cdn.acme.example/all.png" width="600" height="900" alt="">'), 'QUIT']);
    expect(held[5]).toMatch(/^550 5\.7\.1 Held by Presend: .*image-only-body/);
    const passed = await session(opened.port, [...ENVELOPE, Buffer.from('From: Ann <ann@acme.example>\r\nTo: b@reader.example\r\nSubject: Lunch\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\nMessage-ID: <2@acme.example>\r\n\r\nShall we meet at noon?\r\n'), 'QUIT']);
    expect(passed[5]).toMatch(/^250/);
    const unusual = await session(opened.port, [...ENVELOPE, Buffer.concat([Buffer.from('Auto-Submitted: no\r\n'), html('<img src="https://cdn.acme.example/all.png" width="600" height="900" alt="">')]), 'QUIT']);
    expect(unusual[5]).toMatch(/^550 5\.7\.1 Held by Presend: .*image-only-body/);
    const unreadable = await session(opened.port, [...ENVELOPE, html('<div>'.repeat(3000)), 'QUIT']);
    expect(unreadable[5]).toMatch(/^554 5\.6\.0 Presend cannot check it: message\.eml:9: elements are nested more than 1,000 deep/);
  });
});

describe('reasonsLine', () => {
  it('stays one short line of ASCII, whatever a mail says', () => {
    const line = reasonsLine(Array.from({ length: 50 }, (_, index) => `rule-${String(index)}: says "ü\r\n250 OK"`));
    expect(line).toMatch(/^[\x20-\x7e]+$/);
    expect(line.length).toBeLessThanOrEqual(480);
    expect(line).toMatch(/and \d+ more$/);
    expect(reasonsLine(['the image says “Formação é tudo …” – 5 € 漢字'])).toBe('the image says "Formacao e tudo ..." - 5 EUR ?');
  });
});

/** A server that takes everything and then hangs up. */
async function breaksOff(afterData: boolean): Promise<number> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('220 ready\r\n');
    let data = false;
    socket.on('data', (chunk) => {
      if (data) {
        if (!afterData || chunk.includes('\r\n.\r\n')) socket.destroy();
        return;
      }
      if (chunk.includes('DATA')) data = true;
      socket.write(data ? '354 go\r\n' : '250 8BITMIME\r\n');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => new Promise((resolve) => { server.close(resolve); }));
  return (server.address() as AddressInfo).port;
}
