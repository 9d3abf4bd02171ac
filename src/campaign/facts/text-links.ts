import type { Campaign, Link } from '../campaign.js';
import { kept } from '../kept.js';
import type { Location } from '../location.js';
import { replaceTags } from '../merge/template-tags.js';

const ADDRESS = /https?:\/\/[^\s<>"]{1,2000}/gi;
/** What closes a sentence or a bracket after an address is not part of it. */
const AFTER_ADDRESS = /[).,;:!?'’”»]+$/u;

/** The links of the HTML, then the web addresses of the text part that the HTML does not hold: mail clients turn them into links. */
export const linksOfBothParts = kept((campaign: Campaign): readonly Link[] => [...campaign.links, ...linksOnlyInText(campaign)]);

function linksOnlyInText(campaign: Campaign): readonly Link[] {
  if (!campaign.text) return [];
  const { value, locate } = campaign.text;
  if (!/https?:/i.test(value)) return [];
  const inHtml = new Set(campaign.links.map(({ href }) => href));
  const links = [...withoutGaps(value).matchAll(ADDRESS)].map(({ 0: written, index }) => {
    const end = index + written.replace(AFTER_ADDRESS, '').length;
    return textLink(value.slice(index, end), locate(index, end));
  });
  return links.filter(({ href }) => !inHtml.has(href));
}

/** A tag that prints something may hold spaces, and does not end the address that it stands in: `https://{{ shop.domain }}/sale`. */
function withoutGaps(text: string): string {
  return replaceTags(text, ({ kind, start, end }) => (kind === 'output' ? 'x' : ' ').repeat(end - start));
}

function textLink(href: string, location: Location): Link {
  return { href, text: href, title: undefined, label: undefined, role: 'text', visible: true, inFooter: false, msoOnly: false, location };
}
