import { isAmong, join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import { MATCHES_ADDRESS } from './contact-match.js';
import { fieldText } from './merge-field.js';
import states from './recorded-states.json' with { type: 'json' };

/** Columns in which lists keep a date of death, if they do. */
const DEATH_COLUMN = /^(?:deceased[_ ]?(?:at|on|date)|date[_ ]?of[_ ]?death|death[_ ]?date|dod|died[_ ]?(?:at|on)|todesdatum|verstorben[_ ]?am|sterbedatum|date[_ ]?(?:de[_ ]?)?d[eé]c[eè]s)$/i;
/** Heirs and executors who are addressed in the name of who died: the name, or the company, begins with the word. */
const IS_ESTATE = sql`regexp_matches(lower(coalesce(first_name, last_name, company, '')), ${`^(${states.estate.join('|')})([^\\p{L}]|$)`})`;
/** Of shorter words only the whole one counts: "dead", not "deadline". */
const LONG_WORD = 7;
/** What follows a word in these scripts belongs to another, without a space. */
const UNSPACED = /\p{Script=Han}|\p{Script=Hangul}/u;
/** "Not deceased", a lead that is dead, and who deals in houses. */
const DENIED = '(^|[^\\p{L}])(not|non|nicht|no|kein)[^\\p{L}]|dead[-_ ](lead|deal|end|file|contact|account|address|mailbox|e-?mail|prospect|opportunit)|real[-_ ]estate|estate[-_ ]agen';
/** Estates and executors stand for who has died. */
const DEAD_OR_HEIRS = wordForms([...states.deceased, ...states.heirs]);
const NOT_VULNERABLE = '(^|[^\\p{L}])(not|non|nicht|no longer|in)[-_ ]?vulner';

/**
 * Who is recorded as deceased, over recipient_facts: by the column, by `status` in words of many languages, by the CRM, by a date of death in a column of
 * any usual name, or as heirs. `header` names the columns of the recipients.
 */
export function isRecordedDeceased(header: readonly string[]): Sql {
  const dated = header.filter((name) => DEATH_COLUMN.test(name.trim())).map((name) => sql` OR regexp_matches(${fieldText(name)}, '[0-9]')`);
  return sql`(coalesce(deceased, false) OR ${says('status', DEAD_OR_HEIRS, DENIED)} OR (${MATCHES_ADDRESS} AND ${says('contact_churn_reason', DEAD_OR_HEIRS, DENIED)})${join(dated, '')} OR ${IS_ESTATE})`;
}

/** A state of a CRM that says it, in words of many languages; of a type of customer "succession" or "estate" may be the trade. */
export function saysDeceased(state: Sql): Sql {
  return sql`(regexp_matches(lower(${state}), ${stateForms(wordForms(states.deceased))}) AND NOT regexp_matches(lower(${state}), ${DENIED}))`;
}

/** Whether a list has a column for any of some states, such as `vulnerable`, or a status, which may say each of them. A date of death says who is `deceased`. */
export function recordsAny(states: readonly string[], header: readonly string[]): boolean {
  const isOne = (name: string): boolean => [...states, 'status'].some((state) => name.toLowerCase().replace(/[^a-z]/g, '') === state.replace('_', ''));
  return header.some((name) => isOne(name) || (states.includes('deceased') && DEATH_COLUMN.test(name.trim())));
}

/** Whose `status` says that they mourn. */
export const IS_RECORDED_BEREAVED = says('status', wordForms(states.bereaved), DENIED);

/** Who is marked as vulnerable, or whose `status` says it. */
export const IS_RECORDED_VULNERABLE = sql`(coalesce(vulnerable, false) OR ${says('status', states.vulnerable, NOT_VULNERABLE)})`;

/** Whose `status` says that they have stopped, paused, complained or could not pay. */
export const IS_RECORDED_DISTRESSED = says('status', states.distressed);

/**
 * A recorded state, not running text: words begin with one of the forms. Few states stand in many rows: each is read once, which DuckDB keeps to for an
 * aggregate, where it would ask each row before a DISTINCT.
 */
function says(column: 'status' | 'contact_churn_reason', forms: readonly string[], unless?: string): Sql {
  const written = column === 'status' ? sql`SELECT any_value(status) AS state FROM recipients GROUP BY status` : sql`SELECT any_value(contact_churn_reason) AS state FROM recipient_contacts GROUP BY contact_churn_reason`;
  const denied = unless === undefined ? sql`` : sql` AND NOT regexp_matches(lower(state), ${unless})`;
  const saying = sql`SELECT state FROM (${written}) WHERE regexp_matches(lower(state), ${stateForms(forms)})${denied}`;
  return sql`coalesce(${isAmong(raw(column), saying)}, false)`;
}

function stateForms(forms: readonly string[]): string {
  return `(^|[^\\p{L}])(${forms.join('|')})`;
}

/** The end of a short word stands once: each class of letters takes a regex long to compile. */
function wordForms(words: readonly string[]): readonly string[] {
  const isWhole = (word: string): boolean => word.length < LONG_WORD && !UNSPACED.test(word);
  return [...words.filter((word) => !isWhole(word)), `(?:${words.filter(isWhole).join('|')})($|[^\\p{L}])`];
}
