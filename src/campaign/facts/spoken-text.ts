import type { Campaign } from '../campaign.js';
import { kept } from '../kept.js';
import { plainText } from './phrases.js';

const spoken = kept(({ subject, preheader, from, visibleText, images, text }: Campaign): { readonly lines: string } => {
  const texts = [subject?.value, preheader?.value, from?.value, ...visibleText.blocks.map((block) => block.text), ...images.map(({ alt }) => alt), text?.value];
  return { lines: texts.filter((line) => line !== undefined).map(plainText).join('\n') };
});

/**
 * Everything that a campaign says, as `plainText` returns it, a passage a line and the text part in one. Most phrases of most rules stand nowhere in
 * it: one look tells, and the rule need not look at each passage.
 */
export function spokenText(campaign: Campaign): string {
  return spoken(campaign).lines;
}
