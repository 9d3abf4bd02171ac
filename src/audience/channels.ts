import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import words from './channel-words.json' with { type: 'json' };
import { plainItems } from './purposes.js';

/** Whole words. `direct mail` and `correo postal` go by post, though they hold a word for e-mail. */
const OTHER = `(^|[^\\p{L}])(${words.other.join('|')})([^\\p{L}]|$)`;
const EMAIL = `(^|[^\\p{L}])(${words.email.join('|')})([^\\p{L}]|$)`;
const BY_POST = '(direct|postal|snail) mail|mail order';

/** Whether a record whose cells name channels is about e-mail: unless each of them is known to be another. Many exports write there where somebody signed up: a word for no channel says nothing. */
export function isForEmail(cells: Sql): Sql {
  const isOther = sql`${namesOther(sql`item`)} AND (regexp_matches(item, ${BY_POST}) OR NOT ${namesEmail(sql`item`)})`;
  return sql`CASE WHEN len(${cells}) > 0 THEN len(list_filter(${plainItems(cells)}, lambda item: NOT (${isOther}))) > 0 ELSE true END`;
}

/** The items of a list of cells that name no channel, and count as e-mail. */
export function unknownChannels(cells: Sql): Sql {
  return sql`list_filter(${plainItems(cells)}, lambda item: item <> '' AND NOT ${namesOther(sql`item`)} AND NOT ${namesEmail(sql`item`)})`;
}

function namesOther(item: Sql): Sql {
  return sql`regexp_matches(${item}, ${OTHER})`;
}

function namesEmail(item: Sql): Sql {
  return sql`regexp_matches(${item}, ${EMAIL})`;
}
