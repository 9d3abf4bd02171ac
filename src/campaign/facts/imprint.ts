import type { Campaign } from '../campaign.js';
import words from './imprint-words.json' with { type: 'json' };
import { phrasePattern, plainText } from './phrases.js';
import { shownTexts } from '../html/shown-text.js';

const LABEL = phrasePattern(Object.values(words.link).flat());
const ADDRESS = phrasePattern(words.address);
const REGISTER = phrasePattern(words.register);

/** Whether readers reach the details of the company: a visible imprint link, or the imprint itself (its heading, a register number). */
export function hasImprint(campaign: Campaign): boolean {
  const { links, templateTags } = campaign;
  if (links.some(({ href, text, visible }) => visible && (LABEL.test(plainText(text)) || ADDRESS.test(href.toLowerCase())))) return true;
  if (templateTags.some(({ expression }) => ADDRESS.test(expression.toLowerCase()))) return true;
  const shown = plainText(shownTexts(campaign).join(' | '));
  return LABEL.test(shown) || REGISTER.test(shown);
}
