import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { InputError } from '#errors.js';

/** The campaigns that arguments name, each once, in the order given. Throws InputError for globs that name none. */
export async function campaignPaths(given: readonly string[], cwd = process.cwd()): Promise<readonly string[]> {
  const paths = await expanded(given, cwd, 'CAMPAIGNS');
  if (paths.length === 0) throw new InputError(given.join(' '), 'names no campaign', 'Give a campaign folder, or a .html, .mjml or .eml file.');
  return paths;
}

/** The same for folders and mailboxes of many mails. */
export async function archivePaths(given: readonly string[], cwd = process.cwd()): Promise<readonly string[]> {
  const paths = await expanded(given, cwd, 'ARCHIVES');
  if (paths.length === 0) throw new InputError(given.join(' '), 'names nothing', 'Name folders, .mbox files, maildirs, or .html, .mjml or .eml files.');
  return paths;
}

async function expanded(given: readonly string[], cwd: string, target: 'CAMPAIGNS' | 'ARCHIVES'): Promise<readonly string[]> {
  const isNamed = given.every((argument) => argument === '-' || existsSync(resolve(cwd, argument)));
  const globs = isNamed ? undefined : await import('./expand-globs.js'); // Loaded only now: most runs name a folder.
  const paths = globs === undefined ? given : globs.expandGlobs(given, cwd, globs[target]);
  return [...new Map(paths.map((path) => [path === '-' ? path : resolve(cwd, path), path])).values()];
}
