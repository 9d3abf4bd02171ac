import { identifier, sql } from '#warehouse/sql.js';
import type { UnreadWords } from '#warehouse/unread-words.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import type { AudienceInput } from '#rule/rule.js';

/** Rows that are looked at: what one export writes into its first rows it writes into all. */
const LOOKED_AT = 1000;
/** Tables that name recipients by their ids, and that some systems export by address (payments, opens and clicks). */
const BY_ID: readonly AudienceInput[] = ['consents', 'events', 'gifts', 'schedule'];

/** Tables whose `recipient_id` holds addresses where the recipients have other ids, as payments imported from Stripe or PayPal: not a row of them is anybody's. */
export async function addressesForIds(warehouse: Warehouse, given: ReadonlySet<AudienceInput>): Promise<readonly UnreadWords[]> {
  const found: UnreadWords[] = [];
  for (const name of BY_ID.filter((table) => given.has(table))) {
    const table = identifier(name);
    const [first] = await warehouse.all<{ strangers: boolean }>(sql`
      WITH first AS MATERIALIZED (SELECT DISTINCT recipient_id FROM (SELECT recipient_id FROM ${table} LIMIT ${LOOKED_AT}))
      SELECT count(*) > 0 AND 2 * count(*) FILTER (WHERE contains(recipient_id, '@')) > count(*) AND NOT EXISTS (SELECT 1 FROM first JOIN recipients USING (recipient_id)) AS strangers FROM first`);
    if (first?.strangers !== true) continue;
    const [all] = await warehouse.all<{ count: number; different: number }>(sql`SELECT count(*) AS count, count(DISTINCT recipient_id) AS different FROM ${table} WHERE contains(recipient_id, '@')`);
    found.push({ table: name, column: 'recipient_id', takenFor: 'people who are not in the list', count: all?.count ?? 0, different: all?.different ?? 0, words: [{ word: 'an address', count: all?.count ?? 0 }] });
  }
  return found;
}
