import { isTag, type Comment, type Document, type Element } from 'domhandler';
import type { HtmlDocument } from '../campaign.js';
import { parseMarkup } from './html-document.js';
import { commentsOf } from './elements.js';
import { perDocument } from './per-document.js';

/** Markup that only Outlook for Windows (Word) shows: the content of `<!--[if mso]> ... <![endif]-->`. */
export interface OutlookMarkup {
  readonly root: Document;
  /** Element that the comment stands in. */
  readonly parent: Element;
  /** Offset in the document's source at which offsets of `root` start. */
  readonly offset: number;
}

const CONDITION = /^\[if\s([^\]]{1,200})\]>/i;
const NEGATED = /!\s*\(?\s*(?:[gl]te?\s+)?mso/i;

/** Links and VML. */
const HOLDS_FACTS = /<(?:a|area|v:[a-z]+)\s/i;

/** Words, a link, an image or VML, as opposed to the tables that hold columns together. */
const CONTENT = /<(?:a|img|v:[a-z]+)\b|(?:^|>)[^<>]*[\p{L}\p{N}]/iu;
const ENTITY = /&#?\w{1,20};?/g;

const readComments = perDocument((document): { readonly markup: readonly OutlookMarkup[]; readonly hasContent: boolean } => {
  const markup: OutlookMarkup[] = [];
  let hasContent = false;
  for (const comment of commentsOf(document)) {
    const { parent } = comment;
    const outlook = parent && isTag(parent) && parent.name !== 'head' ? outlookOnly(comment) : undefined;
    if (!outlook) continue;
    hasContent ||= CONTENT.test(outlook.text.replace(ENTITY, ''));
    const start = comment.sourceCodeLocation?.startOffset ?? 0;
    if (HOLDS_FACTS.test(outlook.text)) markup.push({ root: parseMarkup(outlook.text), parent: parent as Element, offset: start + '<!--'.length + outlook.offset });
  }
  return { markup, hasContent };
});

/** In document order, as far as it holds links or VML. */
export function outlookMarkupOf(document: HtmlDocument): readonly OutlookMarkup[] {
  return readComments(document).markup;
}

/** Whether Outlook gets content of its own: then what `mso-hide` hides from it has a stand-in (a VML button beside a link). */
export function hasOutlookContent(document: HtmlDocument): boolean {
  return readComments(document).hasContent;
}

/** What a comment holds for Outlook alone, with its offset in the comment; undefined for any other comment. */
function outlookOnly({ data }: Comment): { readonly text: string; readonly offset: number } | undefined {
  const match = CONDITION.exec(data);
  const condition = match?.[1] ?? '';
  if (!match || !/\bmso\b/i.test(condition) || NEGATED.test(condition)) return undefined;
  const offset = match[0].length;
  return { text: data.slice(offset).replace(/<!\[endif\]$/i, ''), offset };
}
