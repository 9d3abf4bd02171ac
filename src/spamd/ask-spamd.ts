import { connect, type Socket } from 'node:net';
import { ConfigError } from '#errors.js';

export interface SpamdAddress {
  readonly host: string;
  readonly port: number;
}

/** Milliseconds and bytes. */
export interface SpamdLimits {
  readonly connect: number;
  /** Silence after which the answer is given up: with DNS lists a message takes tens of seconds. */
  readonly silence: number;
  readonly answer: number;
}

const LIMITS: SpamdLimits = { connect: 10_000, silence: 120_000, answer: 1024 * 1024 };
const HOST_AND_PORT = /^(\[[\da-f:.]{2,45}\]|[\w.-]{1,253}):(\d{1,5})$/i;
const STATUS = /^SPAMD\/[\d.]{1,8} (\d{1,5}) ?(.{0,200})\r?\n/;

/** `host:port`, `[::1]:783`. Throws ConfigError. */
export function spamdAddress(value: string): SpamdAddress {
  const [, host = '', port = ''] = HOST_AND_PORT.exec(value) ?? [];
  if (host === '' || Number(port) < 1 || Number(port) > 65_535) throw new ConfigError('--spamd', `"${value}" is not a host and a port`, 'Write it as 127.0.0.1:783.');
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

/** Sends a message with REPORT (spamc protocol 1.5) and gives the answer below its status line. Throws ConfigError when no spamd answers. */
export async function askSpamd({ host, port }: SpamdAddress, message: Uint8Array, limits: SpamdLimits = LIMITS): Promise<string> {
  const where = `--spamd ${host}:${String(port)}`;
  const answer = await exchange(where, connect({ host, port }), message, limits);
  const status = STATUS.exec(answer);
  if (!status) throw new ConfigError(where, 'what answers there is not spamd', 'Name the host and port that spamd listens at (783 unless it was told otherwise).');
  if (status[1] !== '0') throw new ConfigError(where, `spamd refuses with "${status[2] ?? ''}" (${status[1] ?? ''})`, 'See its log.');
  return answer.slice(status[0].length);
}

function exchange(where: string, socket: Socket, message: Uint8Array, limits: SpamdLimits): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let received = 0;
    const fail = (what: string, remedy: string, cause?: Error): void => {
      socket.destroy();
      reject(new ConfigError(where, what, remedy, { cause }));
    };
    socket.setTimeout(limits.connect, () => fail('no answer in time', 'Check that spamd runs there and is not overloaded, or leave --spamd out.'));
    socket.on('connect', () => {
      socket.setTimeout(limits.silence);
      // The connection stays open for the answer: spamd gives up on a client that closes its half.
      socket.write(`REPORT SPAMC/1.5\r\nContent-length: ${String(message.length)}\r\n\r\n`);
      socket.write(message);
    });
    socket.on('data', (chunk: Buffer) => {
      received += chunk.length;
      chunks.push(chunk);
      if (received > limits.answer) fail('the answer does not end', 'Name the host and port of a spamd.');
    });
    socket.on('error', (cause: NodeJS.ErrnoException) => fail(`nobody answers there (${cause.code ?? cause.message})`, 'Start spamd, or leave --spamd out.', cause));
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}
