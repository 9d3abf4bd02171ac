import { Argument, Option, type Command } from 'commander';
import { DATE_ORDERS, type DateOrder } from '#importers/date-order.js';
import { SOURCES, type ExportSource } from '#importers/export-map.js';
import { importSummary } from '#report/import-summary.js';
import type { ExitCode, Io, Run } from './io.js';
import { withProgress } from './with-progress.js';

interface Flags {
  output: string;
  timezone?: string;
  dateOrder?: DateOrder;
  currency?: string;
  format: 'csv' | 'parquet';
}

/** `presend import` */
export function addImportCommand(program: Command, io: Io, run: Run): void {
  program
    .command('import')
    .description('turn the files that a mailing system or a donor database exports into the tables that lint, plan and asks read')
    .addArgument(new Argument('<system>', 'where the files come from; list: any other list of people').choices(SOURCES))
    .argument('<path...>', 'exported files, or folders of them (a zip is unpacked first)')
    .requiredOption('--output <folder>', 'where the tables go')
    .option('--timezone <zone>', "the account's zone, such as Europe/Berlin: of times that name none")
    .addOption(new Option('--date-order <order>', 'which number comes first in dates such as 05/02/2026').choices(DATE_ORDERS))
    .option('--currency <code>', 'of gifts whose file names none, such as EUR')
    .addOption(new Option('--format <name>', 'of the tables').choices(['csv', 'parquet']).default('csv'))
    .action((system: ExportSource, paths: string[], flags: Flags) => run(() => importCommand(system, paths, flags, io)));
}

async function importCommand(source: ExportSource, paths: readonly string[], { output, timezone, dateOrder, currency, format }: Flags, io: Io): Promise<ExitCode> {
  const { importExports } = await import('../import.js');
  const result = await withProgress(io, 'import', (progress) => importExports({
    source, format, paths, output,
    ...(timezone !== undefined && { timezone }),
    ...(dateOrder !== undefined && { dateOrder }),
    ...(currency !== undefined && { currency }),
    ...progress,
  }));
  io.stdout(importSummary(result, io));
  return 0;
}
