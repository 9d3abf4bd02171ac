import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { escapePath, globSync, isDynamicPattern } from 'tinyglobby';
import { bodyKind, isTemplateFile, MANIFEST_NAMES } from '#campaign/file-names.js';
import { InputError } from '#errors.js';

/** Which of the paths that a glob matches are meant, and what to say when there are none. */
export interface GlobTarget {
  readonly meant: (found: readonly string[], cwd: string) => readonly string[];
  readonly nothing: readonly [what: string, remedy: string];
}

/** Files of mails and folders with a manifest, but not what lies in those. */
export const CAMPAIGNS: GlobTarget = { meant: campaignsAmong, nothing: ['matches no campaign', 'It has to match .html, .mjml or .eml files, or folders with a campaign.json.'] };
/** Whatever is there: of a folder, what lies below comes with it. */
export const ARCHIVES: GlobTarget = { meant: outermost, nothing: ['matches nothing', 'Name folders, .mbox files, maildirs, or .html, .mjml or .eml files.'] };

/**
 * Arguments with their globs expanded, for shells that do not (quotes, Windows, npm scripts), in code-point order. What is there is itself.
 * `!glob` leaves out what it matches, and what lies below. Throws InputError for a glob that matches nothing that is meant.
 */
export function expandGlobs(given: readonly string[], cwd: string, target: GlobTarget): readonly string[] {
  const isThere = (path: string) => existsSync(resolve(cwd, path));
  const leavesOut = (argument: string) => argument.startsWith('!') && !isThere(argument);
  const ignored = given.filter(leavesOut).map((argument) => argument.slice(1)).flatMap((glob) => [glob, `${glob}/**`]);
  return given.filter((argument) => !leavesOut(argument)).flatMap((argument) => {
    if (isDynamicPattern(argument) && !isThere(argument)) return matched(argument, ignored, cwd, target);
    return isLeftOut(argument, ignored, cwd) ? [] : [argument];
  });
}

function matched(glob: string, ignored: readonly string[], cwd: string, target: GlobTarget): readonly string[] {
  const dependencies = glob.includes('node_modules') ? [] : ['**/node_modules/**'];
  const found = target.meant(matches(glob, [...ignored, ...dependencies], cwd), cwd);
  if (found.length > 0) return found.toSorted((one, other) => (one < other ? -1 : 1));
  const allLeftOut = ignored.length > 0 && matched(glob, [], cwd, target).length > 0;
  if (allLeftOut) return [];
  throw new InputError(glob, ...target.nothing);
}

function campaignsAmong(found: readonly string[], cwd: string): readonly string[] {
  const paths = [...new Set(found.map((path) => (MANIFEST_NAMES.includes(basename(path)) ? dirname(path) : path)))];
  const folders = new Set(paths.filter((path) => MANIFEST_NAMES.some((name) => existsSync(resolve(cwd, path, name)))));
  return paths.filter((path) => folders.has(path) || ((bodyKind(path) !== undefined || isTemplateFile(path)) && !folders.has(dirname(path))));
}

function outermost(found: readonly string[]): readonly string[] {
  const paths = new Set(found);
  const isBelow = (path: string): boolean => dirname(path) !== path && (paths.has(dirname(path)) || isBelow(dirname(path)));
  return found.filter((path) => !isBelow(path));
}

function isLeftOut(path: string, ignored: readonly string[], cwd: string): boolean {
  return ignored.length > 0 && path !== '-' && existsSync(resolve(cwd, path)) && matches(escapePath(path), ignored, cwd).length === 0;
}

/** Files and folders, without those of links: they may lead back. */
function matches(glob: string, ignore: readonly string[], cwd: string): readonly string[] {
  return globSync(glob, { cwd, ignore, onlyFiles: false, expandDirectories: false, followSymbolicLinks: false, dot: false }).map((path) => path.replace(/\/$/, ''));
}
