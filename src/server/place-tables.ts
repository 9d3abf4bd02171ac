import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '#errors.js';
import type { Manifest } from '../index.js';
import { CAMPAIGN, type Job } from './job.js';
import { fileUnder, segmentsOf } from './request-folder.js';
import type { Table } from './request-schemas.js';

const FIELDS: readonly (readonly [Table, keyof Manifest])[] = [
  ['recipients', 'audience'], ['consents', 'consents'], ['contacts', 'contacts'], ['suppressions', 'suppressions'], ['events', 'events'], ['gifts', 'gifts'],
];

/**
 * The file or files of each table: as the request says, else as its manifest does. A manifest may name only what came with the request
 * or lies under the data root: no caller reads other files of this machine. Throws InputError.
 */
export async function placeTables({ tables: given, folder, dataRoot }: Pick<Job, 'tables' | 'folder' | 'dataRoot'>, manifest: Manifest): Promise<Partial<Record<Table, readonly string[]>>> {
  const placed: Partial<Record<Table, readonly string[]>> = {};
  for (const [table, field] of FIELDS) {
    const file = given[table];
    const named = [manifest[field] ?? []].flat().map(String);
    if (file !== undefined) placed[table] = [file];
    else if (named.length > 0) placed[table] = await Promise.all(named.map((name) => placeNamed(name, field, { folder, dataRoot })));
  }
  return placed;
}

async function placeNamed(name: string, field: string, { folder, dataRoot }: Pick<Job, 'folder' | 'dataRoot'>): Promise<string> {
  const sent = folder !== undefined && isSent(name);
  if (dataRoot !== undefined && !sent) return fileUnder(dataRoot, name, `manifest.${field}`);
  if (!sent) throw new InputError(`manifest.${field}`, `"${name.slice(0, 200)}" did not come with the request`, 'Send it, or leave the field out.');
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
