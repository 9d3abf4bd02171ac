import type { Campaign, Link } from '../campaign.js';
import { kept } from '../kept.js';
import type { Location } from '../location.js';
import { replaceTags } from '../merge/template-tags.js';
import { passages } from './passages.js';

const ADDRESS = /https?:\/\/[^\s<>"]{1,2000}/gi;
/** What closes a sentence or a bracket after an address is not part of it. */
const AFTER_ADDRESS = /[).,;:!?'’”»]+$/u;

/** The links of the HTML, then the web addresses of the text part that the HTML does not hold: mail clients turn them into links. */
export const linksOfBothParts = kept((campaign: Campaign): readonly Link[] => [...campaign.links, ...linksOnlyInText(campaign)]);

function linksOnlyInText(campaign: Campaign): readonly Link[] {
  if (!campaign.text) return [];
  const inHtml = new Set(campaign.links.map(({ href }) => href));
  const lines = passages(campaign).filter(({ place, text }) => place === 'text' && /https?:/i.test(text));
  const links = lines.flatMap(({ text, location }) => [...withoutGaps(text).matchAll(ADDRESS)].map(({ 0: written, index }) => textLink(text.slice(index, index + written.replace(AFTER_ADDRESS, '').length), index, location)));
  return links.filter(({ href }) => !inHtml.has(href));
}

/** A tag that prints something may hold spaces, and does not end the address that it stands in: `https://{{ shop.domain }}/sale`. */
function withoutGaps(text: string): string {
  return replaceTags(text, ({ kind, start, end }) => (kind === 'output' ? 'x' : ' ').repeat(end - start));
}

function textLink(href: string, index: number, line: Location): Link {
  const column = (line.column ?? 1) + index;
  const location = line.line === undefined ? line : { ...line, column, endColumn: column + href.length };
  return { href, text: href, title: undefined, label: undefined, role: 'text', visible: true, inFooter: false, msoOnly: false, location };
}
