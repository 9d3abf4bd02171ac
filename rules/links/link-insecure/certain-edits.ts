import { isTag, type Document, type Element } from 'domhandler';
import type { Campaign, HtmlDocument } from '#campaign/campaign.js';
import { linkTarget } from '#campaign/facts/link-target.js';
import { outlookMarkupOf } from '#campaign/html/conditional-comments.js';
import { attributeOf, startTagOf } from '#campaign/html/html-document.js';
import { walk } from '#campaign/html/walk.js';
import type { Edit } from '#campaign/location.js';
import { sourceTagFinder, type SourceTag } from '#campaign/source-tags.js';

interface PlacedElement {
  readonly element: Element;
  /** Of its start tag, in the HTML. */
  readonly start: number;
}

const CARRIERS = { href: /^(?:a|area|v:.*)$/, src: /^(?:img|input|v:.*)$/ } as const;

/** `http` to `https` where the host, without a port, answers on https elsewhere in the mail; in Outlook's own markup too, so that both stay alike. */
export function certainEdits(campaign: Campaign, attribute: 'href' | 'src', insecureHost: (url: string) => string | undefined): readonly Edit[] {
  const { html } = campaign;
  const secure = secureHosts(campaign);
  if (!html || secure.size === 0) return [];
  const tagAt = sourceTagFinder(campaign);
  return placedElements(html).flatMap(({ element, start }) => {
    const url = CARRIERS[attribute].test(element.name) ? attributeOf(html, element, attribute)?.trim() : undefined;
    const host = url === undefined ? undefined : insecureHost(url);
    if (url === undefined || host === undefined || !secure.has(host) || linkTarget(url).port !== undefined) return [];
    const tag = tagAt(start);
    return tag ? schemeEdits(tag, attribute, url) : [];
  });
}

function secureHosts({ links, images }: Campaign): ReadonlySet<string> {
  const targets = [...links.map(({ href }) => href), ...images.map(({ src }) => src)].map(linkTarget);
  return new Set(targets.flatMap(({ scheme, host, port }) => (scheme === 'https' && host !== undefined && port === undefined ? [host] : [])));
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
function schemeEdits({ file, attributes }: SourceTag, name: string, url: string): readonly Edit[] {
  return attributes.flatMap(({ name: written, value, valueStart }) => {
    if (written !== name || value?.replaceAll('&amp;', '&').trim() !== url) return [];
    const start = valueStart + value.length - value.trimStart().length;
    return [{ file, range: [start, start + 'http'.length] as const, text: 'https' }];
  });
}
