import { fieldText } from '#audience/merge-field.js';
import type { Campaign } from '#campaign/campaign.js';
import { fieldKey, printedColumns } from '#campaign/merge/printed-fields.js';
import { monthsFrom } from '#rule/option-schemas.js';
import { defineRule, join, sql } from '#rule/rule.js';
import type { MergeFields } from '#rule/rule.js';
import words from './words.json' with { type: 'json' };

const CHECKED: ReadonlySet<string> = new Set(words.checkedAt.map(fieldKey));
/** A title changes with every job, whatever the person clicks. */
const TITLE_MONTHS = 12;

export default defineRule<'title' | 'record', { months: number | null }>({
  id: 'audience/stale-contact-data',
  severity: 'warning',
  summary: 'Contact data have not been checked for a long time',
  needs: ['recipients'],
  facts: ['engagement'],
  messages: {
    title: '{{count}} of {{of}} recipients have a job title that was last checked more than {{months}} months ago, and the mail relies on titles.',
    record: '{{count}} of {{of}} recipients have data that were last checked more than {{months}} months ago, and have shown no sign of life since.',
  },
  suggestions: {
    title: 'Refresh the titles, or write copy that does not need them.',
    record: 'Refresh what the mail uses, and delete what is not needed any more.',
  },
  defaultOptions: { months: null },
  optionsSchema: { months: { ...monthsFrom(1), type: ['integer', 'null'] } },
  *check() {
    // Everything it says is about recipients: `audienceCases`.
  },
  unchecked({ manifest }, _options, { mergeFields }) {
    const isAsked = mergeFields !== undefined && manifest.kind !== 'transactional';
    return Promise.resolve(isAsked && checkedColumns(mergeFields).length === 0 ? 'the age of the data: give a column such as last_verified_at' : undefined);
  },
  audienceCases(campaign, { months }, { mergeFields }) {
    const columns = mergeFields ? checkedColumns(mergeFields) : [];
    if (columns.length === 0 || campaign.manifest.kind === 'transactional') return [];
    const checkedAt = sql`greatest(${join(columns.map((name) => sql`TRY_CAST(left(${fieldText(name)}, 10) AS DATE)`), ', ')})`;
    const limit = months ?? (campaign.manifest.context === 'b2c' ? 24 : 12);
    const isOlder = (than: number) => sql`${checkedAt} < send_at - to_months(${than})`;
    return [
      { messageId: 'title', where: sql`${reliesOnTitles(campaign, mergeFields)} AND coalesce(job_title, '') <> '' AND ${isOlder(TITLE_MONTHS)}`, data: { months: TITLE_MONTHS } },
      { messageId: 'record', where: sql`${isOlder(limit)} AND coalesce(greatest(last_engaged_at, contact_last_purchase_at) < send_at - to_months(${limit}), true)`, data: { months: limit } },
    ];
  },
});

function checkedColumns({ names }: MergeFields): readonly string[] {
  return names.filter((name) => CHECKED.has(fieldKey(name)));
}

function reliesOnTitles(campaign: Campaign, mergeFields: MergeFields | undefined): boolean {
  return (campaign.manifest.targetRoles ?? []).length > 0 || printedColumns(campaign, mergeFields?.names ?? [], ['job_title']).length > 0;
}
