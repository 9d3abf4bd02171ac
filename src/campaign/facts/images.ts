import { isTag, type Element } from 'domhandler';
import type { HtmlDocument, Image } from '../campaign.js';
import { computedStylesOf, CONTENT_WIDTH, type ComputedStyle, type ComputedStyles } from '../html/computed-styles.js';
import { outlookMarkupOf, type OutlookMarkup } from '../html/conditional-comments.js';
import { parseStyleAttribute } from '../html/css/declarations.js';
import { declaredStyle, type DeclaredStyle } from '../html/css/declared-style.js';
import { parseLength, toPixels, type Length } from '../html/css/length.js';
import { renderedElementsOf } from '../html/elements.js';
import { footerOf } from './footer.js';
import { attributeOf, startTagOf } from '../html/html-document.js';
import { perDocument } from '../html/per-document.js';
import { surroundingsOf } from '../html/surroundings.js';
import { walk } from '../html/walk.js';

/** An image with the element that shows it; with the element around the comment, for VML. */
export interface PlacedImage {
  readonly image: Image;
  readonly element: Element;
}

interface Size {
  readonly width: number | undefined;
  readonly height: number | undefined;
}

const LARGEST_PIXEL = 3;
/** An icon's height is often left to its width. */
const LARGEST_ICON = 64;
/** A spacer by name is at most this thick; a file named like `logo-transparent.png` is thicker. */
const THICKEST_SPACER = 50;

const SPACER_NAME = /(?:^|[/_.-])(?:spacer|blank|clear|transparent|trans|shim|dot_?clear|(pixel|1x1))[\w-]{0,12}\.(?:gif|png|jpe?g|webp)(.*)$/i;
const CSS_URL = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^()"'\s]*))\s*\)/gi;
const VML_IMAGES: ReadonlySet<string> = new Set(['v:fill', 'v:imagedata', 'v:image', 'v:background']);

export function imagesOf(document: HtmlDocument): readonly Image[] {
  return placedImagesOf(document).map(({ image }) => image);
}

/** Images of every kind in document order. */
export const placedImagesOf = perDocument((document): readonly PlacedImage[] => {
  const styles = computedStylesOf(document);
  const placed = renderedElementsOf(document).filter((element) => mayShowImage(element, styles)).flatMap((element) => imagesOn(document, element));
  const vml = outlookMarkupOf(document).flatMap((markup) => vmlImages(document, markup));
  return vml.length === 0 ? placed : [...placed, ...vml].toSorted((a, b) => a.image.start - b.image.start);
});

function mayShowImage(element: Element, styles: ComputedStyles): boolean {
  return isImageElement(element) || element.attribs['background'] !== undefined || styles.of(element).declared.backgroundImage !== undefined;
}

function isImageElement({ name, attribs }: Element): boolean {
  return name === 'img' || (name === 'input' && attribs['type']?.toLowerCase() === 'image');
}

function imagesOn(document: HtmlDocument, element: Element): readonly PlacedImage[] {
  const { attribs } = element;
  const styles = computedStylesOf(document);
  const style = styles.of(element);
  const attribute = attribs['background'];
  const { backgroundImage } = style.declared;
  const isImage = isImageElement(element);
  const found: [Image['kind'], string][] = [];
  if (backgroundImage !== undefined) for (const url of cssUrls(backgroundImage)) if (url !== attribute) found.push(['css-background', url]);
  if (attribute) found.push(['attribute-background', attribute]);
  if (isImage && attribs['src'] !== undefined) found.push(['img', attribs['src']]);
  const around = surroundingsOf(document).of(isImage || !element.parent || !isTag(element.parent) ? element : element.parent);
  const size = sizeOf(element, style, around.width);
  const { startOffset: start } = startTagOf(element);
  return found.map(([kind, src]) => {
    const facts = factsOf(document, element, kind, src, size);
    return { element, image: { purpose: purposeOf(facts, style, styles), start, location: document.locateElement(element), ...facts } };
  });
}

