import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import standIns from './company-stand-ins.json' with { type: 'json' };
import everydayNames from './everyday-company-names.json' with { type: 'json' };
import forms from './legal-forms.json' with { type: 'json' };

/** Legal forms as they are spelled out, folded, and their short names; `A/S` and `s. r. o.` come out as letters. */
const SPELLED_FORMS: readonly (readonly [string, string])[] = Object.entries(forms.spelled);

/** Two ways to write one legal form. */
export const FORMS: readonly (readonly [string, string])[] = [...SPELLED_FORMS, ['limited', 'ltd'], ['incorporated', 'inc'], ['corporation', 'corp'], ['aktiengesellschaft', 'ag']];

/** Legal forms: `Acme GmbH & Co. KG`, `Acme Ltd.` and `Acme` are one name. */
const LEGAL_FORMS = forms.short;
const FORM_WORDS = `\\b(${[...SPELLED_FORMS.map(([long]) => long), ...LEGAL_FORMS].join('|')})\\b`;
/** Words that may be a form at the end of a name, or at its beginning, and others elsewhere: `Wiener Optik OG`, but `OG Media`. */
const LAST_WORDS = `( +(${forms.last.join('|')}))+ *$`;
const FIRST_WORDS = `^ *(${forms.first.join('|')}) +`;
/** A regex knows the bounds of words in Latin letters only. */
const FORMS_IN_OTHER_SCRIPTS = `(^| )(${forms.otherScripts.join('|')})( |$)|株式会社|有限会社|合同会社|股份有限公司|有限责任公司|有限公司|주식회사`;

/** Letters that no accent tells apart, and the plain ones that stand for them. */
const STROKED = ['łøđðþı', 'loddti'] as const;

/**
 * Lower case without accents, and with `a`, `o`, `u` for `ae`, `oe`, `ue`: Müller, Mueller and Muller are one. ASCII, which is most
 * of it, takes the short way.
 */
export function foldedText(cell: Sql): Sql {
  const plain = sql`CASE WHEN strlen(${cell}) = length(${cell}) THEN lower(${cell}) ELSE translate(strip_accents(replace(replace(lower(${cell}), 'ß', 'ss'), 'æ', 'ae')), ${STROKED[0]}, ${STROKED[1]}) END`;
  return sql`regexp_replace(${plain}, '([aou])e', '\\1', 'g')`;
}

/** In front of a name, folded: "Prof. Dr. Eva", "Dipl.-Ing. Karl", "Frau Klug". Those that are somebody's name too ("Mag", "Ing") only with a full stop. */
const TITLES = '^ *(((dr|ddr|prof|professor|pd|dipl|herr|frau|mr|mrs|ms|mme|mlle|dott|dottssa|drs|mevr|dhr)(\\.|\\b)|(mag|ing|ir|med|phil|sig|sra?)\\.)[ -]*)+(\\pL)';

/** A person's name without titles and what is no letter; NULL when nothing is left. */
export function foldedName(cell: Sql): Sql {
  return sql`nullif(regexp_replace(regexp_replace(${foldedText(cell)}, ${TITLES}, '\\6'), '[^\\p{L}]', '', 'g'), '')`;
}

/** A company's name without its legal form; NULL for fewer than three letters, and for what people write who have none ("privat", "n/a"): no name to go by. */
export function companyName(cell: Sql): Sql {
  const latin = sql`regexp_replace(${wordsOf(cell)}, ${FORM_WORDS}, ' ', 'g')`;
  const bare = sql`CASE WHEN strlen(${cell}) = length(${cell}) THEN ${latin} ELSE regexp_replace(${latin}, ${FORMS_IN_OTHER_SCRIPTS}, ' ', 'g') END`;
  const name = sql`trim(regexp_replace(regexp_replace(regexp_replace(${bare}, ${LAST_WORDS}, ''), ${FIRST_WORDS}, ''), ' +', ' ', 'g'))`;
  const key = sql`nullif(regexp_extract(${name}, '^.{3,}$'), '')`;
  // A list of one, so that the key is worked out once.
  return sql`list_filter([${key}], lambda name: NOT list_contains(${standIns}, name))[1]`;
}

/** What two spellings of one company's name share: the name without its legal form. Where that is what a hundred others do ("Media OG", "Service GmbH"), with it. */
export function companyKey(cell: Sql): Sql {
  const written = sql`trim(replace(' ' || ${wordsOf(cell)} || ' ', ' ' || name || ' ', ' '))`;
  const form = sql`list_transform([${written}], lambda form: coalesce(list_extract(${FORMS.map(([, short]) => short)}, list_position(${FORMS.map(([long]) => long)}, form)), form))[1]`;
  return sql`list_transform([${companyName(cell)}], lambda name: CASE WHEN list_contains(${everydayNames}, name) THEN concat(name, ' ', ${form}) ELSE name END)[1]`;
}

function wordsOf(cell: Sql): Sql {
  return sql`regexp_replace(replace(${foldedText(cell)}, '.', ''), '[^\\p{L}\\p{N}]+', ' ', 'g')`;
}
