import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { bodyKind, MANIFEST_NAMES } from './file-names.js';
import type { Manifest } from './manifest.js';
import { readManifest } from './read-manifest.js';

/** The files that a campaign is made of, whether they are there or not: manifest, body, text, tables. A folder that cannot be read has none: loading it says why. */
export async function readCampaignFiles(path: string): Promise<readonly string[]> {
  const folder = MANIFEST_NAMES.includes(basename(path)) ? dirname(path) : path;
  const isFolder = await stat(folder).then((found) => found.isDirectory(), () => false);
  if (!isFolder) return [path];
  const names = await readdir(folder).catch(() => []);
  const manifestName = names.find((name) => MANIFEST_NAMES.includes(name));
  const manifest = manifestName === undefined ? {} : await manifestIn(join(folder, manifestName));
  const { body, text, audience, consents, contacts, suppressions = [], events, gifts } = manifest;
  const bodies = body === undefined ? names.filter((name) => bodyKind(name) !== undefined) : [body];
  return [manifestName, ...bodies, text, audience, consents, contacts, ...suppressions, events, gifts].flatMap((file) => (file === undefined ? [] : [resolve(folder, file)]));
}

async function manifestIn(file: string): Promise<Manifest> {
  try {
    return readManifest(await readFile(file, 'utf8'), file).manifest;
  } catch {
    return {};
  }
}
