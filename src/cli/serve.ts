import { once } from 'node:events';
import { readFile, realpath } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { ConfigError } from '#errors.js';
import type { ServiceOptions } from '../server/serve.js';
import type { ExitCode, Io, Run } from './io.js';

interface Flags {
  host: string;
  port: string;
  tokenFile?: string;
  dataRoot?: string;
  config?: string;
  workers?: string;
  queue: string;
  timeout: string;
  memory: string;
  maxBody: string;
  maxUpload: string;
}

const MEBIBYTE = 1024 * 1024;

/** `presend serve` */
export function addServeCommand(program: Command, io: Io, run: Run): void {
  program
    .command('serve')
    .description('answer lint and plan over HTTP, and show campaigns with their findings in a browser')
    .option('--port <number>', 'listen here; 0 takes any that is free', '8080')
    .option('--host <address>', 'anything but this machine itself needs a token', '127.0.0.1')
    .option('--token-file <file>', 'callers must send the token in it as "Authorization: Bearer ..." (else PRESEND_TOKEN, if set)')
    .option('--data-root <folder>', 'requests may name tables in this folder; never outside of it')
    .option('--config <file>', 'config of all requests (else the default preset; none is searched for)')
    .option('--workers <number>', 'requests worked on at once, each in a process of its own (default: processors)')
    .option('--queue <number>', 'requests that may be read or wait besides; more are answered 503', '100')
    .option('--timeout <seconds>', 'longest time for the work on a request', '120')
    .option('--memory <MiB>', 'JavaScript heap of each worker; tables get the same again', '512')
    .option('--max-body <MiB>', 'largest JSON body', '8')
    .option('--max-upload <MiB>', 'largest multipart or NDJSON body, which goes to the disk', '256')
    .action((flags: Flags) => run(() => serveCommand(flags, io)));
}

/** Runs until SIGTERM or SIGINT; then what runs is answered. */
async function serveCommand(flags: Flags, io: Io): Promise<ExitCode> {
  const options = await serviceOptions(flags);
  if (options.config !== undefined) await refuseFaultyConfig(options.config);
  const { serve } = await import('../server/serve.js');
  const service = await serve(options, io.stderr);
  io.stdout(`presend serves ${service.url} (Ctrl-C ends it; what runs is finished first)\n`);
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  await service.close();
  return 0;
}

/** Now, not at the first request. */
async function refuseFaultyConfig(config: string): Promise<void> {
  const { lint } = await import('../index.js');
  await lint({ campaigns: ['-'], stdin: () => Promise.resolve(Buffer.from('<p>ready</p>')), config });
}

async function serviceOptions(flags: Flags): Promise<ServiceOptions> {
  const token = await tokenOf(flags);
  return {
    host: flags.host,
    port: wholeNumber('--port', flags.port, 0, 65_535),
    ...(token !== undefined && { token }),
    ...(flags.dataRoot !== undefined && { dataRoot: await realpath(flags.dataRoot).catch(() => resolve(flags.dataRoot ?? '')) }),
    ...(flags.config !== undefined && { config: resolve(flags.config) }),
    workers: flags.workers === undefined ? availableParallelism() : wholeNumber('--workers', flags.workers, 1, 1000),
    queue: wholeNumber('--queue', flags.queue, 0, 100_000),
    jobTimeout: 1000 * wholeNumber('--timeout', flags.timeout, 1, 86_400),
    bodyTimeout: 30_000,
    memory: wholeNumber('--memory', flags.memory, 128, 1_000_000),
    bodyLimit: MEBIBYTE * wholeNumber('--max-body', flags.maxBody, 1, 500),
    uploadLimit: MEBIBYTE * wholeNumber('--max-upload', flags.maxUpload, 1, 1_000_000),
  };
}

/** Not a flag's value: other users of the machine see those. */
async function tokenOf({ tokenFile }: Flags): Promise<string | undefined> {
  const text = tokenFile === undefined ? process.env['PRESEND_TOKEN'] : await readFile(tokenFile, 'utf8').catch((cause: unknown) => { throw new ConfigError('--token-file', 'cannot be read', 'Check the path.', { cause }); });
  const token = text?.trim();
  if (token === undefined || (token === '' && tokenFile === undefined)) return undefined;
  if (!/^[\w.~+/=-]{16,500}$/.test(token)) throw new ConfigError(tokenFile === undefined ? 'PRESEND_TOKEN' : '--token-file', 'holds no usable token', 'Use 16 to 500 letters, digits and - _ . ~ + / =, such as from `openssl rand -hex 32`.');
  return token;
}

function wholeNumber(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d{1,9}$/.test(text) || value < least || value > most) throw new ConfigError(flag, `"${text}" is not a whole number from ${least} to ${most}`, 'Mend the flag.');
  return value;
}
