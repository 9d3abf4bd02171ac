import type { Campaign, HtmlDocument } from '#campaign/campaign.js';
import { kept } from '#campaign/kept.js';
import { declaredLanguage } from './declared-language.js';
import { isForwardedHeader } from './forwarded-header.js';
import { introducedQuotations } from './introduced-quotations.js';
import { languageWrapper, ownLanguage } from './language-attributes.js';
import type { LanguagePart } from './language-part.js';
import { normalizeLanguage } from './language-tag.js';
import { textsWithoutMarkedPhrases } from './marked-phrases.js';
import { textParagraphs } from './text-paragraphs.js';

/** The texts of a campaign that should speak one language. Of the text/plain part only when there is no HTML. */
export const partsOf = kept((campaign: Campaign): readonly LanguagePart[] => {
  const { subject, preheader, text, html } = campaign;
  const parts: LanguagePart[] = [];
  if (subject) parts.push({ role: 'subject', text: subject.value, location: subject.location });
  if (preheader) parts.push({ role: 'preheader', text: preheader.value, location: preheader.location });
  if (html) return [...parts, ...ofTheSender(blocksOf(campaign, html)), ...alternativeTexts(campaign)];
  return text ? [...parts, ...ofTheSender(textParagraphs(text))] : parts;
});

function ofTheSender(paragraphs: readonly LanguagePart[]): readonly LanguagePart[] {
  return paragraphs.filter(({ text }) => !isForwardedHeader(text));
}

function blocksOf(campaign: Campaign, html: HtmlDocument): readonly LanguagePart[] {
  const { visibleText: { blocks }, preheader } = campaign;
  const wrapper = languageWrapper(blocks);
  const declared = normalizeLanguage(declaredLanguage(campaign) ?? '');
  const texts = textsWithoutMarkedPhrases(html, blocks);
  const quoted = introducedQuotations(blocks);
  return blocks
    .map((block, index) => {
      const text = quoted.has(block) ? '' : texts[index] ?? block.text;
      const lines = text === block.text ? block.lines : []; // a phrase that was taken out may run over a break
      return { role: block.role, text, ...(lines.length > 0 && { lines }), lang: otherThan(declared, ownLanguage(block, wrapper)), location: block.location };
    })
    .filter(({ role, text }) => text !== '' && (role !== 'preheader' || text !== preheader?.value));
}

/** Markup that repeats the mail's own language sets no part apart. */
function otherThan(declared: string | undefined, lang: string | undefined): string | undefined {
  return lang !== undefined && declared !== undefined && normalizeLanguage(lang) === declared ? undefined : lang;
}

function alternativeTexts({ images }: Campaign): readonly LanguagePart[] {
  return images.flatMap(({ alt = '', purpose, visible, location }): readonly LanguagePart[] =>
    alt.trim() !== '' && purpose === 'content' && visible ? [{ role: 'alt', text: alt, location }] : []);
}
