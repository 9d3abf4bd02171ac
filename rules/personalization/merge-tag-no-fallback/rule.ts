import type { Campaign } from '#campaign/campaign.js';
import { dialectOf, type Dialect } from '#campaign/merge/merge-dialects.js';
import { columnOf, fieldKey, printedFieldsOf, type PrintedField } from '#campaign/merge/printed-fields.js';
import { isMiswritten } from '#campaign/merge/tag-syntax.js';
import type { Problem } from '#rule/finding.js';
import { defineRule, type FillRate, type MergeFields } from '#rule/rule.js';

type MessageId = 'emptyForSome' | 'noFallback' | 'perhapsElsewhere';

/** Nobody gets mail without an address, and nobody is greeted by it. */
const ALWAYS_FILLED: ReadonlySet<string | undefined> = new Set<string | undefined>(['email']);

/** CiviCRM makes these itself for each contact, from the address where there is no name. */
const MADE_BY_SYSTEM: ReadonlySet<string> = new Set(['emailgreetingdisplay', 'postalgreetingdisplay', 'addresseedisplay', 'emailgreeting', 'postalgreeting', 'addressee', 'displayname', 'sortname']);

/** Lines of a postal address: nobody writes them into a sentence, and an order has them all. The city is one where the code is printed too. */
const ADDRESS: ReadonlySet<string | undefined> = new Set<string | undefined>(['street', 'postal_code', 'region', 'country', 'city']);

/** Attributes whose words readers see or hear. */
const READ_OUT: ReadonlySet<string> = new Set(['alt', 'title', 'aria-label']);

/** Tags of one field, without a fallback. */
interface Group {
  readonly name: string;
  readonly kind: string | undefined;
  readonly fields: readonly PrintedField[];
}

export default defineRule<MessageId, { source: 'auto' | 'template' | 'rendered'; minFillRate: number }>({
  id: 'personalization/merge-tag-no-fallback',
  severity: 'warning',
  summary: 'A personal field is printed with nothing to stand in when it is empty',
  needs: [],
  messages: {
    emptyForSome: '{{tag}} has no fallback, and {{empty}} of {{of}} recipients ({{percent}} %) have no value for it.',
    noFallback: '{{tag}} has no fallback ({{places}}): where the field is empty, {{gap}}.',
    perhapsElsewhere: '{{tag}} has no fallback in the text; make sure that {{dialect}} has a default for it.',
  },
  suggestions: {
    emptyForSome: 'Give it a fallback that reads naturally, or put the sentence into a condition; white space does not count as empty everywhere.',
    noFallback: 'Give it a fallback that reads naturally, or put the sentence into a condition.',
    perhapsElsewhere: 'Look up the default in the field\'s settings, or lint with the recipients to see whether it is needed.',
  },
  defaultOptions: { source: 'auto', minFillRate: 1 },
  optionsSchema: { source: { enum: ['auto', 'template', 'rendered'] }, minFillRate: { type: 'number', minimum: 0, maximum: 1 } },
  async *check(campaign, { source, minFillRate }, { mergeFields }) {
    if (source === 'rendered' || (source === 'auto' && campaign.headers.length > 0)) return;
    const dialect = dialectOf(campaign.manifest.esp, campaign.templateTags);
    if (!dialect) return;
    const groups = unguardedFields(campaign, dialect, mergeFields?.names);
    const rates = mergeFields ? await ratesOf(groups, mergeFields) : undefined;
    const blocks = new Set(campaign.visibleText.blocks.map(({ text }) => text));
    const hasAddress = groups.some(({ kind }) => kind === 'postal_code' || kind === 'street');
    for (const group of groups) {
      if (hasAddress && ADDRESS.has(group.kind) && !rates?.has(group.name)) continue;
      const problem = problemOf(group, rates?.get(group.name), dialect, minFillRate, blocks);
      if (problem) yield problem;
    }
  },
});

/** Personal fields, and those that the recipients have a column for, that stand in text without fallback or condition, by name. Links and addresses of images need none. */
function unguardedFields(campaign: Campaign, dialect: Dialect, columns: readonly string[] | undefined): readonly Group[] {
  const groups = new Map<string, PrintedField[]>();
  for (const field of printedFieldsOf(campaign)) {
    const { tag, personal, fallback, guarded, kind, name } = field;
    const isText = tag.context === 'text' || (tag.attribute !== undefined && READ_OUT.has(tag.attribute));
    if (!isText || !(personal || columns?.includes(name)) || guarded || fallback !== undefined || ALWAYS_FILLED.has(kind) || (tag.syntax === '{scope.name}' && MADE_BY_SYSTEM.has(fieldKey(name))) || !dialect.syntaxes.has(tag.syntax)) continue;
    // That nothing fills these is said by personalization/merge-tag-invalid.
    if (isMiswritten(tag) || (columns && columnOf(name, columns) === undefined)) continue;
    const key = fieldKey(name);
    const group = groups.get(key);
    if (group) group.push(field);
    else groups.set(key, [field]);
  }
  return [...groups.values()].map((fields) => ({ name: fields[0]?.name ?? '', kind: fields[0]?.kind, fields }));
}

/** By the field's name, the fill rate of the column that holds it. */
async function ratesOf(groups: readonly Group[], mergeFields: MergeFields): Promise<ReadonlyMap<string, FillRate>> {
  const columns = new Map(groups.flatMap(({ name }): [string, string][] => {
    const column = columnOf(name, mergeFields.names);
    return column === undefined ? [] : [[name, column]];
  }));
  const rates = await mergeFields.fillRates([...new Set(columns.values())]);
  return new Map([...columns].flatMap(([name, column]): [string, FillRate][] => {
    const rate = rates.get(column);
    return rate ? [[name, rate]] : [];
  }));
}

/** `blocks`: all that is said in paragraphs, cells and the like. */
function problemOf({ fields }: Group, rate: FillRate | undefined, dialect: Dialect, minFillRate: number, blocks: ReadonlySet<string>): Problem<MessageId> | undefined {
  const [first] = fields;
  if (!first) return undefined;
  const { tag: { raw, location } } = first;
  const places = fields.map(({ name }) => name);
  if (rate) {
    const share = rate.of === 0 ? 1 : rate.filled / rate.of;
    if (share >= minFillRate) return undefined;
    const empty = rate.of - rate.filled;
    return { messageId: 'emptyForSome', data: { tag: raw, empty, of: rate.of, percent: percentOf(1 - share) }, location, evidence: { fillRate: share, tags: fields.length }, places };
  }
  if (dialect.defaultsElsewhere) return { messageId: 'perhapsElsewhere', data: { tag: raw, dialect: dialect.declared ? dialect.label : 'your system' }, location, severity: 'info', evidence: { tags: fields.length }, places };
  const isAlone = fields.every(({ tag }) => blocks.has(tag.raw));
  return { messageId: 'noFallback', data: { tag: raw, places: fields.length === 1 ? 'once' : `${String(fields.length)} times`, gap: isAlone ? 'nothing stands in its place' : 'the sentence has a gap' }, location, places };
}

/** One decimal, and never 0 for what is more than nothing. */
function percentOf(share: number): string {
  const percent = 100 * share;
  return percent < 0.1 ? '< 0.1' : String(Math.round(percent * 10) / 10);
}
