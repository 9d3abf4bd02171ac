import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '#errors.js';
import type { Manifest } from '../index.js';
import { CAMPAIGN, type TableFiles } from './job.js';
import { fileUnder, segmentsOf } from './request-folder.js';
import type { Table } from './request-schemas.js';

const FIELDS: readonly (readonly [Table, keyof Manifest])[] = [
  ['recipients', 'audience'], ['consents', 'consents'], ['contacts', 'contacts'], ['suppressions', 'suppressions'], ['events', 'events'], ['gifts', 'gifts'],
];

/**
 * The file or files of each table: as the request says, else as its manifest does. A manifest may name only what came with the request
 * or lies under the data root: no caller reads other files of this machine. Throws InputError.
 */
export async function placeTables(given: TableFiles, manifest: Manifest, dataRoot: string | undefined): Promise<Partial<Record<Table, readonly string[]>>> {
  const placed: Partial<Record<Table, readonly string[]>> = {};
  for (const [table, field] of FIELDS) {
    const file = given[table];
    const named = [manifest[field] ?? []].flat().map(String);
    if (file !== undefined) placed[table] = [file];
    else if (named.length > 0) placed[table] = await Promise.all(named.map((name) => placeNamed(name, field, dataRoot)));
  }
  return placed;
}

async function placeNamed(name: string, field: string, dataRoot: string | undefined): Promise<string> {
  if (dataRoot !== undefined && !isSent(name)) return fileUnder(dataRoot, name, `manifest.${field}`);
  if (!isSent(name)) throw new InputError(`manifest.${field}`, `"${name.slice(0, 200)}" did not come with the request`, 'Send it, or leave the field out.');
  return join(CAMPAIGN, ...segmentsOf(name));
}

function isSent(name: string): boolean {
  try {
    return !name.startsWith('/') && existsSync(join(CAMPAIGN, ...segmentsOf(name)));
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}
