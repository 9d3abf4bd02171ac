import type { Command } from 'commander';
import { learnSummary } from '#report/learn-summary.js';
import type { ExitCode, Io, Run } from './io.js';
import { withProgress } from './with-progress.js';

interface Flags {
  events: string;
  model: string;
  memory?: string;
}

const HELP = `
The model holds of the events what a plan reads of them, for all recipients,
zones, goals and settings. Give it the new events of a day or a week, or the
whole log again: what it has already is not counted twice, and the files are
the same, to the byte, as if the whole log had been learned at once. Rows that
cannot be read are reported here and are no part of it.

  presend learn --events 2026.parquet --model model           make it
  presend learn --events yesterday.csv --model model          add a day to it
  presend plan --model model --recipients recipients.csv ...  plan from it

Exit codes: 0 ran; 2 could not run, and the model is as it was.
`;

/** `presend learn` */
export function addLearnCommand(program: Command, io: Io, run: Run): void {
  program
    .command('learn')
    .description('put events into a model that `presend plan --model` reads instead of them, or bring it up to date with new ones')
    .requiredOption('--events <file>', 'sends, opens, clicks, replies, gifts: CSV, JSON Lines or Parquet; new ones, or all')
    .requiredOption('--model <folder>', 'where the model is, or shall be: a folder of its own')
    .option('--memory <size>', 'memory for the tables, such as 4GiB; what does not fit goes to the temporary folder')
    .addHelpText('after', HELP)
    .action((flags: Flags) => run(() => learnCommand(flags, io)));
}

async function learnCommand({ events, model, memory }: Flags, io: Io): Promise<ExitCode> {
  const { learn } = await import('../learn.js');
  const result = await withProgress(io, 'learn', (progress) => learn({
    events, model, ...(memory !== undefined && { memory }),
    ...progress,
  }));
  io.stdout(learnSummary({ ...result, model }, io));
  return 0;
}
