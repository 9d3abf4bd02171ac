import { groupLinks, linkTarget, namedLink } from '#campaign/facts/link-target.js';
import { linksOfBothParts } from '#campaign/facts/text-links.js';
import { HOSTS } from '#rule/option-schemas.js';
import { defineRule } from '#rule/rule.js';
import SHORTENERS from './shorteners.json' with { type: 'json' };

const PUBLIC = new Set(SHORTENERS);
/** Shorteners say what they are, in the language of those they serve: kurzelinks, acortarurl, lyhytlinkki. */
const SHORT = '(?:short(?:en)?(?:er)?|tiny|mini|kurz(?:e[rs]?)?|kort(?:e|a)?|court(?:e|s)?|raccourci[rs]?|corta|acorta(?:r|dor)?|encurta(?:r|dor)?|accorcia|skr[oó][tć]|skroc|skraca(?:cz)?|lyhyt?|lyhenn[aä])';
const LINK = '(?:urls?|links?|lnks?|linkki|odkaz|enlaces?|liens?|lenker?)';
const NAMED_SHORT = new RegExp(`^(?:${SHORT}-?${LINK}|${LINK}-?${SHORT}|shortener|skracacz|acortador|encurtador|raccourcisseur)$`);

export default defineRule({
  id: 'links/link-shortener',
  severity: 'warning',
  summary: 'Links go through a public URL shortener',
  needs: [],
  messages: {
    shortener: 'The link goes through {{host}}, a public shortener that spam filters distrust.',
    chained: 'The link goes through {{host}} and from there through {{next}}, two public shorteners, as links do that hide where they lead.',
  },
  suggestions: { shortener: 'Link to the page itself, or use a short domain of your own.', chained: 'Link to the page itself.' },
  defaultOptions: { allow: [] as readonly string[] },
  optionsSchema: { allow: HOSTS },
  *check(campaign, { allow }) {
    const shortener = (href: string) => {
      const host = linkTarget(href).host?.replace(/^www\./, '');
      return host !== undefined && (PUBLIC.has(host) || NAMED_SHORT.test(host.split('.').at(-2) ?? '')) && !allow.includes(host) ? host : undefined;
    };
    for (const [host, group] of groupLinks(linksOfBothParts(campaign), ({ href }) => shortener(href))) {
      const chained = group.find(({ href }) => innerAddress(href, shortener) !== undefined);
      const next = chained && innerAddress(chained.href, shortener);
      const { location } = chained ?? group[0];
      yield { messageId: next === undefined ? 'shortener' : 'chained', data: { host, ...(next !== undefined && { next }) }, location, evidence: { links: group.length }, places: group.map(namedLink) };
    }
  },
});

/** The shortener whose address an address holds. */
function innerAddress(href: string, shortener: (href: string) => string | undefined): string | undefined {
  const inner = /.(https?(?::|%3A)(?:\/|%2F){2}.{1,2000})$/i.exec(href)?.[1];
  return inner === undefined ? undefined : shortener(inner.replace(/%3A/gi, ':').replace(/%2F/gi, '/'));
}
