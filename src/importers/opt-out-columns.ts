import { sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { mayBeTrue } from './cells.js';
import { headerName } from './header-name.js';
import type { ImportedFile } from './import-result.js';
import { columnOf } from './load-exports.js';
import type { LoadedExport } from './load-exports.js';

/** What names of columns have, as they are compared, in which systems note that somebody wants no mail, or gets none. */
const OPT_OUT = new RegExp([
  'unsubscri', 'optedout', 'optout', 'donot(contact|email|solicit|ask)', 'noemail', 'suppress', 'bla?cklist', 'blocklist', 'bounced', 'hardbounce', 'solicitcode',
  'abgemeldet', 'abmeld', 'abbestell', 'ausgetragen', 'widerspr', 'werbesperre', 'robinson', 'keine(massen)?e?mail', 'desabonn', 'desinscri', 'nepascontacter', 'nepassollicit', 'opposition', 'dadodebaja', 'fechadebaja', 'darbaja', 'nocontactar',
  'disiscri', 'noncontattare', 'uitgeschreven', 'uitschrijf', 'afgemeld', 'nietmailen', 'geenmail', 'descadastr', 'avregistrer', 'avprenumerer', 'avmeld', 'afmeld', 'wypisan',
].join('|'));
/** Of another channel than mail. */
const OTHER_CHANNEL = /sms|phone|telefo|fax|whatsapp|push|post(al)?mail/;

/** Columns of a file of recipients that are not read, or read for some words only, and whose names and cells may say who wants no mail; and of how many rows that made no suppression. */
export async function optOutColumns(warehouse: Warehouse, { map, fields, table }: LoadedExport, unread: readonly string[]): Promise<ImportedFile['mayOptOut']> {
  if (!map.rows.some((row) => row.table === 'recipients')) return [];
  const wordByWord = map.rows.flatMap(({ table: target, each }) => (target === 'suppressions' && each !== undefined ? fields.get(each) ?? [] : []));
  const found = [];
  for (const column of new Set([...wordByWord, ...unread].filter((written) => OPT_OUT.test(headerName(written)) && !OTHER_CHANNEL.test(headerName(written))))) {
    const [said] = await warehouse.all<{ rows: number }>(sql`
      SELECT count(*) AS rows FROM ${table} WHERE ${mayBeTrue(columnOf(column))} AND rowid NOT IN (SELECT line FROM import_used WHERE target = 'suppressions')`);
    if (said !== undefined && said.rows > 0) found.push({ column, rows: said.rows });
  }
  return found;
}
