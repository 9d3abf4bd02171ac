import { imagesOf } from '#campaign/facts/images.js';
import type { HtmlDocument } from '#campaign/campaign.js';
import { parseHtml } from '#campaign/html/html-document.js';
import { linksOf } from '#campaign/facts/links.js';
import type { Location } from '#campaign/location.js';
import { visibleTextOf } from '#campaign/html/visible-text.js';

/** A document whose locations carry offsets: line is the start, endLine the end. */
export function documentOf(html: string): HtmlDocument {
  return parseHtml(html, (start, end): Location => ({ part: 'html', line: start, endLine: end }));
}

/** Facts of an HTML body, in the shapes that tests compare. */
export function factsOf(html: string) {
  const document = documentOf(html);
  const { blocks, hidden } = visibleTextOf(document);
  return {
    document, blocks, hidden,
    links: linksOf(document),
    images: imagesOf(document),
    /** `role: text` of each block. */
    roles: blocks.map(({ role, text }) => `${role}: ${text}`),
    texts: blocks.map(({ text }) => text),
    /** `by: text` of each hidden run, `(responsive)` after it when it is. */
    hiddenTexts: hidden.map(({ by, text, responsive }) => `${by}: ${text}${responsive ? ' (responsive)' : ''}`),
  };
}

/** The source that a location covers. */
export function sourceAt({ document }: { document: HtmlDocument }, { line, endLine }: Location): string {
  return document.source.slice(line, endLine);
}
