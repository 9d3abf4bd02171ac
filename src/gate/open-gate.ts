import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { domainToASCII } from 'node:url';
import { SMTPServer, type SMTPServerAddress, type SMTPServerSession } from 'smtp-server';
import { InputError, RuleCrash, UserError } from '#errors.js';
import { reasonsLine, withAdvice } from './advice.js';
import type { Gate, GateOptions, GateVerdict } from './gate-options.js';
import { inTurn } from './in-turn.js';
import { openNextHop, type NextHop, type Reply } from './next-hop.js';

/** Connections at once; more are told to come back. */
const MOST_CLIENTS = 100;
/** Bytes of messages that are in memory at once, as a multiple of the largest; a message beyond is told to come back. */
const MOST_HELD = 8;
/** Longest wait for what runs when the gate closes. */
const CLOSE_TIMEOUT = 30_000;

/**
 * A mail server between two mail servers. A message is answered only when the next one has answered it, so that nothing is queued here and
 * nothing can be lost here. Envelope commands are passed on one by one, with the next server's own answers. Throws InputError when it
 * cannot listen.
 */
export async function openGate({ judge, ...others }: GateOptions): Promise<Gate> {
  const turn = inTurn(); // one at a time: together they take no less time, and as much more memory
  const options: GateOptions = { ...others, judge: (message) => turn(() => judge(message)) };
  let held = 0;
  const hops = new Map<string, NextHop>();
  const drop = (session: SMTPServerSession): void => {
    hops.get(session.id)?.close();
    hops.delete(session.id);
  };
  const server = new SMTPServer({
    banner: 'presend gate', size: options.maxSize, maxClients: MOST_CLIENTS, closeTimeout: CLOSE_TIMEOUT, disableReverseLookup: true,
    // Neither logins nor TLS: it stands beside the server that has both.
    disabledCommands: ['AUTH', 'STARTTLS'], authOptional: true, hideDSN: true, logger: false,
    onMailFrom: (address, session, done) => {
      drop(session);
      answer(done, async () => {
        const opened = await openNextHop(options.forward.host, options.forward.port);
        if (!('command' in opened)) return opened;
        hops.set(session.id, opened);
        const lacking = lackingExtension(session, opened);
        return lacking ?? opened.command(`MAIL FROM:<${addressOf(address, session)}>${parameters(address, session, opened)}`);
      });
    },
    onRcptTo: (address, session, done) => answer(done, () => theHop(hops, session).command(`RCPT TO:<${addressOf(address, session)}>`)),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      let crowded = false;
      const release = (): void => {
        held -= bytes;
        chunks.length = bytes = 0;
      };
      stream.on('data', (chunk: Buffer) => {
        crowded ||= held + chunk.length > MOST_HELD * options.maxSize;
        if (stream.sizeExceeded || crowded) return release();
        chunks.push(chunk);
        bytes += chunk.length;
        held += chunk.length;
      });
      stream.on('close', () => { if (!stream.readableEnded) release(); });
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(smtpError({ code: 552, text: '5.3.4 The message is too large' }));
        if (crowded) return answer(done, () => Promise.resolve(crowdedOut(options)), () => drop(session));
        answer(done, () => decide(Buffer.concat(chunks), theHop(hops, session), options), () => (release(), drop(session)));
      });
    },
    onClose: drop,
  });
  // A client that breaks off is no event of the gate's.
  server.on('error', () => undefined);
  server.listen(options.listen.port, options.listen.host);
  await Promise.race([once(server.server, 'listening'), once(server.server, 'error').then(([cause]) => { throw cause; })]).catch((cause: unknown) => {
    throw new InputError('--listen', `${options.listen.host}:${String(options.listen.port)} cannot be listened on`, 'Choose another port, or end what listens there.', { cause });
  });
  return { port: (server.server.address() as AddressInfo).port, close: () => new Promise((resolve) => { server.close(resolve); }) };
}

/** RFC 5321, 4.2.3: insufficient storage, for now. */
function crowdedOut({ log }: GateOptions): Reply {
  log({ verdict: 'unchecked', rules: [], reply: 452 });
  return { code: 452, text: '4.3.1 Too many messages at once; try again later' };
}

/** Two servers that disagree about where a line ends disagree about where a message ends (SMTP smuggling): such a message is refused. */
function decide(content: Buffer, hop: NextHop, options: GateOptions): Promise<Reply> {
  return hasBareNewline(content) ? Promise.resolve({ code: 554, text: '5.6.0 Lines must end in CR LF' }) : judged(content, hop, options);
}

