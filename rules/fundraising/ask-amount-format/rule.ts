import { friendlyBands, minorUnits } from '#audience/friendly-amount.js';
import { fieldText } from '#audience/merge-field.js';
import { asksForMoney } from '#campaign/facts/ask.js';
import { amountField, amountTags, shownCurrency } from '#campaign/facts/ask-amounts.js';
import { defineRule, join, sql } from '#rule/rule.js';
import type { AudienceCase, Sql } from '#rule/rule.js';
import { problemsInCopy } from './problems-in-copy.js';
import type { CopyFault } from './problems-in-copy.js';
import { writesCommas } from './number-style.js';

type MessageId = CopyFault | 'otherCurrency' | 'notANumber' | 'unroundedField' | 'decimalsOfOtherLanguage' | 'oddField';

const ONE_VALUE = 'Make the text and the address of the button from one value.';
const ROUND = 'Round to a friendly amount; `presend asks` proposes one for each recipient.';

export default defineRule<MessageId, { allow: number[] }>({
  id: 'fundraising/ask-amount-format',
  severity: 'error',
  summary: 'The amount asked for is in the wrong currency, not rounded, or not the one that the form gets',
  needs: [],
  facts: ['giving'],
  messages: {
    presetDiffers: 'The button says "{{shown}}", and its address asks {{preset}}.',
    wrongCurrency: 'The mail asks in {{shown}}, and the manifest says {{declared}}.',
    formCurrency: 'A button\'s address asks in {{shown}}, and the mail in {{declared}}.',
    unrounded: 'The mail asks for "{{shown}}", which is no round amount.',
    odd: 'The mail asks for "{{shown}}", and people give in steps of {{step}} there.',
    separator: 'In {{language}}, "{{shown}}" reads as another number.',
    otherCurrency: '{{count}} of {{of}} recipients give in another currency than {{declared}}, in which this mail asks.',
    notANumber: '{{count}} of {{of}} recipients have something else than a plain number in "{{field}}".',
    unroundedField: '{{count}} of {{of}} recipients would be asked for an amount with minor units ("{{field}}").',
    decimalsOfOtherLanguage: '{{count}} of {{of}} recipients would read an amount with the decimal sign of another language ("{{field}}").',
    oddField: '{{count}} of {{of}} recipients would be asked for an amount that is no usual step ("{{field}}").',
  },
  suggestions: {
    presetDiffers: ONE_VALUE,
    wrongCurrency: 'Correct the sign, or `ask.currency` in the manifest.',
    formCurrency: ONE_VALUE,
    unrounded: ROUND,
    odd: 'Take the next round amount, or name it in `allow` if it stands for something.',
    separator: 'Write the number as the language of the mail does.',
    otherCurrency: 'Ask them in their own currency, in a variant of the mail.',
    notANumber: 'Give the number alone, without sign, spaces or groups: the mail and the form add theirs.',
    unroundedField: ROUND,
    decimalsOfOtherLanguage: 'Write whole amounts without decimals, or let the template format the number.',
    oddField: ROUND,
  },
  defaultOptions: { allow: [] },
  optionsSchema: { allow: { type: 'array', items: { type: 'number' } } },
  *check(campaign, { allow }) {
    if (asksForMoney(campaign.manifest)) yield* problemsInCopy(campaign, allow);
  },
  audienceCases(campaign, { allow }, { mergeFields }) {
    const { manifest } = campaign;
    if (!asksForMoney(manifest)) return [];
    const declared = manifest.ask?.currency?.toUpperCase() ?? shownCurrency(campaign);
    const field = amountField(campaign, mergeFields?.names ?? []);
    const currency: readonly AudienceCase<MessageId>[] = declared === undefined ? [] : [{ messageId: 'otherCurrency', where: sql`gift_currency <> ${declared}`, evidence: ['gift_currency'], data: { declared } }];
    return field === undefined ? currency : [...currency, ...fieldCases(field, declared ?? 'EUR', amountTags(campaign).some(({ context }) => context === 'text') && writesCommas(manifest.language) === true, allow)];
  },
});

function fieldCases(field: string, currency: string, isCommaPrinted: boolean, allow: readonly number[]): readonly AudienceCase<MessageId>[] {
  const cell = sql`trim(${fieldText(field)})`;
  const isNumber = sql`regexp_matches(${cell}, '^[0-9]+([.,][0-9]{1,3})?$') AND NOT regexp_matches(${cell}, ${minorUnits(currency) === 3 ? '^$' : '^[0-9]+[.,][0-9]{3}$'})`;
  const value = sql`TRY_CAST(replace(${cell}, ',', '.') AS DOUBLE)`;
  const isAllowed = allow.length === 0 ? sql`false` : sql`${value} IN (${join(allow.map((amount) => sql`${amount}`), ', ')})`;
  const [lowest] = friendlyBands(currency);
  const cases: readonly (AudienceCase<MessageId> | false)[] = [
    { messageId: 'notANumber', where: sql`${cell} <> '' AND NOT (${isNumber})` },
    { messageId: 'unroundedField', where: sql`${isNumber} AND ${value} <> round(${value}) AND (${value} >= ${lowest?.below ?? 5} OR ${minorUnits(currency) === 0}) AND NOT ${isAllowed}` },
    isCommaPrinted && { messageId: 'decimalsOfOtherLanguage', where: sql`regexp_matches(${cell}, '^[0-9]+[.][0-9]{2}$')` },
    { messageId: 'oddField', where: sql`${isNumber} AND NOT ${isStep(value, currency)} AND NOT ${isAllowed}`, severity: 'info' },
  ];
  return cases.filter((found) => found !== false).map((found) => ({ ...found, data: { field } }));
}

/** Whether an amount is one of the friendly ones of its band. */
function isStep(value: Sql, currency: string): Sql {
  const whens = friendlyBands(currency).filter(({ below }) => Number.isFinite(below)).map(({ below, step }) => sql`WHEN ${value} < ${below} THEN ${step}`);
  return sql`(round(${value} / CASE ${join(whens, ' ')} ELSE ${friendlyBands(currency).at(-1)?.step ?? 1} END, 6) % 1 = 0)`;
}
