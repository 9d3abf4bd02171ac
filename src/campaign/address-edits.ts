import { isTag, type Document, type Element } from 'domhandler';
import type { Campaign, HtmlDocument } from './campaign.js';
import { outlookMarkupOf } from './html/conditional-comments.js';
import { attributeOf, startTagOf } from './html/html-document.js';
import { walk } from './html/walk.js';
import type { Edit } from './location.js';
import { sourceTagFinder, type SourceTag } from './source-tags.js';

/** What to write in place of an address, or of its beginning. */
export interface Rewriting {
  /** As it goes into an attribute: escaped. */
  readonly text: string;
  /** So many characters of its beginning are replaced; absent: all. */
  readonly replaced?: number;
}

interface PlacedElement {
  readonly element: Element;
  /** Of its start tag, in the HTML. */
  readonly start: number;
}

const CARRIERS = { href: /^(?:a|area|v:.*)$/, src: /^(?:img|input|v:.*)$/ } as const;

/** The edits that rewrite the addresses of links or pictures where they stand in the author's file; in Outlook's own markup too, so that both stay alike. */
export function addressEdits(campaign: Campaign, attribute: 'href' | 'src', rewritten: (address: string) => Rewriting | undefined): readonly Edit[] {
  const { html } = campaign;
  if (!html) return [];
  const tagAt = sourceTagFinder(campaign);
  return placedElements(html).flatMap(({ element, start }) => {
    const address = CARRIERS[attribute].test(element.name) ? attributeOf(html, element, attribute)?.trim() : undefined;
    const rewriting = address === undefined ? undefined : rewritten(address);
    const tag = rewriting && tagAt(start);
    return address !== undefined && rewriting && tag ? valueEdits(tag, attribute, address, rewriting) : [];
  });
}

/** Those in Outlook's conditional comments too. */
function placedElements(html: HtmlDocument): readonly PlacedElement[] {
  return [...elementsBelow(html.root, 0), ...outlookMarkupOf(html).flatMap(({ root, offset }) => elementsBelow(root, offset))];
}

function elementsBelow(root: Document, offset: number): readonly PlacedElement[] {
  const elements: PlacedElement[] = [];
  walk(root, {
    enter(node) {
      if (isTag(node)) elements.push({ element: node, start: offset + startTagOf(node).startOffset });
      return undefined;
    },
  });
  return elements;
}

/** A component of MJML may render its addresses otherwise than they are written: then they are left alone. */
function valueEdits({ file, attributes }: SourceTag, name: string, address: string, { text, replaced }: Rewriting): readonly Edit[] {
  return attributes.flatMap(({ name: written, value, valueStart }) => {
    if (written !== name || value?.replaceAll('&amp;', '&').trim() !== address) return [];
    const start = valueStart + value.length - value.trimStart().length;
    return [{ file, range: [start, start + (replaced ?? value.trim().length)] as const, text }];
  });
}
