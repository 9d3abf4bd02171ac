import type { HtmlDocument } from '#campaign/campaign.js';
import { commentsOf, elementsOf } from '#campaign/html/elements.js';
import { styledTextsOf } from '#campaign/html/styled-text.js';

/** So many parts are named, each with at least this share of all bytes. */
const MOST_NAMED = 3;
const LEAST_SHARE = 0.05;

const WHITE_SPACE = /\s{2,}/g;

/** What the bytes of the HTML are, the largest parts first: "61 KiB are link addresses, 32 KiB style attributes". Empty where no part stands out. */
export function largestParts(html: HtmlDocument, kibibytes: (bytes: number) => number): string {
  const all = Buffer.byteLength(html.source);
  const parts = Object.entries(partsOf(html)).filter(([, bytes]) => bytes >= LEAST_SHARE * all).sort(([, one], [, other]) => other - one).slice(0, MOST_NAMED);
  return parts.map(([name, bytes], index) => `${String(kibibytes(bytes))} KiB ${index === 0 ? 'are ' : ''}${name}`).join(', ');
}

/** Bytes by what could be made less; a comment for Outlook counts whole. */
function partsOf(html: HtmlDocument): Readonly<Record<string, number>> {
  let [addresses, styles, pasted] = [0, 0, 0];
  for (const { attribs } of elementsOf(html)) {
    addresses += Buffer.byteLength(html.unmask(attribs['href'] ?? ''));
    styles += Buffer.byteLength(attribs['style'] ?? '');
    if (attribs['src']?.startsWith('data:')) pasted += attribs['src'].length;
  }
  const comments = commentsOf(html).reduce((sum, { data }) => sum + Buffer.byteLength(data), 0);
  const space = [...html.source.matchAll(WHITE_SPACE)].reduce((sum, [run]) => sum + run.length - 1, 0);
  const text = styledTextsOf(html).reduce((sum, part) => sum + Buffer.byteLength(part.text), 0);
  return { 'link addresses': addresses, 'style attributes': styles, 'pictures pasted in': pasted, comments, 'white space to spare': space, text };
}

/** What readers do not see when everything from this offset on is hidden: "31 % of the text and 4 links"; undefined: nothing. */
export function lostFrom(html: HtmlDocument, offset: number): string | undefined {
  const texts = styledTextsOf(html);
  const all = texts.reduce((sum, { text }) => sum + text.trim().length, 0);
  const hidden = texts.filter(({ end }) => end > offset).reduce((sum, { text, start, end }) => sum + (text.trim().length * (end - Math.max(start, offset))) / (end - start), 0);
  const links = elementsOf(html).filter(({ name, attribs, sourceCodeLocation }) => name === 'a' && attribs['href'] !== undefined && (sourceCodeLocation?.startOffset ?? 0) >= offset).length;
  const share = Math.ceil((100 * hidden) / all);
  const lost = [...(hidden > 0 ? [`${String(share)} % of the text`] : []), ...(links > 0 ? [links === 1 ? '1 link' : `${String(links)} links`] : [])];
  return lost.length === 0 ? undefined : lost.join(' and ');
}
