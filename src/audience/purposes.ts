import type { Manifest } from '#campaign/manifest.js';
import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import purposeWords from './purpose-words.json' with { type: 'json' };

/** What a campaign may be called where consents and opt-outs say what they are for: its topic, its programme, its kind in usual words. */
export function purposesOf({ kind, topic, programme }: Manifest): readonly string[] {
  const named = [topic, programme].filter((purpose) => purpose !== undefined).map((purpose) => purpose.toLowerCase().replace(/[_-]/g, ' '));
  return [...named, ...purposeWords.all, ...(kind === undefined ? [] : [kind, ...purposeWords[kind]])];
}

/** What ends a campaign is written more widely than what allows it: an opt-out from marketing is one from appeals too. */
export function stoppedBy(manifest: Manifest): readonly string[] {
  return [...purposesOf(manifest), ...(manifest.kind === 'fundraising' ? ['marketing', ...purposeWords.marketing] : [])];
}

/** The purposes in a list of cells, as `purposesOf` writes them; beside `newsletter and offers`, a purpose of its own, what such words join. */
export function plainPurposes(cells: Sql): Sql {
  return sql`flatten(list_transform(${plainItems(cells)}, lambda item: CASE WHEN regexp_matches(item, ${AND}) THEN list_append(regexp_split_to_array(item, ${AND}), item) ELSE [item] END))`;
}

const AND = ' (&|and|und|et|y|en|og|och|ja) ';

/** The items in a list of cells, in small letters; a cell may hold several with another separator. */
export function plainItems(cells: Sql): Sql {
  return sql`flatten(list_transform(${cells}, lambda cell: regexp_split_to_array(trim(translate(lower(cell), '_-[]"', '  '), ' '), ' *[,;|/+] *')))`;
}
