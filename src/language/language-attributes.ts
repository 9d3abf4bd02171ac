import { isTag } from 'domhandler';
import type { AnyNode, Element } from 'domhandler';
import type { HtmlDocument, TextBlock } from '#campaign/campaign.js';
import type { Location } from '#campaign/location.js';

/** A `lang` attribute. */
export interface LanguageAttribute {
  /** As the author wrote it. */
  readonly value: string;
  /** It holds a template tag: its value is known only when the mail is sent. */
  readonly dynamic: boolean;
  /** The start tag that carries it. */
  readonly location: Location;
}

/** The `<html>` element; the parser supplies one to a fragment, which then has no `sourceCodeLocation`. */
export function htmlElement({ root }: HtmlDocument): Element | undefined {
  return root.children.filter(isTag).find(({ name }) => name === 'html');
}

export function languageAttribute(html: HtmlDocument, element: Element): LanguageAttribute | undefined {
  const masked = element.attribs['lang'];
  if (masked === undefined) return undefined;
  const value = html.unmask(masked).trim();
  return { value, dynamic: value !== masked.trim() || masked.includes('\f'), location: html.locateElement(element) };
}

/**
 * The innermost element below `<body>` that declares a language and holds every block: mail clients drop `<html>` and `<body>`,
 * so builders repeat its attribute there. It speaks for the document, not for a part. The hidden preheader stands before it.
 */
export function languageWrapper(blocks: readonly TextBlock[]): Element | undefined {
  const [first, ...others] = blocks.filter(({ role }) => role !== 'preheader');
  const declaring = first ? declaringElements(first.element) : [];
  return declaring.find((wrapper) => others.every(({ element }) => declaringElements(element).includes(wrapper)));
}

/** The language that markup declares for a block alone, inside the wrapper. */
export function ownLanguage({ element, lang }: TextBlock, wrapper: Element | undefined): string | undefined {
  if (lang === undefined) return undefined;
  const inherited = wrapper?.attribs['lang'];
  return lang === inherited && declaringElements(element)[0] === wrapper ? undefined : lang;
}

/** The attribute that holds for text without one of its own: the wrapper's, else the one of `<body>` or `<html>`. */
export function governingAttribute(html: HtmlDocument, blocks: readonly TextBlock[]): LanguageAttribute | undefined {
  return documentAttributes(html, blocks)[0];
}

/** The attributes that speak for all text, from the inside out: the wrapper's, those of `<body>` and `<html>`. */
export function documentAttributes(html: HtmlDocument, blocks: readonly TextBlock[]): readonly LanguageAttribute[] {
  const root = htmlElement(html);
  const body = root?.children.filter(isTag).find(({ name }) => name === 'body');
  return [languageWrapper(blocks), body, root].flatMap((element) => (element && languageAttribute(html, element)) ?? []);
}

/** From the inside out, up to `<body>`. */
function declaringElements(element: Element): readonly Element[] {
  const found: Element[] = [];
  for (let node: AnyNode | null = element; node && isTag(node) && node.name !== 'body' && node.name !== 'html'; node = node.parent)
    if (node.attribs['lang'] !== undefined) found.push(node);
  return found;
}
