import { existsSync } from 'node:fs';
import { InputError } from '#errors.js';
import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { bookedSends, SEVERAL } from '../event-log.js';
import type { EventLog } from '../event-log.js';
import { sendKind, SIGNAL_KIND } from '../log-kinds.js';
import { readingOf, readManifest } from './read-manifest.js';
import { checkFiles, rowsOf } from './read-weeks.js';

/** The log that a model was learned from. @throws InputError for a folder that holds no whole model */
export async function readModel(warehouse: Warehouse, folder: string): Promise<EventLog> {
  if (!existsSync(folder)) throw new InputError(folder, 'no such folder', 'Name the folder that `presend learn` made.');
  const manifest = readManifest(folder, await readingOf(warehouse));
  if (manifest === undefined) throw new InputError(folder, 'holds no model', 'Make one: presend learn --events F --model DIR.');
  checkFiles(folder, [...manifest.messages, ...manifest.signals]);
  const messages = rowsOf('messages', folder, manifest.messages);
  return {
    rows: (now) => sql`(
      SELECT recipient, message, sent AS occurred_at, ${sendKind(sql`triggered <= ${now}`)} AS kind, CAST(NULL AS UBIGINT) AS link FROM ${messages} WHERE sent <= ${now} AND coalesce(bounced > ${now}, true)
      UNION ALL SELECT recipient, message, occurred_at, ${SIGNAL_KIND}, link FROM ${rowsOf('signals', folder, manifest.signals)})`,
    sendsOf: (campaign) => sendsOf(warehouse, messages, campaign, folder),
    bookedAfter: (now) => bookedSends(messages, now),
    first: manifest.firstEvent === null ? undefined : new Date(manifest.firstEvent),
    close: () => Promise.resolve(),
  };
}

/** The model knows the first and the last send of a message, and one campaign: refused where that is not enough to tell. */
async function sendsOf(warehouse: Warehouse, messages: Sql, campaign: string, folder: string): Promise<Sql> {
  const ofCampaign = sql`campaign = hash(CAST(${campaign} AS VARCHAR))`;
  const [unclear] = await warehouse.all<{ messages: number }>(sql`SELECT count(*) AS messages FROM ${messages} WHERE campaign = ${SEVERAL}`);
  if (unclear !== undefined && unclear.messages > 0) {
    throw new InputError(folder, `does not tell when everybody got campaign "${campaign}": ${String(unclear.messages)} of its messages were sent under several campaigns`, 'Plan this step from --events.');
  }
  return sql`(SELECT recipient, coalesce(last_sent, sent) AS sent FROM ${messages} WHERE ${ofCampaign})`;
}
