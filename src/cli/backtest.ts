import { Option, type Command } from 'commander';
import { ConfigError } from '#errors.js';
import { backtestSummary } from '#report/backtest-summary.js';
import type { ExitCode, Io, Run } from './io.js';
import { countOf, instantOf, numberOf } from './options.js';
import { refuseSharedFiles } from './refuse-shared-files.js';
import { withProgress } from './with-progress.js';
import { writeOutput } from './write-output.js';

interface Flags {
  recipients: string;
  events: string;
  consents?: string;
  gifts?: string;
  holdout?: string;
  from?: string;
  until?: string;
  trainedUntil?: string;
  window: string;
  horizon?: string;
  defaultZone?: string;
  lift: string;
  power: string;
  config?: string;
  seed: string;
  now?: string;
  format: 'text' | 'json';
  output?: string;
  report?: string;
}

/** `presend backtest` */
export function addBacktestCommand(program: Command, io: Io, run: Run): void {
  program
    .command('backtest')
    .description('measure on past mail what planned hours would have gained, or on a holdout what they gained; say when the data cannot tell')
    .requiredOption('--recipients <file>', 'recipients: CSV, JSON Lines or Parquet')
    .requiredOption('--events <file>', 'sends with the propensity of their hour, opens, clicks, replies, gifts')
    .option('--consents <file>', 'consent records: whose opens may be measured')
    .option('--gifts <file>', 'donations')
    .option('--holdout <file>', 'what `presend holdout` wrote: read its result, without a look at propensities')
    .option('--from <instant>', 'judge mail sent from here on (default: 90 days before --until)')
    .option('--until <instant>', 'and before this (default: the clock less the horizon)')
    .option('--trained-until <instant>', 'learn from what was known here, never later than --from (the default)')
    .option('--window <hours>', "spread the plan's choice over so many hours: 1, 2, 3, 4, 6, 8 or 12", '6')
    .option('--horizon <duration>', 'count engagement this long after the send, 1h to 72h (default 24h)')
    .option('--default-zone <name>', 'time zone of the sender, and of recipients of whom none is known')
    .option('--lift <share>', 'of the holdout that is designed when there is no answer', '0.1')
    .option('--power <share>', 'of that holdout', '0.8')
    .option('--config <file>', 'instead of the nearest presend.config.{json,yaml,js}')
    .option('--seed <number>', 'of samples and permutations', '1')
    .option('--now <instant>', 'the clock, for repeatable runs')
    .addOption(new Option('--format <name>', 'of the result').choices(['text', 'json']).default('text'))
    .option('--output <file>', 'write the result to a file')
    .option('--report <file.html>', 'write the answer, or why there is none, as one HTML file with charts')
    .addHelpText('after', '\nThere is no --model: what `presend learn` keeps has no propensities, without\nwhich past mail shows no gain.\n\nExit codes: 0 ran; a refusal to claim a lift is an answer. 2 could not run.\n')
    .action((flags: Flags) => run(() => backtestCommand(flags, io)));
}

async function backtestCommand(flags: Flags, io: Io): Promise<ExitCode> {
  const { from, until, trainedUntil, now, format, output, report, window, seed, lift, power, defaultZone, horizon, ...files } = flags;
  await refuseSharedFiles({ '--output': output, '--report': report }, Object.fromEntries(Object.entries(files).map(([name, file]) => [`--${name}`, file])));
  const { backtest } = await import('../backtest.js');
  const result = await withProgress(io, 'backtest', (progress) => backtest({
    ...files,
    ...(from !== undefined && { from: instantOf('--from', from) }),
    ...(until !== undefined && { until: instantOf('--until', until) }),
    ...(trainedUntil !== undefined && { trainedUntil: instantOf('--trained-until', trainedUntil) }),
    ...(now !== undefined && { now: instantOf('--now', now) }),
    ...(defaultZone !== undefined && { defaultZone }), ...(horizon !== undefined && { horizon }),
    windowHours: numberOf('--window', window), seed: countOf('--seed', seed), lift: shareOf('--lift', lift, 10), power: shareOf('--power', power, 1),
    ...progress,
  }));
  if (report !== undefined) await writeOutput((await import('#report/html/backtest-report.js')).reportBacktestHtml(result), report, io);
  const text = format === 'json' ? `${JSON.stringify(result, null, 2)}\n` : backtestSummary(result, { ...io, color: output === undefined && io.color });
  await writeOutput(text, output, io);
  return 0;
}

/** Strictly between 0 and `most`. */
function shareOf(flag: string, text: string, most: number): number {
  const value = numberOf(flag, text);
  if (!(value > 0 && value < most)) throw new ConfigError(flag, `"${text}" is not between 0 and ${String(most)}`, 'Use a share such as 0.1.');
  return value;
}
