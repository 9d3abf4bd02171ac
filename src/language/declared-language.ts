import type { Campaign } from '#campaign/campaign.js';
import { governingAttribute } from './language-attributes.js';
import { normalizeLanguage } from './language-tag.js';

/** BCP 47: the manifest's `language`, else the valid `lang` attribute that holds for the document. */
export function declaredLanguage({ manifest, html, visibleText }: Campaign): string | undefined {
  if (manifest.language !== undefined && normalizeLanguage(manifest.language) !== undefined) return manifest.language;
  const attribute = html && governingAttribute(html, visibleText.blocks);
  return attribute && !attribute.dynamic && normalizeLanguage(attribute.value) !== undefined ? attribute.value : undefined;
}
