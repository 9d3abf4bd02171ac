import type { Campaign, TextBlock } from '#campaign/campaign.js';
import type { LanguagePart } from './language-part.js';
import { textParagraphs } from './text-paragraphs.js';

/** The texts of a campaign that should speak one language. Of the text/plain part only when there is no HTML. */
export function partsOf(campaign: Campaign): readonly LanguagePart[] {
  const { subject, preheader, visibleText, images, text, html } = campaign;
  const parts: LanguagePart[] = [];
  if (subject) parts.push({ role: 'subject', text: subject.value, location: subject.location });
  if (preheader) parts.push({ role: 'preheader', text: preheader.value, location: preheader.location });
  if (!html && text) return [...parts, ...textParagraphs(text, campaign.sources)];
  for (const block of visibleText.blocks)
    if (!(block.role === 'preheader' && block.text === preheader?.value)) parts.push(partOf(block));
  for (const { alt, purpose, visible, location } of images)
    if (alt !== undefined && alt.trim() !== '' && purpose === 'content' && visible) parts.push({ role: 'alt', text: alt, location });
  return parts;
}

function partOf({ role, text, lang, location }: TextBlock): LanguagePart {
  return { role, text, lang, location };
}
