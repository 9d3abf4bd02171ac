import type { Audience } from '#audience/audience.js';
import { raw, sql } from '#warehouse/sql.js';
import { formulaSafe } from '#warehouse/formula-safe.js';
import { isCsv, writeTable } from '#warehouse/write-table.js';

/**
 * Writes what `scanAudience` left behind, one row a recipient in the order of the file: recipient_id, verdict (send or hold), the rules
 * that found something, separated by `;` (or `schedule`, whose recipients no rule judges), and as evidence the keys `rule:messageId` of the findings that count the recipient. In a CSV, ids
 * are safe to open in a spreadsheet (`formulaSafe` says how to get them back).
 */
export async function writeVerdicts(audience: Audience, file: string): Promise<void> {
  const { warehouse } = audience;
  const columns = await warehouse.all<{ column_name: string }>(sql`DESCRIBE verdict_masks`);
  const masks = columns.map(({ column_name: name }) => name).filter((name) => name.startsWith('mask_'));
  const same = ['true', ...masks.map((mask) => `verdict.${mask} = recipient.${mask}`)].join(' AND ');
  const id = raw('recipient.recipient_id');
  await writeTable(warehouse, sql`
    SELECT ${isCsv(file) ? formulaSafe(id) : id} AS recipient_id, CASE WHEN verdict.hold THEN 'hold' ELSE 'send' END AS verdict, nullif(verdict.rules, '') AS rules, nullif(verdict.evidence, '') AS evidence
    FROM recipient_verdicts AS recipient JOIN verdict_masks AS verdict ON ${raw(same)} ORDER BY recipient.recipient_number`, file);
}
