import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { InputError } from '#errors.js';

/** The campaigns that arguments name, each once, in the order given. Throws InputError for globs that name none. */
export async function campaignPaths(given: readonly string[], cwd: string): Promise<readonly string[]> {
  const isNamed = given.every((argument) => argument === '-' || existsSync(resolve(cwd, argument)));
  const paths = isNamed ? given : (await import('./expand-globs.js')).expandGlobs(given, cwd); // Loaded only now: most runs name a folder.
  if (paths.length === 0) throw new InputError(given.join(' '), 'names no campaign', 'Give a campaign folder, or a .html, .mjml or .eml file.');
  return [...new Map(paths.map((path) => [path === '-' ? path : resolve(cwd, path), path])).values()];
}
