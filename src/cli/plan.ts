import { Option, type Command } from 'commander';
import { planSummary } from '#report/plan-summary.js';
import type { ExitCode, Io, Run } from './io.js';
import { countOf, instantOf } from './options.js';
import { refuseSharedFiles } from './refuse-shared-files.js';
import { withProgress } from './with-progress.js';
import { writeOutput } from './write-output.js';

interface Flags {
  recipients?: string;
  events?: string;
  model?: string;
  consents?: string;
  gifts?: string;
  asks?: string | boolean;
  after?: string;
  from?: string;
  until?: string;
  campaign?: string;
  goal?: 'engagement' | 'reply';
  horizon?: string;
  defaultZone?: string;
  config?: string;
  seed: string;
  memory?: string;
  now?: string;
  format?: 'csv' | 'json' | 'parquet';
  output?: string;
  explain?: string;
  report?: string;
}

/** `presend plan` */
export function addPlanCommand(program: Command, io: Io, run: Run): void {
  program
    .command('plan')
    .description('choose for each recipient the send window in which that person is likeliest to engage')
    .option('--recipients <file>', 'recipients: CSV, JSON Lines or Parquet (else the campaign names it; so it does events, consents and gifts)')
    .option('--events <file>', 'sends, opens, clicks, replies, gifts (without them, or --model, hours are those of a usual list)')
    .option('--model <folder>', 'what `presend learn` made of the events, instead of them')
    .option('--consents <file>', 'consent records: whose opens may be learned from')
    .option('--gifts <file>', 'donations: evidence of when a mail moved somebody')
    .option('--asks <file>', 'what `presend asks` wrote: whom not to ask, and nobody before a rest ends (else worked out when the campaign asks)')
    .option('--no-asks', 'plan a campaign that asks as if it did not')
    .option('--from <instant>', 'mail may go out from here on')
    .option('--until <instant>', 'and before this')
    .option('--campaign <folder>', 'the campaign that is planned: its tables, its span, whom it speaks to')
    .option('--after <plan>', 'the plan of the step before: nobody gets this mail before that one')
    .addOption(new Option('--goal <name>', 'what mail is timed for: any engagement, or a reply in working time (else the config says it, else engagement)').choices(['engagement', 'reply']))
    .option('--horizon <duration>', 'count engagement this long after the send, 1h to 72h (default 24h); replies, in working hours (default 16h)')
    .option('--default-zone <name>', 'time zone of recipients of whom none is known, and of the sender')
    .option('--config <file>', 'instead of the nearest presend.config.{json,yaml,js}')
    .option('--seed <number>', 'decides among equally good slots', '1')
    .option('--memory <size>', 'memory for the tables, such as 4GiB; what does not fit goes to the temporary folder')
    .option('--now <instant>', 'the clock, for repeatable runs')
    .addOption(new Option('--format <name>', 'of the plan; else by the extension of --output, else csv').choices(['csv', 'json', 'parquet']))
    .option('--output <file>', 'write the plan to a file, and the summary to standard output')
    .option('--explain <file>', 'write why each slot is what it is, as JSON Lines')
    .option('--report <file.html>', 'write the summary as one HTML file, with heat map and reasons')
    .action((flags: Flags) => run(() => planCommand(flags, io)));
}

/** Without --output the plan is the result, and the summary goes to standard error. */
async function planCommand(flags: Flags, io: Io): Promise<ExitCode> {
  const { from, until, now, seed, recipients, events, model, consents, gifts, after, campaign, config, output, explain, asks, report, ...rest } = flags;
  const paths = Object.entries({ recipients, events, model, consents, gifts, after, campaign, config, explain, ...(typeof asks === 'string' && { asks }) }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  await refuseSharedFiles(
    { '--output': output, '--explain': explain, '--report': report },
    { '--recipients': recipients, '--events': events, '--model': model, '--consents': consents, '--gifts': gifts, '--after': after, '--config': config, ...(typeof asks === 'string' && { '--asks': asks }) },
    campaign === undefined ? [] : [campaign],
  );
  const { plan } = await import('../plan.js');
  const result = await withProgress(io, 'plan', (progress) => plan({
    ...rest,
    ...(asks === false && { ignoreAsk: true }),
    ...Object.fromEntries(paths),
    ...(from !== undefined && { from: instantOf('--from', from) }),
    ...(until !== undefined && { until: instantOf('--until', until) }),
    ...(now !== undefined && { now: instantOf('--now', now) }),
    seed: countOf('--seed', seed),
    output: output ?? io.stdout,
    ...progress,
  }));
  if (report !== undefined) await writeOutput((await import('#report/html/plan-report.js')).reportPlanHtml(result), report, io);
  (output === undefined ? io.stderr : io.stdout)(planSummary(result, { ...io, color: output !== undefined && io.color }));
  return 0;
}
