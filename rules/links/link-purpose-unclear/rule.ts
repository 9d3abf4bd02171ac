import type { Link } from '#campaign/campaign.js';
import { groupLinks, namedLink } from '#campaign/facts/link-target.js';
import { PHRASES } from '#rule/option-schemas.js';
import { defineRule } from '#rule/rule.js';
import VAGUE from './vague.json' with { type: 'json' };

const WORDS = new Set(Object.values(VAGUE.vague).flat());
/** Fine beside one headline, useless in a list of links. */
const CONTINUES = new Set(Object.values(VAGUE.continues).flat());
/** WCAG names no length; past some forty characters a screen reader spells out an address nobody can follow. */
const LONG_ADDRESS = /^(https?:\/\/|www\.)\S+$/i;

export default defineRule({
  id: 'links/link-purpose-unclear',
  severity: 'info',
  summary: 'Link texts do not say where they lead',
  needs: ['html'],
  messages: {
    vague: '{{count}} such as "{{text}}", which says nothing when it is read alone.',
    repeated: '"{{text}}" leads to {{places}} different places; in a list of links they cannot be told apart.',
    address: '{{count}} a bare address of {{length}} characters as text.',
  },
  suggestions: { vague: 'Name what the reader gets: "Read the autumn report".', repeated: 'Name in each what it leads to, or link the headline above it.', address: 'Write words and link them.' },
  defaultOptions: { maxAddressCharacters: 40, allow: [] as readonly string[] },
  optionsSchema: { maxAddressCharacters: { type: 'integer', minimum: 10 }, allow: PHRASES },
  *check({ links }, { maxAddressCharacters, allow }) {
    const allowed = new Set(allow.map(plain));
    const named = links.filter(({ visible, msoOnly, title, label, role }) => visible && !msoOnly && !title && !label?.trim() && (role === 'text' || role === 'button'));
    const vague = named.filter(({ text }) => WORDS.has(plain(text)) && !allowed.has(plain(text)));
    if (vague[0]) yield { messageId: 'vague', data: { count: counted(vague, 'has a text', 'have texts'), text: vague[0].text }, location: vague[0].location, evidence: { links: vague.length, texts: [...new Set(vague.map(({ text }) => text))].slice(0, 5) }, places: vague.map(namedLink) };
    for (const [text, links] of groupLinks(named, ({ text }) => (CONTINUES.has(plain(text)) && !allowed.has(plain(text)) ? plain(text) : undefined))) {
      const places = new Set(links.map(({ href }) => href)).size;
      if (places > 1) yield { messageId: 'repeated', data: { text: links[0].text, places }, location: links[0].location, evidence: { text, links: links.length }, places: links.map(namedLink) };
    }
    const long = named.filter(({ text }) => text.length > maxAddressCharacters && LONG_ADDRESS.test(text));
    if (long[0]) yield { messageId: 'address', data: { count: counted(long, 'shows', 'show'), length: long[0].text.length }, location: long[0].location, evidence: { links: long.length }, places: long.map(namedLink) };
  },
});

function counted({ length }: readonly Link[], one: string, many: string): string {
  return length === 1 ? `1 link ${one}` : `${length} links ${many}`;
}

/** Lower case, without arrows and punctuation around it. */
function plain(text: string): string {
  return text.toLowerCase().replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, '').replace(/\s+/g, ' ');
}
