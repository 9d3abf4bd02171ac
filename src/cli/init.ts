import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { ConfigError } from '#errors.js';
import { PACKAGE_ROOT } from '../package.js';
import type { ExitCode, Io, Run } from './io.js';

const TEMPLATE = join(PACKAGE_ROOT, 'templates', 'newsletter');

/** `presend init` */
export function addInitCommand(program: Command, io: Io, run: Run): void {
  program
    .command('init')
    .description('write a starter campaign that lints clean')
    .argument('<dir>', 'a folder that is not there yet, or empty')
    .action((folder: string) => run(() => initCommand(folder, io)));
}

/** Never writes over anything. */
async function initCommand(folder: string, io: Io): Promise<ExitCode> {
  const existing = await readdir(folder).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
    throw new ConfigError(folder, 'is no folder that can be read', 'Name a new one.', { cause });
  });
  if (existing.length > 0) throw new ConfigError(folder, 'is not empty', 'Name a new folder; nothing was written.');
  await mkdir(folder, { recursive: true }).then(() => cp(TEMPLATE, folder, { recursive: true })).catch((cause: unknown) => {
    throw new ConfigError(folder, 'cannot be written', 'Name a folder where you may write.', { cause });
  });
  io.stdout(`Wrote ${folder}: campaign.json, body.mjml, body.txt. Now: presend lint ${folder}. To judge its recipients, name their tables in campaign.json ("audience", "consents").\n`);
  return 0;
}
