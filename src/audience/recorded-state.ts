import { isAmong, join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import { MATCHES_ADDRESS } from './contact-match.js';
import { DENIED, isDeathColumn, isMarkedDead, stateForms, wordForms } from './death-marks.js';
import { fieldText } from './merge-field.js';
import states from './recorded-states.json' with { type: 'json' };

/** Heirs and executors who are addressed in the name of who died: the name, or the company, begins with the word. */
const IS_ESTATE = sql`regexp_matches(lower(coalesce(first_name, last_name, company, '')), ${`^(${states.estate.join('|')})([^\\p{L}]|$)`})`;
/** Estates and executors stand for who has died. */
const DEAD_OR_HEIRS = wordForms([...states.deceased, ...states.heirs]);
const NOT_VULNERABLE = '(^|[^\\p{L}])(not|non|nicht|no longer|in)[-_ ]?vulner';

/**
 * Who is recorded as deceased, over recipient_facts: by the column, by `status` in words of many languages, by the CRM, by a column of any usual name that marks
 * the dead or has the day, or as heirs. `header` names the columns of the recipients.
 */
export function isRecordedDeceased(header: readonly string[]): Sql {
  const marked = header.filter((name) => name !== 'deceased' && isDeathColumn(name.trim())).map((name) => sql` OR ${isMarkedDead(fieldText(name))}`);
  return sql`(coalesce(deceased, false) OR ${says('status', DEAD_OR_HEIRS, DENIED)} OR (${MATCHES_ADDRESS} AND ${says('contact_churn_reason', DEAD_OR_HEIRS, DENIED)})${join(marked, '')} OR ${IS_ESTATE})`;
}

/** Whether a list has a column for any of some states, such as `vulnerable`, or a status, which may say each of them. A date of death says who is `deceased`. */
export function recordsAny(states: readonly string[], header: readonly string[]): boolean {
  const isOne = (name: string): boolean => [...states, 'status'].some((state) => name.toLowerCase().replace(/[^a-z]/g, '') === state.replace('_', ''));
  return header.some((name) => isOne(name) || (states.includes('deceased') && isDeathColumn(name.trim())));
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
