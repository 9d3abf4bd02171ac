import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Io, Run } from './io.js';

/** `presend explain <rule>`: the rule's README. */
export function addExplainCommand(program: Command, io: Io, run: Run): void {
  program
    .command('explain')
    .description('print what a rule checks, why, its options and its sources')
    .argument('<rule>', 'a rule id, as in category/name')
    .action((id: string) =>
      run(async () => {
        const { PACKAGE_ROOT, rules, refuseUnknown } = await import('../index.js');
        refuseUnknown([id], rules, 'explain');
        io.stdout(await readFile(join(PACKAGE_ROOT, 'rules', id, 'README.md'), 'utf8'));
        return 0;
      }),
    );
}
