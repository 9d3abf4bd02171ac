import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, extname, join, resolve, sep } from 'node:path';
import { bodyKind, MANIFEST_NAMES } from '#campaign/file-names.js';
import { ConfigError } from '#errors.js';
import { findFiles } from '#warehouse/find-files.js';

/** Files, folders and globs by the flags that name them. */
type Files = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * A slip of the keyboard must not overwrite a list with a report: no file is written twice, or read and written, whether a flag names it, a
 * glob, or the manifest of a campaign.
 */
export async function refuseSharedFiles(written: Files, read: Files, campaigns: readonly string[] = []): Promise<void> {
  const targets = entries(written).map(([flag, file]) => ({ flag, file, place: placeOf(resolve(file)) }));
  const taken = new Map<string, string>();
  for (const [flag, file] of entries(read)) for (const place of placesBehind(resolve(file))) taken.set(place, `${flag} reads`);
  if (targets.some(({ place }) => existsSync(place))) {
    const { readCampaignFiles } = await import('#campaign/read-campaign-files.js');
    for (const campaign of campaigns) for (const file of await readCampaignFiles(resolve(campaign))) for (const place of placesBehind(file)) taken.set(place, `the campaign "${campaign}" reads`);
  }
  for (const { flag, file, place } of targets) {
    refuse(flag, file, taken.get(place));
    taken.set(place, `${flag} writes`);
  }
}

/** Nor does a report take the place of a mailbox that is audited, or a place among mails, where the next audit would take it for one of them. */
export function refuseAmongMails(written: Files, archives: readonly string[]): void {
  const roots = archives.map((path) => placeOf(resolve(path)));
  for (const [flag, file] of entries(written)) {
    const place = placeOf(resolve(file));
    const isMail = bodyKind(place) !== undefined || MANIFEST_NAMES.includes(basename(place)) || ['', '.mbox'].includes(extname(place).toLowerCase());
    if (roots.some((root) => place === root || (isMail && place.startsWith(`${root}${sep}`)))) refuse(flag, file, 'the audit reads');
  }
}

function refuse(flag: string, file: string, other: string | undefined): void {
  if (other !== undefined) throw new ConfigError(flag, `"${file}" is also what ${other}`, 'Write to a file of its own.');
}

function entries(files: Files): [flag: string, file: string][] {
  return Object.entries(files).flatMap(([flag, file = []]) => [file].flat().map((one): [string, string] => [flag, one]));
}

/** Where the files lie that a path, a folder or a glob names; one that is a link lies in two places. What is not there is said when it is read. */
function placesBehind(path: string): readonly string[] {
  try {
    return findFiles(path).flatMap((file) => [placeOf(file), realpathSync(file)]);
  } catch {
    return [placeOf(path)];
  }
}

/** The path with links in its folder followed: what is written replaces a link itself. */
function placeOf(path: string): string {
  try {
    return join(realpathSync(dirname(path)), basename(path));
  } catch {
    return path;
  }
}