async function judged(content: Buffer, hop: NextHop, { judge, advise, log }: GateOptions): Promise<Reply> {
  const verdict = await judge(content).catch((cause: unknown): Unchecked => ({ cause }));
  const entry = { bytes: content.length, ...('cause' in verdict ? { verdict: 'unchecked', rules: [], ...traceOf(verdict.cause) } : { verdict: verdict.hold ? 'hold' : 'pass', rules: verdict.rules }) };
  if (!advise && 'cause' in verdict) return logged(refusalOf(verdict.cause));
  if (!advise && 'hold' in verdict && verdict.hold) return logged({ code: 550, text: `5.7.1 Held by Presend: ${reasonsLine(verdict.reasons)}` });
  const ready = await hop.command('DATA');
  if (ready.code !== 354) return logged(ready.code >= 400 ? ready : { code: 451, text: '4.3.0 The next mail server answered out of turn' });
  return logged(await hop.message(advise ? withAdvice(content, adviceOf(verdict)) : content));

  function logged(reply: Reply): Reply {
    log({ ...entry, reply: reply.code });
    return reply;
  }
}

interface Unchecked {
  readonly cause: unknown;
}

function refusalOf(cause: unknown): Reply {
  if (cause instanceof UserError) return { code: 554, text: `5.6.0 Presend cannot check it: ${reasonsLine([cause.message])}` };
  return { code: 451, text: '4.3.0 The message could not be checked' };
}

/** Of a mistake of ours the place, without the message, which may quote the mail. */
function traceOf(cause: unknown): { readonly error?: string } {
  if (cause instanceof UserError || !(cause instanceof Error)) return {};
  const { stack = '' } = cause.cause instanceof Error ? cause.cause : cause;
  return { error: [cause.name, ...(cause instanceof RuleCrash ? [cause.rule] : []), ...stack.split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 5)].join('\n') };
}

function adviceOf(verdict: GateVerdict | Unchecked): string {
  if ('cause' in verdict) return verdict.cause instanceof UserError ? `unchecked; ${reasonsLine([verdict.cause.message], 800)}` : 'unchecked';
  return verdict.hold ? `hold; ${reasonsLine(verdict.reasons, 800)}` : 'pass';
}

function theHop(hops: ReadonlyMap<string, NextHop>, session: SMTPServerSession): NextHop {
  const hop = hops.get(session.id);
  if (hop === undefined) throw new Error('no connection to the next mail server');
  return hop;
}

function hasBareNewline(content: Buffer): boolean {
  for (let at = content.indexOf(0x0a); at !== -1; at = content.indexOf(0x0a, at + 1)) if (content[at - 1] !== 0x0d) return true;
  for (let at = content.indexOf(0x0d); at !== -1; at = content.indexOf(0x0d, at + 1)) if (content[at + 1] !== 0x0a) return true;
  return false;
}

/** The wire form: smtp-server shows international domains in Unicode. */
function addressOf({ address }: SMTPServerAddress, { envelope }: SMTPServerSession): string {
  const at = address.lastIndexOf('@');
  if (at === -1 || envelope.smtpUtf8 || /^\[/.test(address.slice(at + 1))) return address;
  return `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1)) || address.slice(at + 1)}`;
}

function lackingExtension({ envelope }: SMTPServerSession, { extensions }: NextHop): Reply | undefined {
  if (envelope.bodyType === '8bitmime' && !extensions.has('8BITMIME')) return { code: 554, text: '5.6.3 The next mail server takes 7-bit messages only' };
  if (envelope.smtpUtf8 && !extensions.has('SMTPUTF8')) return { code: 553, text: '5.6.7 The next mail server takes no international addresses' };
  return undefined;
}

function parameters({ args }: SMTPServerAddress, { envelope }: SMTPServerSession, { extensions }: NextHop): string {
  const size = typeof args === 'object' && 'SIZE' in args ? String(args['SIZE']) : '';
  return [
    extensions.has('SIZE') && /^\d+$/.test(size) ? ` SIZE=${size}` : '', envelope.bodyType === '8bitmime' ? ' BODY=8BITMIME' : '', envelope.smtpUtf8 ? ' SMTPUTF8' : '',
  ].join('');
}

type Done = (error?: Error | null, message?: string) => void;

/** Hands the next server's reply on, the one for a mistake of our own being temporary. */
function answer(done: Done, ask: () => Promise<Reply>, finally_: () => void = () => undefined): void {
  Promise.resolve().then(ask).catch((): Reply => ({ code: 451, text: '4.3.0 Presend failed' })).then((reply) => {
    finally_();
    if (reply.code >= 200 && reply.code < 300) done(null, reply.text);
    else done(smtpError(reply));
  }, () => undefined);
}

function smtpError({ code, text }: Reply): Error {
  return Object.assign(new Error(text), { responseCode: code });
}
