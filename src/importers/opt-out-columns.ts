import { join, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { isPlainAnswer, mayBeTrue } from './cells.js';
import { headerName } from './header-name.js';
import type { ImportedFile } from './import-result.js';
import { columnOf } from './load-exports.js';
import type { LoadedExport } from './load-exports.js';
import { readsAs } from './value-sql.js';

/** What names of columns have, as they are compared, in which systems note that somebody wants no mail, or gets none. */
const OPT_OUT = new RegExp([
  'unsubscri', 'optedout', 'optout', 'donot(contact|email|solicit|ask)', 'noemail', 'suppress', 'bla?cklist', 'blocklist', 'bounced', 'hardbounce', 'solicitcode',
  'abgemeldet', 'abmeld', 'abbestell', 'ausgetragen', 'widerspr', 'werbesperre', 'robinson', 'keine(massen)?e?mail', 'desabonn', 'desinscri', 'nepascontacter', 'nepassollicit', 'opposition', 'dadodebaja', 'fechadebaja', 'darbaja', 'nocontactar',
  'disiscri', 'noncontattare', 'uitgeschreven', 'uitschrijf', 'afgemeld', 'nietmailen', 'geenmail', 'descadastr', 'avregistrer', 'avprenumerer', 'avmeld', 'afmeld', 'wypisan',
].join('|'));
/** Of another channel than mail. */
const OTHER_CHANNEL = /sms|phone|telefo|fax|whatsapp|push|post(al)?mail/;

/** A column of statuses has few values: our own bound. */
const MOST_STATUSES = 30;
/** Words of a status by which nobody is mailed, and of any status. */
const STOPPED = ['suppressions.list', 'consents.status:objected', 'consents.status:pending'] as const;
const STATUS = [...STOPPED, 'consents.status'] as const;

/** Columns of a file of recipients that are not read, or read for some words only, and that may say who wants no mail, by their names or because all of their cells are statuses of a subscription; and of how many rows that made no suppression. */
export async function optOutColumns(warehouse: Warehouse, { map, fields, table }: LoadedExport, unread: readonly string[]): Promise<ImportedFile['mayOptOut']> {
  if (!map.rows.some((row) => row.table === 'recipients')) return [];
  const wordByWord = map.rows.flatMap(({ table: target, each }) => (target === 'suppressions' && each !== undefined ? fields.get(each) ?? [] : []));
  const mailable = sql`(SELECT * FROM ${table} WHERE rowid NOT IN (SELECT line FROM import_used WHERE target = 'suppressions'))`;
  const found = [];
  for (const column of new Set([...wordByWord, ...unread].filter((written) => !OTHER_CHANNEL.test(headerName(written))))) {
    const cell = columnOf(column);
    const name = headerName(column);
    const said = OPT_OUT.test(name) ? mayBeTrue(cell) : name.includes('bounce') ? readsAs(cell, 'suppressions.list:hard_bounce') : await isStatus(warehouse, mailable, cell) ? anyOf(STOPPED, cell) : undefined;
    if (said === undefined) continue;
    const [counted] = await warehouse.all<{ rows: number }>(sql`SELECT count(*) AS rows FROM ${mailable} WHERE ${said}`);
    if (counted !== undefined && counted.rows > 0) found.push({ column, rows: counted.rows });
  }
  return found;
}

/** Whether every cell of a column that is filled is the status of a subscription, and no plain yes or no. */
async function isStatus(warehouse: Warehouse, rows: Sql, cell: Sql): Promise<boolean> {
  const values = sql`(SELECT DISTINCT ${cell} AS value FROM ${rows} WHERE ${cell} IS NOT NULL LIMIT ${MOST_STATUSES + 1})`;
  const [found] = await warehouse.all<{ all: boolean | null }>(sql`
    SELECT count(*) <= ${MOST_STATUSES} AND bool_and(${anyOf(STATUS, sql`value`)}) AND bool_or(${anyOf(STOPPED, sql`value`)}) AND NOT bool_or(${isPlainAnswer(sql`value`)}) AS "all" FROM ${values}`);
  return found?.all ?? false;
}

function anyOf(words: readonly string[], cell: Sql): Sql {
  return sql`(${join(words.map((where) => readsAs(cell, where)), ' OR ')})`;
}
