import { once } from 'node:events';
import { Option, type Command } from 'commander';
import { ConfigError } from '#errors.js';
import type { Severity } from '#rule/finding.js';
import type { ExitCode, Io, Run } from './io.js';
import { isLoopback } from '../server/service-options.js';
import { collect, ruleLevels } from './options.js';

interface Flags {
  listen: string;
  forward: string;
  advise?: boolean;
  config?: string;
  rule?: readonly string[];
  failOn: Severity;
  maxSize: string;
}

const MEBIBYTE = 1024 * 1024;

/** `presend gate` */
export function addGateCommand(program: Command, io: Io, run: Run): void {
  program
    .command('gate')
    .description('stand between two mail servers and hold messages with errors')
    .requiredOption('--forward <host:port>', 'the next mail server: what passes goes there, untouched')
    .option('--listen <host:port>', 'take mail here (no TLS, no logins: stand beside the server that has both)', '127.0.0.1:10025')
    .option('--advise', 'hold nothing; say in a header X-Presend what would have been held')
    .option('--config <file>', 'instead of the nearest presend.config.{json,yaml,js}')
    .option('--rule <id=level>', 'error, warning, info or off for one rule or category/*; repeatable', collect)
    .addOption(new Option('--fail-on <severity>', 'hold from this severity on').choices(['error', 'warning']).default('error'))
    .option('--max-size <MiB>', 'largest message', '25')
    .action((flags: Flags) => run(() => gateCommand(flags, io)));
}

/** Runs until SIGTERM or SIGINT; then what runs is answered. */
async function gateCommand(flags: Flags, io: Io): Promise<ExitCode> {
  const { gate } = await import('../index.js');
  const [listen, forward] = [endOf('--listen', flags.listen), endOf('--forward', flags.forward)];
  if (forward.port === 0) throw new ConfigError('--forward', '0 is no port to send to', 'Write 127.0.0.1:10026.');
  if (listen.port === forward.port && listen.host === forward.host) throw new ConfigError('--forward', 'is where the gate itself listens', 'Name the next mail server.');
  const opened = await gate({
    listen, forward, advise: flags.advise === true, failOn: flags.failOn, maxSize: MEBIBYTE * sizeOf(flags.maxSize), rules: ruleLevels(flags.rule ?? []),
    ...(flags.config !== undefined && { config: flags.config }),
    log: (line) => io.stderr(`${JSON.stringify({ time: new Date().toISOString(), ...line })}\n`),
  });
  if (!isLoopback(listen.host)) io.stderr(`presend: ${listen.host} can be reached from other machines, and the gate asks nobody for a login: whoever reaches it sends through ${flags.forward}. Let a firewall admit the mail server alone.\n`);
  io.stdout(`presend gate takes mail at ${listen.host}:${String(opened.port)} for ${flags.forward} (Ctrl-C ends it; what runs is finished first)\n`);
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  await opened.close();
  return 0;
}

function endOf(flag: string, text: string): { host: string; port: number } {
  const [, host = '', port = ''] = /^\[?([\w.:-]+?)\]?:(\d{1,5})$/.exec(text) ?? [];
  if (host === '' || Number(port) > 65_535) throw new ConfigError(flag, `"${text}" is not host:port`, 'Write 127.0.0.1:10025.');
  return { host, port: Number(port) };
}

function sizeOf(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new ConfigError('--max-size', `"${text}" is not a whole number of MiB`, 'Use 25.');
  return Number(text);
}
