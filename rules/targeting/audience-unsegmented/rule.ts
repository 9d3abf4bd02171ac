import { MATCHES_ADDRESS } from '#audience/contact-match.js';
import { fieldText } from '#audience/merge-field.js';
import { fieldKey } from '#campaign/merge/printed-fields.js';
import { defineRule, sql } from '#rule/rule.js';
import type { Totals } from '#rule/rule.js';

/** Columns that say in what trade a company is. */
const INDUSTRY: ReadonlySet<string> = new Set(['industry', 'sector', 'branche', 'wirtschaftszweig', 'secteur', 'industria', 'settore', 'setor', 'bransch', 'bransje', 'toimiala', 'branża', 'industrycode', 'nace', 'sic']);
/** Fewer strangers may have been chosen one by one. */
const LEAST_STRANGERS = 20;
/** A value that fewer have is noise. */
const LEAST_SHARE = 0.05;

export default defineRule<'wholeBase' | 'anybody', { maxShare: number; minRecipients: number; maxGroups: number }>({
  id: 'targeting/audience-unsegmented',
  severity: 'warning',
  summary: 'One message goes to everybody there is',
  needs: ['recipients', 'manifest'],
  facts: ['role'],
  messages: {
    wholeBase: 'The promotion goes to {{share}} % of the customers in the CRM ({{reached}} of {{mailable}}): nobody has chosen whom it is for.',
    anybody: 'One message goes to strangers in {{industries}} industries and {{roles}} roles: nobody has chosen whom it is for.',
  },
  suggestions: {
    wholeBase: 'Say why each of them is in, and leave out those for whom it is not: owners of the product, open cases, those who never react.',
    anybody: 'Split the list, and say in each mail what it has for that trade and that role.',
  },
  defaultOptions: { maxShare: 0.6, minRecipients: 500, maxGroups: 3 },
  optionsSchema: { maxShare: { type: 'number', minimum: 0, maximum: 1 }, minRecipients: { type: 'integer', minimum: 1 }, maxGroups: { type: 'integer', minimum: 1 } },
  async *check({ manifest }, { maxShare, minRecipients, maxGroups }, { totals, mergeFields }) {
    if (!totals || manifest.kind !== 'marketing') return;
    const { recipients, reached, mailable } = await baseOf(totals);
    const location = { part: 'audience' } as const;
    if (recipients >= minRecipients && mailable >= minRecipients && reached > maxShare * mailable) {
      yield { messageId: 'wholeBase', data: { share: Math.round((100 * reached) / mailable), reached, mailable }, location, evidence: { recipients, reached, mailable } };
    }
    const industry = mergeFields?.names.find((name) => INDUSTRY.has(fieldKey(name)));
    if (industry === undefined || manifest.audienceType !== 'prospecting' || recipients < LEAST_STRANGERS) return;
    const [industries, roles] = [await groupsOf(totals, industry), await groupsOf(totals, undefined)];
    if (industries > maxGroups && roles > maxGroups) yield { messageId: 'anybody', data: { industries, roles }, location, evidence: { industries, roles } };
  },
});

/** How many customers the CRM has addresses of, and how many of them the list reaches. */
async function baseOf(totals: Totals): Promise<{ recipients: number; reached: number; mailable: number }> {
  const row = await totals(sql`
    SELECT (SELECT count(*) FROM recipients) AS recipients,
      count(DISTINCT contact_id) FILTER (WHERE ${MATCHES_ADDRESS} AND coalesce(contact_lifecycle, 'customer') = 'customer') AS reached,
      (SELECT count(*) FROM contacts WHERE coalesce(lifecycle, 'customer') = 'customer' AND email IS NOT NULL) AS mailable
    FROM recipient_contacts`);
  return { recipients: Number(row['recipients']), reached: Number(row['reached']), mailable: Number(row['mailable']) };
}

/** How many values of a column, or of the role, a good part of the list has. */
async function groupsOf(totals: Totals, column: string | undefined): Promise<number> {
  const value = column === undefined ? sql`role` : sql`nullif(lower(trim(${fieldText(column)})), '')`;
  const row = await totals(sql`
    SELECT count(*) FILTER (WHERE people >= ${LEAST_SHARE} * (SELECT count(*) FROM recipient_facts)) AS groups
    FROM (SELECT ${value} AS value, count(*) AS people FROM recipient_facts GROUP BY ALL) WHERE value IS NOT NULL`);
  return Number(row['groups']);
}
