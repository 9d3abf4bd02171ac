import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { hostname } from 'node:os';

export interface Reply {
  /** Three digits. */
  readonly code: number;
  /** Without the code, lines joined by a space. */
  readonly text: string;
}

/** One transaction with the next mail server. Every call ends in its reply; a lost connection or silence is a 4xx of our own. */
export interface NextHop {
  /** Extensions that it offered, upper case. */
  readonly extensions: ReadonlySet<string>;
  command(line: string): Promise<Reply>;
  /** After 354: the message, dot-stuffed, and the end of data. */
  message(content: Buffer): Promise<Reply>;
  close(): void;
}

/** RFC 5321, 4.5.3.2, allows five minutes and ten for the end of data: a client that waits for us waits as long. */
const REPLY_TIMEOUT = 5 * 60_000;
const DATA_TIMEOUT = 10 * 60_000;
/** A reply is a few lines. */
const LONGEST_REPLY = 64 * 1024;

const LOST: Reply = { code: 451, text: '4.4.2 The next mail server closed the connection' };
const UNREACHABLE: Reply = { code: 451, text: '4.4.1 The next mail server cannot be reached' };

/** Connects and says EHLO; a reply instead of a next hop when it does not take mail now. */
export async function openNextHop(host: string, port: number): Promise<NextHop | Reply> {
  const socket = connect({ host, port });
  socket.setTimeout(REPLY_TIMEOUT, () => socket.destroy());
  const replies = readReplies(socket);
  if (!await connected(socket)) return UNREACHABLE;
  const greeting = await replies();
  if (greeting.code !== 220) return refused(socket, greeting);
  const command = async (line: string): Promise<Reply> => {
    socket.write(`${line}\r\n`);
    return replies();
  };
  const hello = await command(`EHLO ${/^[\w.-]+$/.test(hostname()) ? hostname() : 'localhost'}`);
  if (hello.code !== 250) return refused(socket, hello);
  const message = async (content: Buffer): Promise<Reply> => {
    socket.setTimeout(DATA_TIMEOUT);
    socket.write(dotStuffed(content));
    return replies();
  };
  const close = (): void => {
    if (socket.writable) socket.end('QUIT\r\n');
    else socket.destroy();
  };
  return { extensions: new Set(hello.text.toUpperCase().split(/\s+/)), command, message, close };
}

/** The message with the end of data, RFC 5321, 4.5.2: a dot at the beginning of a line is doubled. */
export function dotStuffed(content: Buffer): Buffer {
  const pieces: Buffer[] = [];
  let from = 0;
  for (let at = content[0] === DOT ? 0 : nextDot(content, 0); at !== -1; at = nextDot(content, at)) {
    pieces.push(content.subarray(from, at), Buffer.from('.'));
    from = at;
  }
  const ended = content.length === 0 || content.subarray(-2).toString('latin1') === '\r\n';
  return Buffer.concat([...pieces, content.subarray(from), Buffer.from(ended ? '.\r\n' : '\r\n.\r\n')]);
}

const DOT = 0x2e;
const LINE_WITH_DOT = Buffer.from('\r\n.');

/** Place of the dot of the next line that begins with one. */
function nextDot(content: Buffer, from: number): number {
  const found = content.indexOf(LINE_WITH_DOT, from);
  return found === -1 ? -1 : found + 2;
}

function refused(socket: Socket, { code, text }: Reply): Reply {
  socket.destroy();
  return code >= 400 ? { code, text } : LOST;
}

async function connected(socket: Socket): Promise<boolean> {
  return once(socket, 'connect').then(() => true, () => false);
}

/** Gives the replies of a connection one by one; `LOST` for every one that does not come. */
function readReplies(socket: Socket): () => Promise<Reply> {
  let text = '';
  let over = false;
  let wake: () => void = () => undefined;
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    text += chunk;
    if (text.length > LONGEST_REPLY) socket.destroy();
    wake();
  });
  for (const event of ['close', 'end', 'error']) {
    socket.on(event, () => {
      over = true;
      wake();
    });
  }
  return async () => {
    for (;;) {
      const whole = /^(?:\d{3}-[^\n]*\n)*\d{3}(?: [^\n]*)?\r?\n/.exec(text)?.[0];
      if (whole !== undefined) {
        text = text.slice(whole.length);
        return { code: Number(whole.slice(0, 3)), text: whole.split(/\r?\n/).map((line) => line.slice(4)).join(' ').trim() };
      }
      if (over) return LOST;
      await new Promise<void>((resolve) => { wake = resolve; });
    }
  };
}
