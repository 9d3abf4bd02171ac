import { existsSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import { InputError } from '#errors.js';
import { globRegex, isGlob, matchesOf } from './glob.js';

const BODIES = new Set(['.html', '.htm', '.mjml', '.eml']);
const MANIFESTS = ['campaign.json', 'campaign.yaml', 'campaign.yml'];

/**
 * The campaigns that arguments name, each once, in the order given. What is there is itself. Else a glob is expanded, for shells that do
 * not (quotes, Windows, npm scripts), in code-point order: to files of mails and to folders with a manifest, but not to what lies in those.
 * `!glob` takes away what the arguments before it named. Throws InputError for a glob that matches none.
 */
export function campaignPaths(given: readonly string[], cwd: string): readonly string[] {
  const paths = new Map<string, string>();
  for (const argument of given) {
    if (argument.startsWith('!') && !existsSync(resolve(cwd, argument))) takeAway(paths, globRegex(resolve(cwd, argument.slice(1))));
    else for (const path of isGlob(argument) && !existsSync(resolve(cwd, argument)) ? matchedCampaigns(argument, cwd) : [argument]) paths.set(path === '-' ? path : resolve(cwd, path), path);
  }
  if (paths.size === 0) throw new InputError(given.join(' '), 'names no campaign', 'Give a campaign folder, or a .html, .mjml or .eml file.');
  return [...paths.values()];
}

function matchedCampaigns(glob: string, cwd: string): readonly string[] {
  const matches = [...new Set(matchesOf(glob, cwd).map((path) => (MANIFESTS.includes(basename(path)) ? dirname(path) : path)))];
  const folders = new Set(matches.filter((path) => MANIFESTS.some((name) => existsSync(resolve(cwd, path, name)))));
  const campaigns = matches.filter((path) => folders.has(path) || (BODIES.has(extname(path).toLowerCase()) && !folders.has(dirname(path))));
  if (campaigns.length === 0) throw new InputError(glob, 'matches no campaign', 'It has to match .html, .mjml or .eml files, or folders with a campaign.json.');
  return campaigns.sort((one, other) => (one < other ? -1 : 1));
}

/** Also what lies below. */
function takeAway(paths: Map<string, string>, glob: RegExp): void {
  for (const path of paths.keys()) for (let at = path; at !== dirname(at); at = dirname(at)) if (glob.test(at)) paths.delete(path);
}
