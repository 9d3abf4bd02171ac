import type { Campaign } from '#campaign/campaign.js';
import { moneyIn } from '#campaign/facts/money.js';
import { plainText } from '#campaign/facts/phrases.js';
import { isSettled } from './pitch.js';
import type { Shown } from './shown.js';

/** "AUTUMN15": a word and a number. */
const CODE = /(?<![\p{L}\d])\p{Lu}{4,14}(\d{1,3})(?![\p{L}\d])/gu;
/** What was taken off already, in a bill: "-4.80". */
const TAKEN_OFF = /[-\u2013\u2212] ?(?:[€$£]|\p{L}{1,3})? ?\d/u;
const PERCENT_OFF = /[-\u2013\u2212] ?\d{1,2} ?%/gu;
/** Paragraphs before and after the code that may say what it is worth. */
const NEAR = 2;

/** A code whose number is the share or the sum that stands beside it: "-15 %" and "AUTUMN15". */
export function couponIn({ visibleText }: Campaign): Shown | undefined {
  const blocks = visibleText.blocks.filter(({ role }) => role !== 'footer');
  for (const [index, { text, location }] of blocks.entries()) {
    for (const [code, digits = ''] of text.matchAll(CODE)) {
      const around = blocks.slice(Math.max(0, index - NEAR), index + NEAR + 1).map((block) => block.text.replaceAll(code, ' ').replace(PERCENT_OFF, (off) => ` ${off.slice(1)}`));
      if (isWorth(around, Number(digits)) && !around.some((near) => TAKEN_OFF.test(near)) && !isSettled(plainText(text))) return { words: code, location };
    }
  }
  return undefined;
}

/** The sum itself, or a share that no sum stands beside, which would be the tax of a bill. */
function isWorth(texts: readonly string[], value: number): boolean {
  const share = new RegExp(`(?<![\\d.,])${value} ?%|% ?${value}(?![\\d.,])`);
  return value > 0 && texts.some((text) => {
    const sums = moneyIn(text);
    return sums.length === 0 ? share.test(text) : sums.some((sum) => sum.value === value);
  });
}
