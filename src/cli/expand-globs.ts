import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { escapePath, globSync, isDynamicPattern } from 'tinyglobby';
import { bodyKind, MANIFEST_NAMES } from '#campaign/file-names.js';
import { InputError } from '#errors.js';

/**
 * Arguments with their globs expanded, for shells that do not (quotes, Windows, npm scripts), in code-point order: to files of mails and to
 * folders with a manifest, but not to what lies in those. What is there is itself. `!glob` leaves out what it matches, and what lies below.
 * Throws InputError for a glob that matches none.
 */
export function expandGlobs(given: readonly string[], cwd: string): readonly string[] {
  const isThere = (path: string) => existsSync(resolve(cwd, path));
  const leavesOut = (argument: string) => argument.startsWith('!') && !isThere(argument);
  const ignored = given.filter(leavesOut).map((argument) => argument.slice(1)).flatMap((glob) => [glob, `${glob}/**`]);
  return given.filter((argument) => !leavesOut(argument)).flatMap((argument) => {
    if (isDynamicPattern(argument) && !isThere(argument)) return matchedCampaigns(argument, ignored, cwd);
    return isLeftOut(argument, ignored, cwd) ? [] : [argument];
  });
}

function matchedCampaigns(glob: string, ignored: readonly string[], cwd: string): readonly string[] {
  const dependencies = glob.includes('node_modules') ? [] : ['**/node_modules/**'];
  const found = [...new Set(matches(glob, [...ignored, ...dependencies], cwd).map((path) => (MANIFEST_NAMES.includes(basename(path)) ? dirname(path) : path)))];
  const folders = new Set(found.filter((path) => MANIFEST_NAMES.some((name) => existsSync(resolve(cwd, path, name)))));
  const campaigns = found.filter((path) => folders.has(path) || (bodyKind(path) !== undefined && !folders.has(dirname(path))));
  if (campaigns.length > 0) return campaigns.sort((one, other) => (one < other ? -1 : 1));
  const allLeftOut = ignored.length > 0 && matchedCampaigns(glob, [], cwd).length > 0;
  if (allLeftOut) return [];
  throw new InputError(glob, 'matches no campaign', 'It has to match .html, .mjml or .eml files, or folders with a campaign.json.');
}

function isLeftOut(path: string, ignored: readonly string[], cwd: string): boolean {
  return ignored.length > 0 && path !== '-' && existsSync(resolve(cwd, path)) && matches(escapePath(path), ignored, cwd).length === 0;
}

/** Files and folders, without those of links: they may lead back. */
function matches(glob: string, ignore: readonly string[], cwd: string): readonly string[] {
  return globSync(glob, { cwd, ignore, onlyFiles: false, expandDirectories: false, followSymbolicLinks: false, dot: false }).map((path) => path.replace(/\/$/, ''));
}
