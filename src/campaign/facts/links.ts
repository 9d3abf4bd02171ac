import { isTag, isText, type Element } from 'domhandler';
import type { HtmlDocument, Link } from '../campaign.js';
import { computedStylesOf } from '../html/computed-styles.js';
import { outlookMarkupOf, type OutlookMarkup } from '../html/conditional-comments.js';
import { renderedElementsOf } from '../html/elements.js';
import { footerOf } from './footer.js';
import { attributeOf, startTagOf } from '../html/html-document.js';
import { placedImagesOf } from './images.js';
import { perDocument } from '../html/per-document.js';
import { readerText } from './reader-text.js';
import { isLink, surroundingsOf } from '../html/surroundings.js';
import { joinSegments, textFlowOf, type Segment } from '../html/text-flow.js';
import { walk } from '../html/walk.js';

export interface PlacedLink {
  readonly link: Link;
  /** Offset of its start tag in the document's source. */
  readonly start: number;
}

/** What stands inside a link. */
interface LinkContent {
  readonly visible: Segment[];
  readonly hidden: Segment[];
  readonly alts: string[];
  images: number;
  visibleImages: number;
}

const NO_CONTENT: LinkContent = { visible: [], hidden: [], alts: [], images: 0, visibleImages: 0 };

export function linksOf(document: HtmlDocument): readonly Link[] {
  return placedLinksOf(document).map(({ link }) => link);
}

/** Links in document order, those for Outlook alone among them. */
export const placedLinksOf = perDocument((document): readonly PlacedLink[] => {
  const contents = contentsOfLinks(document);
  const placed = renderedElementsOf(document).filter(isLink)
    .map((element): PlacedLink => ({ link: readLink(document, element, contents.get(element)), start: startTagOf(element).startOffset }));
  const outlook = outlookMarkupOf(document).flatMap((markup) => outlookLinks(document, markup));
  return outlook.length === 0 ? placed : [...placed, ...outlook].toSorted((a, b) => a.start - b.start);
});

function contentsOfLinks(document: HtmlDocument): ReadonlyMap<Element, LinkContent> {
  const surroundings = surroundingsOf(document);
  const contents = new Map<Element, LinkContent>();
  const contentAround = (element: Element): LinkContent | undefined => {
    const { link } = surroundings.of(element);
    if (!link) return undefined;
    const known = contents.get(link);
    if (known) return known;
    const content: LinkContent = { visible: [], hidden: [], alts: [], images: 0, visibleImages: 0 };
    contents.set(link, content);
    return content;
  };
  const { paragraphs, hidden } = textFlowOf(document);
  for (const segments of paragraphs) for (const segment of segments) contentAround(segment.element)?.visible.push(segment);
  for (const { segments } of hidden) for (const segment of segments) contentAround(segment.element)?.hidden.push(segment);
  for (const { element, image } of placedImagesOf(document)) {
    const content = contentAround(element);
    if (!content || image.kind === 'vml') continue;
    if (image.alt) content.alts.push(image.alt);
    content.images++;
    if (image.visible && image.purpose !== 'pixel') content.visibleImages++;
  }
  return contents;
}

function readLink(document: HtmlDocument, element: Element, { visible, hidden, alts, images, visibleImages } = NO_CONTENT): Link {
  const isArea = element.name === 'area';
  const words = wordsOf(document, visible);
  const names = isArea ? attributeOf(document, element, 'alt') : alts.join(' ');
  const isButton = surroundingsOf(document).of(element).button === element;
  const shown = computedStylesOf(document).of(element).boxHidden === undefined;
  return {
    href: hrefOf(document, element),
    text: words || names?.trim() || wordsOf(document, hidden),
    title: attributeOf(document, element, 'title'),
    label: attributeOf(document, element, 'aria-label'),
    role: isArea ? 'area' : roleOf(words, images, isButton),
    visible: isArea ? shown : words !== '' || visibleImages > 0,
    inFooter: footerOf(document).contains(element),
    msoOnly: false,
    location: document.locateElement(element),
  };
}

function roleOf(words: string, images: number, isButton: boolean): Link['role'] {
  if (words === '') return images > 0 ? 'image' : 'text';
  return isButton ? 'button' : 'text';
}

function wordsOf(document: HtmlDocument, segments: readonly Segment[]): string {
  return document.unmask(readerText(joinSegments(segments)));
}

/** Adobe Campaign's editor writes `#` and keeps the target beside it, from where it is filled in at the send. */
const KEPT_TARGET = 'data-nl-lnkep-perso-attr-href';

function hrefOf(document: HtmlDocument, element: Element): string {
  const href = attributeOf(document, element, 'href')?.trim() ?? '';
  return href === '#' ? attributeOf(document, element, KEPT_TARGET)?.trim() ?? href : href;
}

function outlookLinks(document: HtmlDocument, { root, parent, offset }: OutlookMarkup): readonly PlacedLink[] {
  const placed: PlacedLink[] = [];
  walk(root, {
    enter(node) {
      if (!isTag(node)) return undefined;
      const isShape = node.name.startsWith('v:');
      if (!isLink(node) && !(isShape && node.attribs['href'] !== undefined)) return undefined;
      const { startOffset, endOffset } = startTagOf(node);
      const [start, end] = [offset + startOffset, offset + endOffset];
      const { words, alts } = markupContent(node);
      const link: Link = {
        href: hrefOf(document, node),
        text: document.unmask(words || alts),
        title: attributeOf(document, node, 'title'),
        label: attributeOf(document, node, 'aria-label'),
        role: node.name === 'area' ? 'area' : isShape ? 'button' : words === '' && alts !== '' ? 'image' : 'text',
        visible: computedStylesOf(document).of(parent).boxHidden === undefined,
        inFooter: footerOf(document).contains(parent, start),
        msoOnly: true,
        location: document.locate(start, end),
      };
      placed.push({ link, start });
      return undefined;
    },
  });
  return placed;
}

function markupContent(element: Element): { readonly words: string; readonly alts: string } {
  let words = '';
  const alts: string[] = [];
  walk(element, {
    enter(node) {
      if (isText(node)) words += node.data;
      else if (isTag(node) && node.attribs['alt']) alts.push(node.attribs['alt']);
      return undefined;
    },
  });
  return { words: readerText(words), alts: alts.join(' ') };
}
