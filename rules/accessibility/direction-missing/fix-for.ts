import { isTag, type Element } from 'domhandler';
import type { Campaign } from '#campaign/campaign.js';
import { attributeOf, startTagOf } from '#campaign/html/html-document.js';
import { attributeEdits, sourceTagFinder } from '#campaign/source-tags.js';
import { htmlElement } from '#language/language-attributes.js';
import { isLanguageTag } from '#language/language-tag.js';
import { fixOf } from '#rule/fix.js';

type Attribute = 'lang' | 'dir';

/**
 * Repeats on the wrapper what html or body declares, and writes the direction that all of the text has. In MJML the root tag is
 * edited: mjml writes its attributes on the wrapper. Nothing is certain where the page declares another direction than its text has.
 */
export function fixFor(campaign: Campaign, wrapper: Element, lacks: readonly Attribute[], direction: 'ltr' | 'rtl' | undefined) {
  const { html } = campaign;
  const root = html && htmlElement(html);
  if (!html || !root) return {};
  const isMjml = html.locateElement(wrapper).part === 'mjml';
  const tag = sourceTagFinder(campaign)(startTagOf(isMjml ? root : wrapper).startOffset);
  if (!tag || tag.name !== (isMjml ? 'mjml' : wrapper.name)) return {};
  const body = root.children.filter(isTag).find(({ name }) => name === 'body');
  const declared = (name: Attribute): string | undefined => [body, root].flatMap((element) => (element && attributeOf(html, element, name)?.trim()) || [])[0];
  const lang = declared('lang');
  const dir = declared('dir')?.toLowerCase() ?? direction;
  const certain = {
    ...(lacks.includes('lang') && lang !== undefined && isLanguageTag(lang) && { lang }),
    ...(lacks.includes('dir') && dir !== undefined && dir === direction && { dir }),
  };
  const written = Object.entries(certain).map(([name, value]) => `${name}="${value}"`).join(' and ');
  return fixOf(`Write ${written} on the ${tag.name} tag`, attributeEdits(tag, certain));
}
