import { Option, type Command } from 'commander';
import { asksSummary } from '#report/asks-summary.js';
import type { ExitCode, Io, Run } from './io.js';
import { collect, instantOf } from './options.js';
import { refuseSharedFiles } from './refuse-shared-files.js';
import { withProgress } from './with-progress.js';

interface Flags {
  recipients?: string;
  gifts?: string;
  events?: string;
  consents?: string;
  contacts?: string;
  suppressions?: readonly string[];
  campaign?: string;
  config?: string;
  sendAt?: string;
  now?: string;
  memory?: string;
  format?: 'csv' | 'json' | 'parquet';
  output?: string;
}

/** `presend asks` */
export function addAsksCommand(program: Command, io: Io, run: Run): void {
  program
    .command('asks')
    .description('say for each donor whether, for how much and about which programme to ask')
    .option('--recipients <file>', 'recipients: CSV, JSON Lines or Parquet (else the campaign names it; so do the next five)')
    .option('--gifts <file>', 'donations: what each gives, and how often')
    .option('--events <file>', 'sends, clicks, replies: asks, thanks and news that went before')
    .option('--consents <file>', 'consent records')
    .option('--contacts <file>', 'the CRM: open complaints')
    .option('--suppressions <file>', 'who must not get mail (repeatable)', collect)
    .option('--campaign <folder>', 'the campaign that asks: its ask, its programme, its tables')
    .option('--config <file>', 'instead of the nearest presend.config.{json,yaml,js}; its section is asks')
    .option('--send-at <instant>', "when the ask goes out (default: the campaign's first instant, else now)")
    .option('--now <instant>', 'the clock, for repeatable runs')
    .option('--memory <size>', 'memory for the tables, such as 4GiB; what does not fit goes to the temporary folder')
    .addOption(new Option('--format <name>', 'of the asks; else by the extension of --output, else csv').choices(['csv', 'json', 'parquet']))
    .option('--output <file>', 'write the asks to a file, and the summary to standard output')
    .action((flags: Flags) => run(() => asksCommand(flags, io)));
}

/** Without --output the asks are the result, and the summary goes to standard error. */
async function asksCommand(flags: Flags, io: Io): Promise<ExitCode> {
  const { recipients, gifts, events, consents, contacts, suppressions, campaign, config, sendAt, now, memory, output, format } = flags;
  const paths = Object.entries({ recipients, gifts, events, consents, contacts, campaign, config }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  await refuseSharedFiles(
    { '--output': output },
    { '--recipients': recipients, '--gifts': gifts, '--events': events, '--consents': consents, '--contacts': contacts, '--suppressions': suppressions, '--config': config },
    campaign === undefined ? [] : [campaign],
  );
  const { asks } = await import('../asks.js');
  const result = await withProgress(io, 'asks', (progress) => asks({
    ...Object.fromEntries(paths),
    ...(suppressions !== undefined && { suppressions }),
    ...(sendAt !== undefined && { sendAt: instantOf('--send-at', sendAt) }),
    ...(now !== undefined && { now: instantOf('--now', now) }),
    ...(memory !== undefined && { memory }), ...(format !== undefined && { format }),
    output: output ?? io.stdout,
    ...progress,
  }));
  (output === undefined ? io.stderr : io.stdout)(asksSummary(result, { ...io, color: output !== undefined && io.color }));
  return 0;
}
