import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { ConfigError } from '#errors.js';
import { planSummary } from '#report/plan-summary.js';
import type { ExitCode, Io, Run } from './io.js';
import { instantOf } from './options.js';

interface Flags {
  recipients?: string;
  events?: string;
  consents?: string;
  gifts?: string;
  after?: string;
  from?: string;
  until?: string;
  campaign?: string;
  horizon?: string;
  defaultZone?: string;
  config?: string;
  seed: string;
  now?: string;
  format?: 'csv' | 'json' | 'parquet';
  output?: string;
  explain?: string;
}

const CLEAR_LINE = '\r\u001b[K';

/** `presend plan` */
export function addPlanCommand(program: Command, io: Io, run: Run): void {
  program
    .command('plan')
    .description('choose for each recipient the send window in which that person is likeliest to engage')
    .option('--recipients <file>', 'recipients: CSV, JSON Lines or Parquet (else the campaign names it; so do the next five)')
    .option('--events <file>', 'sends, opens, clicks, replies, gifts')
    .option('--consents <file>', 'consent records: whose opens may be learned from')
    .option('--gifts <file>', 'donations: evidence of when a mail moved somebody')
    .option('--from <instant>', 'mail may go out from here on')
    .option('--until <instant>', 'and before this')
    .option('--campaign <folder>', 'the campaign that is planned: its tables, its span, whom it speaks to')
    .option('--after <plan>', 'the plan of the step before: nobody gets this mail before that one')
    .option('--horizon <duration>', 'count engagement this long after the send, 1h to 72h (default 24h)')
    .option('--default-zone <name>', 'time zone of recipients of whom none is known, and of the sender')
    .option('--config <file>', 'instead of the nearest presend.config.{json,yaml,js}')
    .option('--seed <number>', 'decides among equally good slots', '1')
    .option('--now <instant>', 'the clock, for repeatable runs')
    .addOption(new Option('--format <name>', 'of the plan; else by the extension of --output, else csv').choices(['csv', 'json', 'parquet']))
    .option('--output <file>', 'write the plan to a file, and the summary to standard output')
    .option('--explain <file>', 'write why each slot is what it is, as JSON Lines')
    .action((flags: Flags) => run(() => planCommand(flags, io)));
}

/** Without --output the plan is the result, and the summary goes to standard error. */
async function planCommand(flags: Flags, io: Io): Promise<ExitCode> {
  const { from, until, now, seed, recipients, events, consents, gifts, after, campaign, config, output, explain, ...rest } = flags;
  const paths = Object.entries({ recipients, events, consents, gifts, after, campaign, config, explain }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const { plan } = await import('../index.js');
  const result = await plan({
    ...rest,
    ...Object.fromEntries(paths.map(([name, path]) => [name, resolve(io.cwd, path)])),
    ...(from !== undefined && { from: instantOf('--from', from) }),
    ...(until !== undefined && { until: instantOf('--until', until) }),
    ...(now !== undefined && { now: instantOf('--now', now) }),
    seed: seedOf(seed),
    output: output === undefined ? io.stdout : resolve(io.cwd, output),
    ...(io.progress && { progress: (stage: string) => io.stderr(`${CLEAR_LINE}presend plan: ${stage}`) }),
  });
  if (io.progress) io.stderr(CLEAR_LINE);
  (output === undefined ? io.stderr : io.stdout)(planSummary(result, { color: output !== undefined && io.color }));
  return 0;
}

function seedOf(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new ConfigError('--seed', `"${text}" is not a whole number`, 'Use a number such as 1.');
  return Number(text);
}
