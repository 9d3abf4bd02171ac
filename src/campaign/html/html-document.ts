import { isTag, type AnyNode, type Document, type Element } from 'domhandler';
import type { HtmlDocument } from '../campaign.js';
import type { Location } from '../location.js';
import { maskTemplateTags, unmaskTemplateTags } from '../merge/template-tag-mask.js';
import { findTemplateTags, type TemplateTag } from '../merge/template-tags.js';
import { LocatedParser } from './located-parser.js';
import { treeAdapter } from './tree-adapter.js';

/**
 * Stands for a statement tag that the mask turned into spaces. HTML and CSS take a form feed for white space, and no author
 * writes one, so text can be read as if the statement were not there.
 */
export const STATEMENT_FILL = '\f';

// Mail clients run no scripts, so the content of <noscript> is markup.
const PARSER_OPTIONS = { treeAdapter, sourceCodeLocationInfo: true, scriptingEnabled: false } as const;

/** HTML as a document with positions. `locate` turns an offset range of `source` into a place the author can open. */
export function parseHtml(source: string, locate: (start: number, end: number) => Location): HtmlDocument {
  const tags = findTemplateTags(source);
  return {
    source,
    root: LocatedParser.parse(maskForParser(source, tags), PARSER_OPTIONS),
    unmask: (text) => unmaskTemplateTags(text, tags),
    locate,
    locateElement(element) {
      const { startOffset, endOffset } = startTagOf(element);
      return locate(startOffset, endOffset);
    },
  };
}

/** Markup that stands in a comment. Offsets in the tree count from the start of `markup`. */
export function parseMarkup(markup: string): Document {
  const parser = LocatedParser.getFragmentParser(null, PARSER_OPTIONS);
  parser.tokenizer.write(markup, true);
  return parser.getFragment();
}

/** Offsets of an element's start tag; of the nearest element around it that has one, when the parser supplied the element. */
export function startTagOf(element: Element): { startOffset: number; endOffset: number } {
  let node: AnyNode | null = element;
  while (node && isTag(node)) {
    const range = node.sourceCodeLocation?.startTag ?? node.sourceCodeLocation;
    if (range) return range;
    node = node.parent;
  }
  return { startOffset: 0, endOffset: 0 };
}

/** An attribute as its author wrote it, entities decoded; undefined without one. */
export function attributeOf(document: HtmlDocument, element: Element, name: string): string | undefined {
  const value = element.attribs[name];
  return value === undefined ? undefined : document.unmask(value);
}

function maskForParser(source: string, tags: readonly TemplateTag[]): string {
  const masked = maskTemplateTags(source, tags);
  const pieces: string[] = [];
  let done = 0;
  for (const { kind, start, end } of tags) {
    if (kind !== 'statement' || masked.charAt(start) !== ' ') continue;
    pieces.push(masked.slice(done, start), STATEMENT_FILL.repeat(end - start));
    done = end;
  }
  return pieces.length === 0 ? masked : pieces.join('') + masked.slice(done);
}
