import { existsSync } from 'node:fs';
import { InputError } from '#errors.js';
import { sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import type { EventLog } from '../event-log.js';
import { readingOf, readManifest } from './read-manifest.js';
import { checkFiles, rowsOf } from './read-weeks.js';

/** The log that a model was learned from. @throws InputError for a folder that holds no whole model */
export async function readModel(warehouse: Warehouse, folder: string): Promise<EventLog> {
  if (!existsSync(folder)) throw new InputError(folder, 'no such folder', 'Name the folder that `presend learn` made.');
  const manifest = readManifest(folder, await readingOf(warehouse));
  if (manifest === undefined) throw new InputError(folder, 'holds no model', 'Make one: presend learn --events F --model DIR.');
  await checkFiles(folder, [...manifest.messages, ...manifest.signals]);
  const messages = rowsOf('messages', folder, manifest.messages);
  return {
    messages, signals: rowsOf('signals', folder, manifest.signals),
    sends: sql`(SELECT recipient, campaign, unnest([sent, last_sent]) AS sent FROM ${messages})`,
    first: manifest.firstEvent === null ? undefined : new Date(manifest.firstEvent),
  };
}
