import { Command, CommanderError } from 'commander';
import { UserError } from '#errors.js';
import { oneLine } from '#report/one-line.js';
import { VERSION } from '../package.js';
import { addAsksCommand } from './asks.js';
import { addAuditCommand } from './audit.js';
import { addBacktestCommand } from './backtest.js';
import { addDemoCommand } from './demo.js';
import { addExplainCommand } from './explain.js';
import { addHoldoutCommand } from './holdout.js';
import { addImportCommand } from './import.js';
import { addGateCommand } from './gate.js';
import { addInitCommand } from './init.js';
import type { ExitCode, Io, Run } from './io.js';
import { addLearnCommand } from './learn.js';
import { addLintCommand } from './lint.js';
import { addPlanCommand } from './plan.js';
import { addRulesCommand } from './rules.js';
import { addServeCommand } from './serve.js';
import { usageFault } from './usage-fault.js';

/** argv -> exit code. Never exits by itself, so that it runs in a shell, a test and the demo alike. */
export async function runCli(argv: readonly string[], io: Io): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const run: Run = async (task) => {
    exitCode = await task();
  };
  try {
    const program = programOf(argv, io, run);
    await program.parseAsync(withoutHelp(argv, program), { from: 'user' });
    return exitCode;
  } catch (error) {
    return report(error, io);
  }
}

function programOf(argv: readonly string[], io: Io, run: Run): Command {
  const program = new Command('presend');
  program
    .description('Checks an email campaign before it is sent, and plans when each recipient should get it.')
    .version(VERSION)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => { write(usageFault(text, argv, program)); }, writeOut: io.stdout, writeErr: io.stderr, getOutHasColors: () => io.color, getErrHasColors: () => io.color, getOutHelpWidth: () => io.width, getErrHelpWidth: () => io.width });
  for (const add of [addLintCommand, addLearnCommand, addPlanCommand, addBacktestCommand, addHoldoutCommand, addAsksCommand, addAuditCommand, addImportCommand, addRulesCommand, addExplainCommand, addServeCommand, addGateCommand, addInitCommand]) add(program, io, run);
  addDemoCommand(program, io, run, runCli);
  program.addHelpText('after', '\nExit codes: 0 nothing at or above --fail-on, 1 findings, 2 could not run.\n');
  return program;
}

/** Of `help` for a command that there is not, the command: it is then said to be none, with the nearest name. */
function withoutHelp(argv: readonly string[], { commands }: Command): string[] {
  const [first, second] = argv;
  return first === 'help' && second !== undefined && !commands.some((command) => command.name() === second) ? argv.slice(1) : [...argv];
}

function report(error: unknown, io: Io): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UserError) {
    io.stderr(`presend: ${oneLine(error.message)}\n`);
    return 2;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr(`presend: this is a bug in Presend ${VERSION}; please report it with these lines.\n${detail}\n`);
  return 2;
}
