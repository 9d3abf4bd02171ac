import { castCell, isNothing } from '#warehouse/cast-column.js';
import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import states from './recorded-states.json' with { type: 'json' };

/** Columns in which lists and CRMs mark who has died, with a word for yes or with the day. `deceased` itself is a column of the contract. */
const DEATH_COLUMN = /^(?:(?:is[ _-]?)?deceased(?:[ _-]?(?:flag|date|at|on))?|(?:date[ _-]?of[ _-]?death|death[ _-]?date|dod|died[ _-]?(?:at|on))|verstorben(?:[ _-]?am)?|todesdatum|sterbedatum|d[eé]c[eé]d[eé]e?|date[ _-]?(?:de[ _-]?)?d[eé]c[eè]s|overleden|fallecid[oa]|decedut[oa]|falecid[oa]|avliden|afdød|avdød)$/i;
/** Of shorter words only the whole one counts: "dead", not "deadline". */
const LONG_WORD = 7;
/** What follows a word in these scripts belongs to another, without a space. */
const UNSPACED = /\p{Script=Han}|\p{Script=Hangul}/u;
/** "Not deceased", a lead that is dead, and who deals in houses. */
export const DENIED = '(^|[^\\p{L}])(not|non|nicht|no|kein)[^\\p{L}]|dead[-_ ](lead|deal|end|file|contact|account|address|mailbox|e-?mail|prospect|opportunit)|real[-_ ]estate|estate[-_ ]agen';

export function isDeathColumn(column: string): boolean {
  return DEATH_COLUMN.test(column);
}

/** A word for yes, or a day; what nobody can read counts as a mark, as it does for recipients. */
export function isMarkedDead(cell: Sql): Sql {
  return sql`(NOT ${isNothing(cell)} AND coalesce(${castCell(cell, { name: '', cell, type: 'VARCHAR' }, 'boolean')}, true))`;
}

/** A state that says somebody has died, in words of many languages; of a type of customer "succession" or "estate" may be the trade. */
export function saysDeceased(state: Sql): Sql {
  return sql`(regexp_matches(lower(${state}), ${stateForms(wordForms(states.deceased))}) AND NOT regexp_matches(lower(${state}), ${DENIED}))`;
}

export function stateForms(forms: readonly string[]): string {
  return `(^|[^\\p{L}])(${forms.join('|')})`;
}

/** The end of a short word stands once: each class of letters takes a regex long to compile. */
export function wordForms(words: readonly string[]): readonly string[] {
  const isWhole = (word: string): boolean => word.length < LONG_WORD && !UNSPACED.test(word);
  return [...words.filter((word) => !isWhole(word)), `(?:${words.filter(isWhole).join('|')})($|[^\\p{L}])`];
}
