import { Option, type Command } from 'commander';
import { holdoutSummary } from '#report/holdout-summary.js';
import type { ExitCode, Io, Run } from './io.js';
import { numberOf } from './options.js';
import { refuseSharedFiles } from './refuse-shared-files.js';
import { writeOutput } from './write-output.js';

interface Flags {
  recipients: string;
  base: string;
  lift: string;
  power: string;
  key: string;
  plan?: string;
  controlAt?: string;
  zone?: string;
  format?: 'csv' | 'json' | 'parquet';
  output?: string;
  report?: string;
}

/** `presend holdout` */
export function addHoldoutCommand(program: Command, io: Io, run: Run): void {
  program
    .command('holdout')
    .description('design a random holdout that measures what planned hours gain: who is in which arm, and the analysis plan')
    .requiredOption('--recipients <file>', 'recipients: CSV, JSON Lines or Parquet')
    .requiredOption('--base <rate>', 'rate of engagement without the plan, such as 0.2 (presend backtest measures it)')
    .requiredOption('--key <text>', 'decides, with the recipient id, who is in which arm: the same key gives the same arms')
    .option('--lift <share>', 'the lift to be seen', '0.1')
    .option('--power <share>', 'chance of seeing it when it is there', '0.8')
    .option('--plan <file>', 'what `presend plan` wrote: write when both arms are sent to, on the same weekdays')
    .option('--control-at <time>', "the old schedule's time of day, such as 10:00 (with --plan)")
    .option('--zone <name>', "the old schedule's time zone (with --plan)")
    .addOption(new Option('--format <name>', 'of the assignment; else by the extension of --output, else csv').choices(['csv', 'json', 'parquet']))
    .option('--output <file>', 'write the assignment to a file, and the analysis plan to standard output')
    .option('--report <file.html>', 'write the analysis plan as one HTML file')
    .action((flags: Flags) => run(() => holdoutCommand(flags, io)));
}

/** Without --output the assignment is the result, and the analysis plan goes to standard error. */
async function holdoutCommand({ recipients, base, lift, power, plan, output, report, ...rest }: Flags, io: Io): Promise<ExitCode> {
  await refuseSharedFiles({ '--output': output, '--report': report }, { '--recipients': recipients, '--plan': plan });
  const { holdout } = await import('../holdout.js');
  const result = await holdout({
    ...rest, recipients, base: numberOf('--base', base), lift: numberOf('--lift', lift), power: numberOf('--power', power),
    ...(plan !== undefined && { plan }),
    output: output ?? io.stdout,
  });
  if (report !== undefined) await writeOutput((await import('#report/html/holdout-report.js')).reportHoldoutHtml(result), report, io);
  (output === undefined ? io.stderr : io.stdout)(holdoutSummary(result, { ...io, color: output !== undefined && io.color }));
  return 0;
}
