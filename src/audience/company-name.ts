import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';

/** Legal forms: `Acme GmbH & Co. KG`, `Acme Ltd.` and `Acme` are one name. */
const LEGAL_FORMS = [
  'gmbh', 'aktiengesellschaft', 'mbh', 'ggmbh', 'ag', 'kg', 'kgaa', 'ohg', 'gbr', 'ug', 'haftungsbeschrankt', 'ev', 'eg', 'ek', 'partg', 'se', 'sce', 'co', 'und', 'and', 'et', 'cie',
  'inc', 'incorporated', 'llc', 'llp', 'lp', 'ltd', 'limited', 'plc', 'corp', 'corporation', 'pty', 'cic',
  'sa', 'sas', 'sasu', 'sarl', 'eurl', 'snc', 'srl', 'spa', 'sl', 'slu', 'sagl', 'bv', 'nv', 'vof', 'cv', 'bvba', 'ab', 'aps', 'as', 'asa', 'oy', 'oyj', 'sro', 'spol', 'kft', 'zrt', 'doo', 'lda', 'ltda', 'me', 'eireli',
];
const FORM_WORDS = `\\b(${LEGAL_FORMS.join('|')})\\b`;

/**
 * Lower case without accents, and with `a`, `o`, `u` for `ae`, `oe`, `ue`: Müller, Mueller and Muller are one. ASCII, which is most
 * of it, takes the short way.
 */
export function foldedText(cell: Sql): Sql {
  const plain = sql`CASE WHEN strlen(${cell}) = length(${cell}) THEN lower(${cell}) ELSE strip_accents(replace(lower(${cell}), 'ß', 'ss')) END`;
  return sql`regexp_replace(${plain}, '([aou])e', '\\1', 'g')`;
}

/** A person's name without what is no letter; NULL when nothing is left. */
export function foldedName(cell: Sql): Sql {
  return sql`nullif(regexp_replace(${foldedText(cell)}, '[^\\p{L}]', '', 'g'), '')`;
}

/** A company's name without its legal form; NULL for fewer than three letters, which are no name to go by. */
export function companyKey(cell: Sql): Sql {
  const words = sql`regexp_replace(replace(${foldedText(cell)}, '.', ''), '[^\\p{L}\\p{N}]+', ' ', 'g')`;
  const name = sql`trim(regexp_replace(regexp_replace(${words}, ${FORM_WORDS}, ' ', 'g'), ' +', ' ', 'g'))`;
  return sql`nullif(regexp_extract(${name}, '^.{3,}$'), '')`;
}
