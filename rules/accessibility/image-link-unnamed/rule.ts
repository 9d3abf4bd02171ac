import { isTag, isText, type Element } from 'domhandler';
import type { HtmlDocument } from '#campaign/campaign.js';
import { placedImagesOf } from '#campaign/facts/images.js';
import { hasWords, readerText } from '#campaign/facts/reader-text.js';
import { computedStylesOf } from '#campaign/html/computed-styles.js';
import { renderedElementsOf } from '#campaign/html/elements.js';
import { STATEMENT_FILL } from '#campaign/html/html-document.js';
import { isLink, surroundingsOf } from '#campaign/html/surroundings.js';
import { walk } from '#campaign/html/walk.js';
import type { Problem } from '#rule/finding.js';
import { defineRule } from '#rule/rule.js';

/** Elements that show something although no text is in them. */
const SHOWS: ReadonlySet<string> = new Set(['img', 'svg', 'picture', 'object', 'embed', 'video', 'audio', 'canvas', 'input', 'button', 'select', 'iframe', 'math', 'meter', 'progress', 'v:image']);

export default defineRule({
  id: 'accessibility/image-link-unnamed',
  severity: 'warning',
  summary: 'Links without a name: with nothing in them, or only images with an empty alt text',
  needs: ['html'],
  messages: {
    unnamed: '{{links}} only a picture with an empty alt text: a screen reader says "link" and reads out the address.',
    empty: '{{links}} neither text nor picture: a screen reader says "link" and reads out the address.',
  },
  suggestions: { unnamed: 'Write into alt where the link leads: "Acme on Instagram".', empty: 'Take it out, or write into it where it leads.' },
  defaultOptions: {},
  optionsSchema: {},
  *check({ html }) {
    if (!html) return;
    yield* problemOf(html, 'unnamed', pictureLinks(html).filter((link) => !isNamed(link)));
    yield* problemOf(html, 'empty', emptyLinks(html));
  },
});

function* problemOf(html: HtmlDocument, messageId: 'unnamed' | 'empty', links: readonly Element[]): Iterable<Problem<'unnamed' | 'empty'>> {
  const [first] = links;
  if (!first) return;
  const hrefs = [...new Set(links.map(({ attribs }) => html.unmask(attribs['href'] ?? '')))];
  yield {
    messageId,
    data: { links: links.length === 1 ? '1 link holds' : `${links.length} links hold` },
    location: html.locateElement(first),
    evidence: { links: links.length, hrefs: hrefs.slice(0, 5) },
    places: links.map(({ attribs }) => html.unmask(attribs['href'] ?? '')),
  };
}

/** Links to somewhere in which there is nothing to read out, and no picture. Without a target they are `links/link-placeholder`. */
function emptyLinks(html: HtmlDocument): readonly Element[] {
  const styles = computedStylesOf(html);
  const links = renderedElementsOf(html).filter((element) => element.name === 'a' && isLink(element) && (element.attribs['href'] ?? '').trim() !== '');
  return firstOfEach(links).filter((element) => styles.of(element).boxHidden === undefined && isEmpty(element));
}

/** A link that is never closed goes on in the next paragraphs, as elements of their own with the place of the first. */
function firstOfEach(links: readonly Element[]): readonly Element[] {
  const places = new Set<number>();
  return links.filter(({ sourceCodeLocation }) => {
    const place = sourceCodeLocation?.startOffset;
    return place === undefined || (!places.has(place) && places.add(place));
  });
}

/** Pictures, fields and whatever a template puts there are something. */
function isEmpty(link: Element): boolean {
  let empty = !isPassedOver(link) && !namesItself(link);
  walk(link, {
    enter(node) {
      if (isText(node)) empty &&= readerText(node.data) === '' && !node.data.includes(STATEMENT_FILL);
      else if (isTag(node)) empty &&= !namesItself(node) && !SHOWS.has(node.name);
      return empty;
    },
  });
  return empty;
}

/** By whoever reads the mail out. */
function isPassedOver(link: Element): boolean {
  for (let node: Element | null = link; node; node = node.parent && isTag(node.parent) ? node.parent : null) {
    if (node.attribs['aria-hidden']?.trim().toLowerCase() === 'true') return true;
  }
  return false;
}

/** Links around a visible picture whose alt is empty. A picture without alt is `accessibility/image-alt-missing`. */
function pictureLinks(html: HtmlDocument): readonly Element[] {
  const empty = placedImagesOf(html).filter(({ image }) => image.kind === 'img' && image.visible && image.purpose !== 'pixel' && image.alt?.trim() === '');
  const links = empty.map(({ element }) => surroundingsOf(html).of(element).link);
  return [...new Set(links.filter((link) => link !== undefined))];
}

/** Whether text, an alt text, a title or an ARIA attribute names the link. WAI, Accessible Name and Description Computation 1.2. */
function isNamed(link: Element): boolean {
  let named = namesItself(link);
  walk(link, {
    enter(node) {
      named ||= isText(node) ? hasWords(node.data) : isTag(node) && (namesItself(node) || lacksAlt(node) || hasWords(node.attribs['alt'] ?? ''));
      return !named;
    },
  });
  return named;
}

function namesItself({ attribs }: Element): boolean {
  return [attribs['aria-label'], attribs['aria-labelledby'], attribs['title']].some((name) => name !== undefined && name.trim() !== '');
}

/** Another rule speaks of it. */
function lacksAlt({ name, attribs }: Element): boolean {
  return name === 'img' && attribs['alt'] === undefined;
}
