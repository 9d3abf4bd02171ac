import { join, relative } from 'node:path';
import type { Command } from 'commander';
import { PACKAGE_ROOT } from '../package.js';
import type { ExitCode, Io, Run } from './io.js';

interface Scene {
  readonly title: string;
  readonly argv: readonly string[];
  readonly lookAt: string;
}

/** The two stories, on the fixtures that ship with the package. The clock stands still, so that every run judges the same. */
const scenes = (at: (path: string) => string): readonly Scene[] => [
  {
    title: 'A digital agency mails a cold prospect whose company was its customer',
    argv: ['lint', at('campaigns/prospecting-rant'), '--now', '2026-11-20T09:00:00Z'],
    lookAt: 'Look at: the verdict HOLD; the picture that is the message; the pasted job title; the people without consent; the former customer and who owns the account.',
  },
  {
    title: 'A newsletter that its readers asked for',
    argv: ['lint', at('campaigns/good-newsletter'), '--now', '2026-11-20T09:00:00Z'],
    lookAt: 'Look at: the verdict SEND.',
  },
  {
    title: 'A charity plans when each donor gets its appeal',
    argv: [
      'plan', '--recipients', at('donors/recipients.csv'), '--events', at('donors/events.csv.gz'), '--from', '2026-12-01T00:00:00Z',
      '--until', '2026-12-08T00:00:00Z', '--now', '2026-11-20T09:00:00Z', '--seed', '1', '--output', 'presend-demo-schedule.csv',
    ],
    lookAt: 'Look at: evenings and weekends for private donors, office hours for work addresses, the reasons in presend-demo-schedule.csv.',
  },
];

/** `presend demo`: runs other commands by way of `runCli`. */
export function addDemoCommand(program: Command, io: Io, run: Run, runCli: (argv: readonly string[], io: Io) => Promise<ExitCode>): void {
  program
    .command('demo')
    .description('lint and plan the fixtures and say what to look at')
    .action(() => run(() => demo(io, runCli)));
}

async function demo(io: Io, runCli: (argv: readonly string[], io: Io) => Promise<ExitCode>): Promise<ExitCode> {
  const at = (path: string) => relative(process.cwd(), join(PACKAGE_ROOT, 'fixtures', path));
  for (const { title, argv, lookAt } of scenes(at)) {
    io.stdout(`\n── ${title}\n   $ presend ${argv.join(' ')}\n\n`);
    const code = await runCli(argv, io);
    if (code === 2) return 2;
    io.stdout(`\n   ${lookAt}\n`);
  }
  return 0;
}
