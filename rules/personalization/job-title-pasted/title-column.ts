import { fieldText } from '#audience/merge-field.js';
import type { Campaign } from '#campaign/campaign.js';
import { columnOf, fieldKey, fieldKind, printedFieldsOf } from '#campaign/merge/printed-fields.js';
import { sql, type RuleContext, type Totals } from '#rule/rule.js';
import { printsJobTitle } from './title-field.js';
import { namesJob } from './title-text.js';

/** Rows that are looked at, and the share of their different cells that must name a job: a company's name has such a word now and then. */
const ROWS = 1000;
const LEAST_SHARE = 0.5;

/**
 * Fields of the mail, by `fieldKey`, that print the reader's job title as the recipients' table shows it, whatever the tag calls them (`*|MMERGE6|*`): the header
 * row has the name beside one for a title ("MMERGE6 (Job Title)"), or half of what the column's first thousand cells say names a job.
 */
export async function titleFieldsOf(campaign: Campaign, { mergeFields, totals }: Pick<RuleContext, 'mergeFields' | 'totals'>): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  if (!mergeFields || !totals) return found;
  const names = new Set(printedFieldsOf(campaign).map(({ name }) => name).filter((name) => !printsJobTitle(name) && fieldKind(name) === undefined));
  for (const name of names) {
    const isNamed = mergeFields.names.some((column) => namesBeside(column, name));
    const column = columnOf(name, mergeFields.names);
    if (isNamed || (column !== undefined && (await holdsTitles(totals, column)))) found.add(fieldKey(name));
  }
  return found;
}

/** "MMERGE6 (Job Title)" for `MMERGE6`. */
function namesBeside(column: string, name: string): boolean {
  const parts = column.split(/[^\p{L}\p{N}_ ]+/u).map((part) => part.trim());
  const rest = parts.filter((part) => fieldKey(part) !== fieldKey(name));
  return rest.length < parts.length && rest.some(printsJobTitle);
}

async function holdsTitles(totals: Totals, column: string): Promise<boolean> {
  const cell = sql`trim(${fieldText(column)})`;
  const row = await totals(sql`SELECT string_agg(DISTINCT ${cell}, chr(10)) AS cells FROM recipient_facts WHERE recipient_number < ${ROWS}`);
  const cells = String(row['cells'] ?? '').split('\n').filter((text) => text !== '');
  return cells.length > 0 && cells.filter(namesJob).length >= LEAST_SHARE * cells.length;
}
