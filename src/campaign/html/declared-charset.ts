import type { Campaign, HtmlDocument } from '../campaign.js';
import type { Located } from '../location.js';
import { leafParts } from '../eml/mime-structure.js';
import { elementsNamed } from './elements.js';

const IN_CONTENT_TYPE = /\bcharset\s*=\s*["']?\s*([\w.:-]+)/i;

/** The charset that clients read the HTML by, as written: that of the part's Content-Type header, else of a meta element. */
export function declaredCharset(campaign: Campaign): Located | undefined {
  const { html } = campaign;
  if (!html) return undefined;
  return charsetOfPart(campaign, html) ?? charsetOfMeta(html);
}

/** An EML's own header beats what the HTML says. */
function charsetOfPart({ headers, sources }: Campaign, html: HtmlDocument): Located | undefined {
  if (headers.length === 0) return undefined;
  const location = html.locate(0, 0);
  const part = leafParts(sources.get(location.file ?? '') ?? '').find(({ mimeType, isAttachment }) => mimeType === 'text/html' && !isAttachment);
  return part?.declaresCharset ? { value: part.charset, location } : undefined;
}

function charsetOfMeta(html: HtmlDocument): Located | undefined {
  for (const meta of elementsNamed(html, 'meta')) {
    const { charset, content = '', 'http-equiv': equivalent = '' } = meta.attribs;
    const value = charset ?? (/^content-type$/i.test(equivalent.trim()) ? IN_CONTENT_TYPE.exec(content)?.[1] : undefined);
    if (value !== undefined && value.trim() !== '') return { value: html.unmask(value.trim()), location: html.locateElement(meta) };
  }
  return undefined;
}
