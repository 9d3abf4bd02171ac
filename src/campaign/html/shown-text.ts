import type { Campaign } from '../campaign.js';

/** What can be read with images off, block by block: the visible text of the HTML, or the text part's lines where there is no HTML. */
export function shownTexts({ html, visibleText, text }: Campaign): readonly string[] {
  if (html) return visibleText.blocks.map((block) => block.text);
  return (text?.value ?? '').split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '');
}

/** The same, line by line where `<br>` breaks a block. */
export function shownLines(campaign: Campaign): readonly string[] {
  const { html, visibleText } = campaign;
  return html ? visibleText.blocks.flatMap(({ lines, text }) => (lines.length > 0 ? lines : [text])) : shownTexts(campaign);
}
