import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { learn } from '#schedule/learn-model.js';
import type { LearnResult } from '#schedule/learn-result.js';
import { csv } from '../audience-tables.js';
import type { EventRow } from './odd-log.js';

const HEADER = 'recipient_id,type,occurred_at,message_id\n';

/** Learns one part of a log after the other. */
export async function learnParts(path: (name: string) => string, model: string, parts: readonly (readonly EventRow[])[]): Promise<readonly LearnResult[]> {
  const results: LearnResult[] = [];
  for (const [index, part] of parts.entries()) {
    const file = path(`${model}-${String(index)}.csv`);
    writeFileSync(file, part.length === 0 ? HEADER : csv(part));
    results.push(await learn({ events: file, model: path(model) }));
  }
  return results;
}

/** Every file of a folder, with its bytes. */
export function bytesOf(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(readdirSync(folder).sort().map((name) => [name, readFileSync(join(folder, name)).toString('base64')]));
}
