import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { wrapMarkdown } from '#report/wrap-markdown.js';
import type { Io, Run } from './io.js';

/** `presend explain <rule>`: the rule's README, or those of a whole `category/*`, broken at the terminal's width. */
export function addExplainCommand(program: Command, io: Io, run: Run): void {
  program
    .command('explain')
    .description('print what a rule checks, why, its options and its sources')
    .argument('<rule>', 'a rule id, as in category/name, or category/* for all of one')
    .action((id: string) =>
      run(async () => {
        const { PACKAGE_ROOT, rules, refuseUnknown, rulesNamed } = await import('../index.js');
        refuseUnknown([id], rules, 'explain');
        const pages = await Promise.all(rulesNamed(id, rules).map((rule) => readFile(join(PACKAGE_ROOT, 'rules', rule.id, 'README.md'), 'utf8')));
        io.stdout(wrapMarkdown(pages.join('\n'), io.width));
        return 0;
      }),
    );
}
