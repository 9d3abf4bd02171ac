import { isComment, isTag, type Comment, type Document, type Element } from 'domhandler';
import type { HtmlDocument } from './campaign.js';
import { parseMarkup } from './html-document.js';
import { perDocument } from './per-document.js';
import { walk } from './walk.js';

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

const ANCESTORS_WITH_STAND_IN = 2;

/** In document order, as far as it holds links or VML. */
export const outlookMarkupOf = perDocument(({ root }: HtmlDocument): readonly OutlookMarkup[] => {
  const found: OutlookMarkup[] = [];
  walk(root, {
    enter(node) {
      const { parent } = node;
      if (!isComment(node) || !parent || !isTag(parent)) return undefined;
      const markup = outlookOnly(node);
      if (markup && HOLDS_FACTS.test(markup.text)) {
        const start = node.sourceCodeLocation?.startOffset ?? 0;
        found.push({ root: parseMarkup(markup.text), parent, offset: start + '<!--'.length + markup.offset });
      }
      return undefined;
    },
  });
  return found;
});

/**
 * Whether Outlook gets something else in place of the element (a VML button beside a link with `mso-hide: all`): an Outlook-only
 * comment with content next to it or next to the elements closest around it.
 */
export function hasOutlookStandIn(element: Element): boolean {
  let node = element;
  for (let level = 0; level <= ANCESTORS_WITH_STAND_IN; level++) {
    const comments = [...neighbours(node, 'prev'), ...neighbours(node, 'next')];
    if (comments.some((comment) => CONTENT.test(outlookOnly(comment)?.text.replace(ENTITY, '') ?? ''))) return true;
    if (!node.parent || !isTag(node.parent)) return false;
    node = node.parent;
  }
  return false;
}

/** Comments on one side of a node, up to the first element. */
function neighbours(node: Element, direction: 'prev' | 'next'): readonly Comment[] {
  const comments: Comment[] = [];
  for (let sibling = node[direction]; sibling && !isTag(sibling); sibling = sibling[direction]) {
    if (isComment(sibling)) comments.push(sibling);
  }
  return comments;
}

/** What a comment holds for Outlook alone, with its offset in the comment; undefined for any other comment. */
function outlookOnly({ data }: Comment): { readonly text: string; readonly offset: number } | undefined {
  const match = CONDITION.exec(data);
  const condition = match?.[1] ?? '';
  if (!match || !/\bmso\b/i.test(condition) || NEGATED.test(condition)) return undefined;
  const offset = match[0].length;
  return { text: data.slice(offset).replace(/<!\[endif\]$/i, ''), offset };
}
