import type { Campaign } from '../campaign.js';
import words from './imprint-words.json' with { type: 'json' };
import { phrasePattern, plainText } from './phrases.js';
import { shownTexts } from '../html/shown-text.js';

const LABEL = phrasePattern(Object.values(words.link).flat());
const ADDRESS = phrasePattern(words.address);
const REGISTER = phrasePattern(words.register);
/** Numbers that stand in a German or an Austrian imprint alone: of the Firmenbuch, and for VAT. */
const REGISTER_NUMBER = /(?<![\p{L}\d])(?:fn[ :.]{0,2}\d{5,6} ?[a-z]|atu ?\d{8}|de ?\d{9})(?![\p{L}\d])/u;

/** Whether a visible link, or a template tag, leads to an imprint. */
export function linksImprint({ links, templateTags }: Campaign): boolean {
  if (links.some(({ href, text, visible }) => visible && (LABEL.test(plainText(text)) || ADDRESS.test(href.toLowerCase())))) return true;
  return templateTags.some(({ expression }) => ADDRESS.test(expression.toLowerCase()));
}

/** Whether readers reach the details of the company: by such a link, or in the mail itself (the imprint's heading, a register number). */
export function hasImprint(campaign: Campaign): boolean {
  if (linksImprint(campaign)) return true;
  const shown = plainText(shownTexts(campaign).join(' | '));
  return LABEL.test(shown) || REGISTER.test(shown) || REGISTER_NUMBER.test(shown);
}