function factsOf(document: HtmlDocument, element: Element, kind: Image['kind'], src: string, size: Size): Omit<Image, 'purpose' | 'start' | 'location'> {
  return {
    kind, ...size,
    src: document.unmask(src),
    alt: kind === 'img' ? attributeOf(document, element, 'alt') : undefined,
    visible: computedStylesOf(document).of(element).boxHidden === undefined,
    inFooter: footerOf(document).contains(element),
    href: hrefAround(document, element),
  };
}

function hrefAround(document: HtmlDocument, element: Element): string | undefined {
  const { link } = surroundingsOf(document).of(element);
  return link && attributeOf(document, link, 'href')?.trim();
}

function cssUrls(value: string): readonly string[] {
  return [...value.matchAll(CSS_URL)].map(([, double, single, bare]) => (double ?? single ?? bare ?? '').trim()).filter(Boolean);
}

/** Attributes before style, pixels before percentages; `max-width` caps both. */
function sizeOf({ attribs }: Element, { declared, fontSize }: ComputedStyle, container: number): Size {
  const width = toPixels(decisive(parseLength(attribs['width'] ?? ''), declared.width), fontSize, container);
  const most = toPixels(declared.maxWidth, fontSize, container);
  const height = toPixels(decisive(parseLength(attribs['height'] ?? ''), declared.height), fontSize);
  return { width: width !== undefined && most !== undefined ? Math.min(width, most) : width, height };
}

function decisive(attribute: Length | undefined, css: Length | undefined): Length | undefined {
  return attribute?.unit === '%' && css && css.unit !== '%' ? css : attribute ?? css;
}

function purposeOf(image: Omit<Image, 'purpose' | 'start' | 'location'>, { boxHidden }: ComputedStyle, styles: ComputedStyles): Image['purpose'] {
  const sides = [image.width, image.height].filter((side) => side !== undefined);
  const [shorter, longer] = [Math.min(...sides), Math.max(...sides)];
  if (isSpacerName(image.src) && (sides.length === 0 || shorter <= THICKEST_SPACER)) return 'spacer';
  if (sides.length > 0 && longer <= LARGEST_PIXEL) return 'pixel';
  if (image.kind === 'img' && boxHidden && boxHidden.by !== 'mso-hide' && !styles.isRevealed(boxHidden)) return 'pixel';
  if (shorter <= 1 && (image.alt ?? '').trim() === '') return 'spacer';
  return image.width !== undefined && longer <= LARGEST_ICON ? 'icon' : 'content';
}

/** A file that is named as a spacer and asked for without telling who asks; `pixel.gif` may as well count readers. */
function isSpacerName(src: string): boolean {
  const match = SPACER_NAME.exec(src);
  return match !== null && match[1] === undefined && match[2] === '';
}

function vmlImages(document: HtmlDocument, { root, parent, offset }: OutlookMarkup): readonly PlacedImage[] {
  const placed: PlacedImage[] = [];
  walk(root, {
    enter(node) {
      if (!isTag(node) || !VML_IMAGES.has(node.name) || !node.attribs['src']) return undefined;
      const { startOffset, endOffset } = startTagOf(node);
      const [start, end] = [offset + startOffset, offset + endOffset];
      const image: Image = {
        kind: 'vml', src: document.unmask(node.attribs['src']), alt: attributeOf(document, node, 'alt'), ...vmlSize(node), purpose: 'content',
        visible: computedStylesOf(document).of(parent).boxHidden === undefined,
        inFooter: footerOf(document).contains(parent, start),
        href: hrefAround(document, parent),
        start,
        location: document.locate(start, end),
      };
      placed.push({ image, element: parent });
      return undefined;
    },
  });
  return placed;
}

/** VML takes its size from the style of the shape that is filled. */
function vmlSize(element: Element): Size {
  for (let node: Element | undefined = element; node; node = node.parent && isTag(node.parent) ? node.parent : undefined) {
    const { width, height }: DeclaredStyle = declaredStyle(parseStyleAttribute(node.attribs['style'] ?? ''));
    if (width) return { width: toPixels(width, 16, CONTENT_WIDTH), height: toPixels(height, 16) };
  }
  return { width: undefined, height: undefined };
}
