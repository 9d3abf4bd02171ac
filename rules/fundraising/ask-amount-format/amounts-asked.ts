import { moneyIn } from '#campaign/facts/money.js';
import type { Money } from '#campaign/facts/money.js';
import { plainText } from '#campaign/facts/phrases.js';
import words from './ask-words.json' with { type: 'json' };

/** Characters before an amount that are searched for what asks for it. */
const LEAD = 60;
const ASKS = pattern(Object.values(words.asks).flat(), String.raw`(?: [^.!?:;\d]{0,25})?[ "'“„«(]*$`);
/** "With 25 €": an ask only where it goes on with what that does. */
const WITH = pattern(Object.values(words.with).flat(), String.raw`(?: (?:only|just|nur|seulement|solo|slechts|bara|kun|bare|tylko|vain|apenas|schon))?[ "'“„«(]*$`);
/** An amount that a gift is to be raised to, wherever the verb stands. */
const RAISES = pattern(Object.values(words.raises).flat(), '');
const DOES = pattern(Object.values(words.does).flat(), '');
const TOLD = pattern(Object.values(words.told).flat(), '');

/** An amount that a sentence asks for; `isPrice`: for what it pays for, which costs what it costs. */
export interface AskedAmount {
  readonly money: Money;
  readonly isPrice: boolean;
}

/** The amounts that a text asks its reader to give, in order. */
export function amountsAskedIn(text: string): readonly AskedAmount[] {
  return moneyIn(text).flatMap((money) => {
    const { start, written } = money;
    const before = plainText(text.slice(Math.max(0, start - LEAD), start)).split(/(?<=[.!?])\s/).at(-1) ?? '';
    const after = plainText(text.slice(start + written.length, start + written.length + LEAD)).split(/(?<=[.!?])\s/)[0] ?? '';
    if (TOLD.test(before) || TOLD.test(after)) return [];
    if (WITH.test(before) && DOES.test(after)) return [{ money, isPrice: true }];
    return ASKS.test(before) || RAISES.test(`${before}${written}${after}`) ? [{ money, isPrice: DOES.test(after) }] : [];
  });
}

function pattern(alternatives: readonly string[], end: string): RegExp {
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${alternatives.join('|')})(?![\p{L}\p{N}])${end}`, 'u');
}
