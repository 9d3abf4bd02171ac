import { castCell, isNothing } from '#warehouse/cast-column.js';
import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import states from './recorded-states.json' with { type: 'json' };

/** Columns in which lists and CRMs mark who has died, with a word for yes or with the day. `deceased` itself is a column of the contract. */
const DEATH_COLUMN = /^(?:\w+__)?(?:(?:is[ _-]?)?deceased(?:[ _-]?(?:flag|date|at|on|indicator))?|is[ _-]?dead|date[ _-]?(?:of[ _-]?death|deceased)|death[ _-]?date|dod|died[ _-]?(?:at|on)|verstorben(?:[ _-]?am)?|gestorben(?:[ _-]?am)?|todesdatum|sterbedatum|d[eé]c[eé]d[eé](?:e|\(e\))?|date[ _-]?(?:de[ _-]?)?d[eé]c[eè]s|overleden|fallecid[oa]|decedut[oa]|falecid[oa]|avliden|afdød|avdød)(?:__c)?\??$/i;
/** Of shorter words only the whole one counts: "dead", not "deadline". */
const LONG_WORD = 7;
/** What follows a word in these scripts belongs to another, without a space. */
const UNSPACED = /\p{Script=Han}|\p{Script=Hangul}/u;
/** "Not deceased", a lead that is dead, and who deals in houses. */
export const DENIED = '(^|[^\\p{L}])(not|non|nicht|no|kein)[^\\p{L}]|dead[-_ ](lead|deal|end|file|contact|account|address|mailbox|e-?mail|prospect|opportunit)|real[-_ ]estate|estate[-_ ]agen';

export function isDeathColumn(column: string): boolean {
  return DEATH_COLUMN.test(column);
}

/** What denies a mark, and the first and last days that systems write where they have none. */
const NO_MARK = String.raw`(^|[^\p{L}])(not?|non|none|nicht|kein[a-z]*|pas)([^\p{L}]|$)|(^|[^0-9])(0001|1899|1900|9999)[-./]|[-./](0001|1899|1900|9999)([^0-9]|$)`;

/** A word for yes, or a day; what nobody can read counts as a mark, if it has a letter or a digit other than 0. */
export function isMarkedDead(cell: Sql): Sql {
  const isMark = sql`coalesce(${castCell(cell, { name: '', cell, type: 'VARCHAR' }, 'boolean')}, true)`;
  return sql`(NOT ${isNothing(cell)} AND regexp_matches(${cell}, '[\\pL1-9]') AND NOT regexp_matches(lower(${cell}), ${NO_MARK}) AND ${isMark})`;
}

/** Not the contact, but somebody near. */
const OF_ANOTHER = String.raw`(^|[^\p{L}])(spouse|partner(in)?|husband|wife|parents?|father|mother|child|son|daughter|sibling|brother|sister|widow(er)?|ehemann|ehefrau|gatt(e|in)|vater|mutter|kind|eltern|witwer?|conjointe?|mari|époux|épouse|père|mère|veuf|veuve|viud[ao]|cónyuge|marido|vedov[ao]|coniuge|weduwe|weduwnaar|echtgeno(ot|te))([^\p{L}]|$)`;
/** What a CRM's status says of the dead; a lead that came to nothing is "dead" too. */
const DEAD_BY_STATUS = stateForms(wordForms(states.deceased.filter((word) => word !== 'dead')));
const NOT_DEAD = String.raw`(^|[^\p{L}])(not|non|nicht|kein|pas)[^\p{L}]+(yet )?(${states.deceased.join('|')})`;

/** A CRM's state that says somebody has died; of a type of customer "succession" or "estate" may be the trade. */
export function saysDeceased(state: Sql): Sql {
  return sql`(regexp_matches(lower(${state}), ${DEAD_BY_STATUS}) AND NOT regexp_matches(lower(${state}), ${`${OF_ANOTHER}|${NOT_DEAD}`}))`;
}

export function stateForms(forms: readonly string[]): string {
  return `(^|[^\\p{L}])(${forms.join('|')})`;
}

/** The end of a short word stands once: each class of letters takes a regex long to compile. */
export function wordForms(words: readonly string[]): readonly string[] {
  const isWhole = (word: string): boolean => word.length < LONG_WORD && !UNSPACED.test(word);
  return [...words.filter((word) => !isWhole(word)), `(?:${words.filter(isWhole).join('|')})($|[^\\p{L}])`];
}
