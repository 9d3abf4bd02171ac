import { isTag, isText, type Element } from 'domhandler';
import type { HtmlDocument } from '#campaign/campaign.js';
import { placedImagesOf } from '#campaign/facts/images.js';
import { hasWords } from '#campaign/facts/reader-text.js';
import { surroundingsOf } from '#campaign/html/surroundings.js';
import { walk } from '#campaign/html/walk.js';
import { defineRule } from '#rule/rule.js';

export default defineRule({
  id: 'accessibility/image-link-unnamed',
  severity: 'warning',
  summary: 'Linked images with an empty alt text: links without a name',
  needs: ['html'],
  messages: {
    unnamed: '{{links}} only a picture with an empty alt text: a screen reader says "link" and reads out the address.',
  },
  suggestions: { unnamed: 'Write into alt where the link leads: "Acme on Instagram".' },
  defaultOptions: {},
  optionsSchema: {},
  *check({ html }) {
    if (!html) return;
    const unnamed = pictureLinks(html).filter((link) => !isNamed(link));
    const [first] = unnamed;
    if (!first) return;
    const hrefs = [...new Set(unnamed.map(({ attribs }) => html.unmask(attribs['href'] ?? '')))];
    yield {
      messageId: 'unnamed',
      data: { links: unnamed.length === 1 ? '1 link holds' : `${unnamed.length} links hold` },
      location: html.locateElement(first),
      evidence: { links: unnamed.length, hrefs: hrefs.slice(0, 5) },
    };
  },
});

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
  return ['aria-label', 'aria-labelledby', 'title'].some((name) => (attribs[name] ?? '').trim() !== '');
}

/** Another rule speaks of it. */
function lacksAlt({ name, attribs }: Element): boolean {
  return name === 'img' && attribs['alt'] === undefined;
}
