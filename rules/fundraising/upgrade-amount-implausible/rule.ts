import { fieldText } from '#audience/merge-field.js';
import { asksForMoney, asksForUpgrade } from '#campaign/facts/ask.js';
import { amountField, askLinks } from '#campaign/facts/ask-amounts.js';
import type { Campaign } from '#campaign/campaign.js';
import { monthsFrom } from '#rule/option-schemas.js';
import { defineAudienceRule, sql } from '#rule/rule.js';
import type { Sql } from '#rule/rule.js';

/** The amounts that one recipient is shown: each his own, or the same buttons for all. */
interface Shown {
  readonly low: Sql;
  readonly high: Sql;
}

const PROPOSE = 'Take a round amount a step above what they give; `presend asks` proposes one for each recipient.';
const EVIDENCE = ['gift_base', 'gift_currency'];

export default defineAudienceRule({
  id: 'fundraising/upgrade-amount-implausible',
  severity: 'error',
  summary: 'The amount asked for does not fit what the donor gives',
  needs: ['recipients', 'gifts', 'manifest'],
  facts: ['giving'],
  messages: {
    noAmount: '{{count}} of {{of}} recipients would be asked for nothing, or less.',
    farTooMuch: '{{count}} of {{of}} recipients would be asked for more than {{factor}} times what they usually give.',
    notMore: '{{count}} of {{of}} recipients are asked to give more, and the amount is what they give already, or less.',
    tooSmall: '{{count}} of {{of}} recipients are asked for a raise that is hardly one: less than {{factor}} times what they give.',
    tooMuch: '{{count}} of {{of}} recipients would be asked for a larger step than donors take: more than {{factor}} times what they usually give.',
    aboveLast: '{{count}} of {{of}} recipients have not given for over a year and would be asked for more than their last gift.',
    tooLittle: '{{count}} of {{of}} recipients would be asked for clearly less than they usually give.',
  },
  suggestions: {
    noAmount: 'Correct the amount, or leave them out.', farTooMuch: PROPOSE, notMore: PROPOSE, tooSmall: PROPOSE, tooMuch: PROPOSE,
    aboveLast: 'Make their last gift the highest amount that they see.', tooLittle: PROPOSE,
  },
  defaultOptions: { maximumStep: 1.5, minimumStep: 1.1, smallStep: 5, minimumShare: 0.8, absurdFactor: 10, lapsedMonths: 13 },
  optionsSchema: {
    maximumStep: { type: 'number', minimum: 1 }, minimumStep: { type: 'number', minimum: 1 }, smallStep: { type: 'number', minimum: 0 }, minimumShare: { type: 'number', minimum: 0, maximum: 1 },
    absurdFactor: { type: 'number', minimum: 1 }, lapsedMonths: monthsFrom(1),
  },
  cases(campaign, { maximumStep, minimumStep, smallStep, minimumShare, absurdFactor, lapsedMonths }, { mergeFields }) {
    const { manifest } = campaign;
    const shown = asksForMoney(manifest) ? shownAmounts(campaign, mergeFields?.names ?? []) : undefined;
    if (!shown) return [];
    const { low, high } = shown;
    const isUpgrade = asksForUpgrade(manifest);
    const comparable = manifest.ask?.currency === undefined ? sql`gift_base > 0` : sql`gift_base > 0 AND gift_currency = ${manifest.ask.currency.toUpperCase()}`;
    // A single gift beside a pledge is measured by nothing that is known.
    const measured = isUpgrade ? comparable : sql`${comparable} AND NOT pledge_active`;
    const lapsed = sql`NOT pledge_active AND last_gift_at <= send_at - to_months(${lapsedMonths})`;
    const limit = sql`greatest(gift_base * ${maximumStep}, least(gift_base * 2, gift_base + ${smallStep}))`;
    return [
      { messageId: 'noAmount', where: sql`${high} <= 0`, evidence: EVIDENCE },
      { messageId: 'farTooMuch', where: sql`${measured} AND ${low} > gift_base * ${absurdFactor}`, evidence: EVIDENCE, data: { factor: absurdFactor } },
      ...(isUpgrade ? [
        { messageId: 'notMore', where: sql`${comparable} AND pledge_active AND ${high} <= gift_base`, evidence: EVIDENCE } as const,
        { messageId: 'tooSmall', where: sql`${comparable} AND pledge_active AND ${high} < gift_base * ${minimumStep} - 0.005`, severity: 'warning', evidence: EVIDENCE, data: { factor: minimumStep } } as const,
      ] : []),
      { messageId: 'aboveLast', where: sql`${measured} AND ${lapsed} AND ${low} > greatest(last_gift_amount, gift_base)`, severity: 'warning', evidence: EVIDENCE },
      { messageId: 'tooMuch', where: sql`${measured} AND NOT (${lapsed}) AND ${low} > ${limit}`, severity: 'warning', evidence: EVIDENCE, data: { factor: maximumStep } },
      { messageId: 'tooLittle', where: sql`${measured} AND NOT (${lapsed}) AND ${high} < gift_base * ${minimumShare}`, severity: 'warning', evidence: EVIDENCE },
    ];
  },
});

/** Without a column of amounts the buttons' count; a link that says how much became of gifts asks nothing, so a button or a preset address it must be. */
function shownAmounts(campaign: Campaign, columns: readonly string[]): Shown | undefined {
  const field = amountField(campaign, columns);
  if (field !== undefined) {
    const amount = sql`TRY_CAST(replace(trim(${fieldText(field)}), ',', '.') AS DOUBLE)`;
    return { low: amount, high: amount };
  }
  const asked = askLinks(campaign).filter(({ link, preset }) => link.role === 'button' || preset).flatMap(({ money, preset }) => money?.value ?? preset?.value ?? []);
  return asked.length === 0 ? undefined : { low: sql`${Math.min(...asked)}`, high: sql`${Math.max(...asked)}` };
}
