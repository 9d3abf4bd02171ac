import { isTag } from 'domhandler';
import type { AnyNode, Element } from 'domhandler';
import type { TextBlock } from '#campaign/campaign.js';

const INTRODUCES = /[:：]\s*$/;
/** Elements around a paragraph in which a quotation may begin. */
const DEEPEST = 5;
/** Of all that is said: more of it is the mail itself, forwarded. */
const MOST_QUOTED = 0.5;
/** How editors indent a paragraph: no quotation. */
const INDENT = /^\s*margin:\s*0(?:px)? 0(?:px)? 0(?:px)? 40px/i;
/** What mail programs put a whole mail into when it is answered or forwarded. */
const WHOLE_MAIL = /gmail_quote|yahoo_quoted|moz-cite/;

/**
 * Paragraphs that somebody else has said, in whatever language: marked as a quotation, or written in the other direction, behind a
 * paragraph that announces them with a colon. A footer in another language, or a testimonial that nobody announced, is none.
 */
export function introducedQuotations(blocks: readonly TextBlock[]): ReadonlySet<TextBlock> {
  const found = new Set<TextBlock>();
  let quotation: Element | undefined;
  blocks.forEach((block, index) => {
    const before = blocks[index - 1];
    const around = block.role === 'body' && before ? quotationAround(block.element, before.element) : undefined;
    if (around === undefined || !before) return;
    if (around !== quotation && !INTRODUCES.test(before.text)) return;
    quotation = around;
    found.add(block);
  });
  return lengthOf([...found]) > MOST_QUOTED * lengthOf(blocks) ? new Set() : found;
}

function lengthOf(blocks: readonly TextBlock[]): number {
  return blocks.reduce((sum, { text }) => sum + text.length, 0);
}

function quotationAround(element: Element, before: Element): Element | undefined {
  if (directionOf(element) !== directionOf(before)) return element;
  let node: AnyNode | null = element;
  for (let depth = 0; node && isTag(node) && depth <= DEEPEST; depth += 1, node = node.parent) if (isQuotation(node)) return node;
  return undefined;
}

/** As the browser takes it, but for `auto`. */
function directionOf(element: Element): string {
  let node: AnyNode | null = element;
  for (; node && isTag(node); node = node.parent) if (/^(?:ltr|rtl)$/i.test(node.attribs['dir'] ?? '')) return (node.attribs['dir'] ?? '').toLowerCase();
  return 'ltr';
}

function isQuotation({ name, attribs }: Element): boolean {
  return name === 'q' || (name === 'blockquote' && attribs['type'] !== 'cite' && !WHOLE_MAIL.test(attribs['class'] ?? '') && !INDENT.test(attribs['style'] ?? ''));
}
