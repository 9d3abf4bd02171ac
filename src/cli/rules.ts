import { Option, type Command } from 'commander';
import type { Io, Run } from './io.js';

/** `presend rules` */
export function addRulesCommand(program: Command, io: Io, run: Run): void {
  program
    .command('rules')
    .description('list all rules')
    .addOption(new Option('--format <name>', 'text or json').choices(['text', 'json']).default('text'))
    .action(({ format }: { format: 'text' | 'json' }) =>
      run(async () => {
        const { rules } = await import('../index.js');
        if (format === 'json') {
          const rows = rules.map(({ id, severity, summary, needs, fixable = false, defaultOptions, optionsSchema }) => ({ id, severity, summary, needs, fixable, defaultOptions: defaultOptions as unknown, optionsSchema: optionsSchema }));
          io.stdout(`${JSON.stringify(rows, null, 2)}\n`);
        } else {
          const width = Math.max(...rules.map(({ id }) => id.length));
          io.stdout(rules.map(({ id, severity, summary }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${summary}\n`).join(''));
        }
        return 0;
      }),
    );
}
