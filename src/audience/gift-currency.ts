import { CURRENCIES } from '#campaign/iso-codes.js';
import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';

/** Signs and words that are one currency's. "$" is many countries', and "kr" of four. */
const EURO = ['€', 'EURO', 'EUROS'];
const STERLING = ['£', 'STG'];

/** A gift's currency: a code in capitals, and other words as they are, each a currency of its own. */
export function giftCurrency(written: Sql): Sql {
  const capitals = sql`upper(trim(${written}))`;
  return sql`CASE WHEN list_contains(${EURO}, ${capitals}) THEN 'EUR' WHEN list_contains(${STERLING}, ${capitals}) THEN 'GBP' ELSE ${capitals} END`;
}

/** Whether that is a code of ISO 4217. */
export function isKnownCurrency(written: Sql): Sql {
  return sql`list_contains(${CURRENCIES}, ${giftCurrency(written)})`;
}
