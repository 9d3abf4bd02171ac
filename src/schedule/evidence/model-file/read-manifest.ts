import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '#errors.js';
import { sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { MACHINE_SIGNS } from '../event-log.js';

/** What `model.json` says: which files are the model. It is renamed into place when all of them are there. */
export interface ModelManifest {
  readonly format: 1;
  /** By what ids were hashed and machines told: what was learned otherwise cannot be added to. */
  readonly reading: string;
  /** Of all events, whatever their type; ISO 8601 in UTC. */
  readonly firstEvent: string | null;
  readonly lastEvent: string | null;
  readonly messages: readonly WeekFile[];
  readonly signals: readonly WeekFile[];
}

/** Rows of a week, which is named by its Monday (UTC): messages by their first send, signals by their own time. */
export interface WeekFile {
  readonly week: string;
  /** Within the model's folder; it ends in the first digits of the content's SHA-256, so that no file is ever written over. */
  readonly file: string;
  readonly rows: number;
}

export const MANIFEST = 'model.json';
/** What may stand in a model's folder as its part. */
export const WEEK_FILE = /^[\w() -]{1,40}\.(?:messages|signals)\.[0-9a-f]{16}\.parquet$/;

export function emptyManifest(reading: string): ModelManifest {
  return { format: 1, reading, firstEvent: null, lastEvent: null, messages: [], signals: [] };
}

/** DuckDB's hash may change with its version. */
export async function readingOf(warehouse: Warehouse): Promise<string> {
  const [row] = await warehouse.all<{ hash: string | number }>(sql`SELECT hash('presend') AS hash`);
  return createHash('sha256').update(JSON.stringify([MACHINE_SIGNS, String(row?.hash)])).digest('hex').slice(0, 16);
}

/** undefined: the folder has none. @throws InputError for one that is none of ours, or was learned by another version */
export function readManifest(folder: string, reading: string): ModelManifest | undefined {
  const file = join(folder, MANIFEST);
  if (!existsSync(file)) return undefined;
  const manifest = parsed(file);
  if (typeof manifest.format === 'number' && manifest.format !== 1) throw new InputError(file, `has the format ${String(manifest.format)}, and this version reads format 1`, 'Learn the model anew from the whole log, into another folder.');
  if (!isManifest(manifest)) throw new InputError(file, 'is no model of Presend', 'Name the folder that `presend learn` made.');
  if (manifest.reading !== reading) throw new InputError(file, 'was learned by a version that reads events in another way', 'Learn the model anew from the whole log, into another folder.');
  for (const { file: name } of [...manifest.messages, ...manifest.signals]) {
    if (!existsSync(join(folder, name))) throw new InputError(join(folder, name), 'is a part of the model and is missing', 'Restore it, or learn the model anew from the whole log.');
  }
  return manifest;
}

function parsed(file: string): Readonly<Record<string, unknown>> {
  try {
    const value = JSON.parse(readFileSync(file, 'utf8')) as unknown;
    return typeof value === 'object' && value !== null ? value as Record<string, unknown> : {};
  } catch (cause) {
    throw new InputError(file, 'is no JSON', 'Name the folder that `presend learn` made.', { cause });
  }
}

function isManifest(value: object): value is ModelManifest {
  const { format, reading, firstEvent, lastEvent, messages, signals } = value as Partial<Record<keyof ModelManifest, unknown>>;
  return format === 1 && typeof reading === 'string' && [firstEvent, lastEvent].every((at) => at === null || (typeof at === 'string' && !Number.isNaN(Date.parse(at))))
    && [messages, signals].every((files) => Array.isArray(files) && files.every(isWeekFile));
}

/** A name from outside must not lead out of the folder. */
function isWeekFile(value: unknown): value is WeekFile {
  if (typeof value !== 'object' || value === null) return false;
  const { week, file, rows } = value as Partial<Record<keyof WeekFile, unknown>>;
  return typeof week === 'string' && typeof file === 'string' && WEEK_FILE.test(file) && typeof rows === 'number';
}
