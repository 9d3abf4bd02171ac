import type { HtmlDocument } from '../campaign.js';
import { elementsNamed } from './elements.js';

/** Whether a document calls itself AMP for Email. */
export function isAmp(html: HtmlDocument): boolean {
  const [root] = elementsNamed(html, 'html');
  return root !== undefined && (root.attribs['⚡4email'] !== undefined || root.attribs['amp4email'] !== undefined);
}
