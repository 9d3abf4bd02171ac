import { mergeField } from '#audience/merge-field.js';
import { asksForMoney } from '#campaign/facts/ask.js';
import { defineAudienceRule, join, sql } from '#rule/rule.js';
import type { AudienceCase, Sql } from '#rule/rule.js';
import words from './words.json' with { type: 'json' };

type MessageId = 'deceased' | 'bereaved' | 'bereavedNews' | 'jointName';

/** Columns in which lists keep a date of death, if they do. */
const DEATH_COLUMN = /^(?:deceased[_ ]?(?:at|on|date)|date[_ ]?of[_ ]?death|death[_ ]?date|dod|died[_ ]?(?:at|on)|todesdatum|verstorben[_ ]?am|sterbedatum|date[_ ]?(?:de[_ ]?)?d[eé]c[eè]s)$/i;
const SHORT = 7;
/** Heirs and executors who are addressed in the name of who died: the name, or the company, begins with the word. */
const IS_ESTATE = sql`regexp_matches(lower(coalesce(first_name, last_name, company, '')), ${`^(${words.estate.join('|')})([^\\p{L}]|$)`})`;
const PERSON = sql`contact_match IN ('email', 'alternate_email')`;

export default defineAudienceRule<MessageId, { bereavedMonths: number }>({
  id: 'fundraising/deceased-or-bereaved',
  severity: 'error',
  summary: 'Mail goes to people who are recorded as deceased, or an appeal to people in mourning',
  needs: ['recipients'],
  messages: {
    deceased: '{{count}} of {{of}} recipients are recorded as deceased.',
    bereaved: '{{count}} of {{of}} recipients lost somebody less than {{months}} months before the send, by the record, and this mail asks them for money.',
    bereavedNews: '{{count}} of {{of}} recipients lost somebody less than {{months}} months before the send, by the record.',
    jointName: '{{count}} of {{of}} recipients are recorded as bereaved, and their first name still names two people.',
  },
  suggestions: {
    deceased: 'Suppress them for good, and hand the record over to those who look after the family.',
    bereaved: 'Take them out of appeals, and let a person decide when to write again.',
    bereavedNews: 'Read the mail with their eyes, or leave them out.',
    jointName: 'Correct the salutation before anything is sent there.',
  },
  defaultOptions: { bereavedMonths: 12 },
  optionsSchema: { bereavedMonths: { type: 'integer', minimum: 0 } },
  cases({ manifest }, { bereavedMonths }, { mergeFields }) {
    const dates = (mergeFields?.names ?? []).filter((name) => DEATH_COLUMN.test(name.trim()));
    const dated = dates.map((name) => sql` OR regexp_matches(CAST(${mergeField(name)} AS VARCHAR), '[0-9]')`);
    const isDeceased = sql`coalesce(deceased, false) OR ${says('status', words.deceased)} OR (${PERSON} AND ${says('contact_churn_reason', words.deceased)})${join(dated, '')} OR ${IS_ESTATE}`;
    const isBereaved = sql`(coalesce(bereaved_at <= send_at AND bereaved_at > send_at - to_months(${bereavedMonths}), false) OR ${says('status', words.bereaved)})`;
    const jointName = sql`bereaved_at <= send_at AND regexp_matches(lower(coalesce(first_name, '')), ${`\\p{L}\\s*(&|\\+|/|\\s(${words.joint.join('|')})\\s)\\s*\\p{L}`})`;
    const inMourning: readonly AudienceCase<MessageId>[] = asksForMoney(manifest)
      ? [{ messageId: 'bereaved', where: isBereaved, data: { months: bereavedMonths } }]
      : manifest.kind === 'transactional' ? [] : [{ messageId: 'bereavedNews', where: isBereaved, severity: 'warning', data: { months: bereavedMonths } }];
    return [{ messageId: 'deceased', where: isDeceased }, ...inMourning, { messageId: 'jointName', where: jointName, severity: 'warning' }];
  },
});

/**
 * A recorded state, not running text. Of short words only the whole one counts: "dead", not "deadline". Few states stand in many rows: each is
 * read once, which DuckDB keeps to for an aggregate, where it would ask each row before a DISTINCT.
 */
function says(column: 'status' | 'contact_churn_reason', stems: readonly string[]): Sql {
  const [short, long] = [stems.filter(({ length }) => length < SHORT), stems.filter(({ length }) => length >= SHORT)];
  // The end of the word stands once: each class of letters takes a regex long to compile.
  const forms = [...long, `(?:${short.join('|')})($|[^\\p{L}])`];
  const written = column === 'status' ? sql`SELECT any_value(status) AS state FROM recipients GROUP BY status` : sql`SELECT any_value(contact_churn_reason) AS state FROM recipient_contacts GROUP BY contact_churn_reason`;
  const saying = sql`SELECT state FROM (${written}) WHERE regexp_matches(lower(state), ${`(^|[^\\p{L}])(${forms.join('|')})`}) AND NOT regexp_matches(lower(state), '(^|[^\\p{L}])(not|non|nicht|no|kein)[^\\p{L}]')`;
  return sql`coalesce(${column === 'status' ? sql`status` : sql`contact_churn_reason`} IN (${saying}), false)`;
}
