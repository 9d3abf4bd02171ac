import { isNothing } from '#warehouse/cast-column.js';
import { identifier, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import { countWords, LONGEST_WORD } from '#warehouse/unread-words.js';
import type { UnreadWords, WordColumn } from '#warehouse/unread-words.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { unknownChannels } from './channels.js';
import { isKnownCurrency } from './gift-currency.js';
import { isStatusColumn } from './read-lifecycle.js';
import { LISTS_NOBODY } from './suppression-facts.js';

/** A column that is read by a list of words behind the loading of its table, and what it holds beside them: `word` and `count`. */
interface Reading extends WordColumn {
  readonly counted: Sql;
}

/** The words that no list knows in columns that the facts read: channels, countries, languages, currencies, a CRM's `status` where it has no lifecycle, and suppressions that list nobody. Needs the facts. */
export async function unreadWordsOf(warehouse: Warehouse, columns: ReadonlySet<string>, contactColumns: readonly string[]): Promise<readonly UnreadWords[]> {
  const readings = [channels('consents'), channels('suppressions'), NO_ADDRESSES, place('country', 'country'), place('language', 'languages'), CURRENCIES]
    .filter(({ table, column }) => columns.has(`${table}.${column}`));
  const found: (UnreadWords | undefined)[] = [];
  for (const { counted, ...column } of [...readings, ...contactColumns.filter(isStatusColumn).map(status)]) found.push(await countWords(warehouse, column, counted));
  return found.filter((words) => words !== undefined);
}

/** Gifts in a currency that ISO 4217 does not know are still gifts, and comparable with each other. */
const CURRENCIES: Reading = {
  table: 'gifts', column: 'currency', takenFor: 'currencies of their own',
  counted: sql`SELECT left(trim(currency), ${LONGEST_WORD}) AS word, count(*) AS count FROM gifts WHERE currency IS NOT NULL AND NOT ${isKnownCurrency(sql`currency`)} GROUP BY word`,
};

/** Suppressions of which nobody knows whom they list. */
const NO_ADDRESSES: Reading = {
  table: 'suppressions', column: 'email', takenFor: 'nobody',
  counted: sql`SELECT left(email, ${LONGEST_WORD}) AS word, count(*) AS count FROM suppressions WHERE email IS NOT NULL AND ${LISTS_NOBODY} GROUP BY word`,
};

/** Few records name their channels in another way than most: each way is looked at once. */
function channels(table: 'consents' | 'suppressions'): Reading {
  const ways = sql`SELECT channel, count(*) AS rows FROM ${identifier(table)} WHERE channel IS NOT NULL GROUP BY channel`;
  return { table, column: 'channel', takenFor: 'email', counted: sql`SELECT left(word, ${LONGEST_WORD}) AS word, sum(rows) AS count FROM (SELECT unnest(${unknownChannels(sql`channel`)}) AS word, rows FROM (${ways})) GROUP BY 1` };
}

/** What the facts have read is in a table of its own, one row a word: `recipient_countries`, `recipient_languages`. */
function place(column: 'country' | 'language', read: string): Reading {
  const known = identifier(column === 'country' ? 'recipient_countries' : 'recipient_languages');
  return { table: 'recipients', column, takenFor: null, counted: sql`SELECT left(written, ${LONGEST_WORD}) AS word, count(*) AS count FROM ${known} JOIN recipients ON recipients.${identifier(column)} = written WHERE ${known}.${identifier(read)} IS NULL AND NOT ${isNothing(sql`written`)} GROUP BY word` };
}

function status(column: string): Reading {
  const name = identifier(column);
  return { table: 'contacts', column, takenFor: null, counted: sql`SELECT left(trim(${name}), ${LONGEST_WORD}) AS word, count(*) AS count FROM contacts WHERE lifecycle IS NULL AND trim(${name}) <> '' AND NOT ${isNothing(name)} GROUP BY word` };
}
