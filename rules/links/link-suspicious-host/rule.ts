import { groupLinks, linkTarget, type LinkTarget, namedLink, plainHost, senderDomains } from '#campaign/facts/link-target.js';
import { linksOfBothParts } from '#campaign/facts/text-links.js';
import { clipped } from '#rule/format-message.js';
import { HOSTS } from '#rule/option-schemas.js';
import { defineRule } from '#rule/rule.js';
import { suspicionOf } from './suspicion.js';

/** What ordinary senders do as well. */
const WARNINGS: ReadonlySet<string> = new Set(['port', 'mailAddress', 'openRedirect']);

export default defineRule({
  id: 'links/link-suspicious-host',
  severity: 'error',
  summary: 'A link leads to a host that filters and readers take for an attack',
  needs: [],
  messages: {
    ipAddress: 'A link leads to the bare address {{host}} instead of a name.',
    userinfo: 'A link hides its host behind "{{userinfo}}@": it leads to {{host}}.',
    disguised: 'A link writes its host in disguise, {{host}}: it leads to {{plain}}.',
    mailAddress: 'The link on the mail address {{userinfo}}@{{host}} begins with {{scheme}}:// instead of mailto:, so it opens a web page.',
    port: 'A link leads to port {{port}} of {{host}}.',
    mixedScript: 'The host {{host}} mixes letters of two scripts in one name.',
    lookalike: 'The host {{host}} is written in letters that look like Latin ones.',
    scheme: 'A link uses {{scheme}}:, which mail clients block.',
    openRedirect: 'A link goes through a redirect of {{host}} to another site, as phishing does.',
    borrowedBrand: 'The host {{host}} carries the name of a well-known company whose host it is not, as phishing does.',
    buriedBrand: 'The host {{host}} puts your own domain left of somebody else\'s, as phishing does.',
  },
  suggestions: {
    ipAddress: 'Link to a host name of your own, over https.',
    userinfo: 'Take what stands before the @ away.',
    disguised: 'Write the host in plain letters, or take the link out if you do not know it.',
    mailAddress: 'Write mailto:{{userinfo}}@{{host}}.',
    port: 'Serve the page on the standard port.',
    mixedScript: 'Check every letter of it; use your own https domain.',
    lookalike: 'Check every letter of it; use your own https domain.',
    scheme: 'Link to a page over https.',
    openRedirect: 'Link to the page itself.',
    borrowedBrand: 'Link to the host of that company, or take its name out of yours; if it is a partner\'s host, add it to allowHosts.',
    buriedBrand: 'Use a subdomain of your own domain.',
  },
  defaultOptions: { allowHosts: [] as readonly string[] },
  optionsSchema: { allowHosts: HOSTS },
  *check(campaign, { allowHosts }) {
    const brands = senderDomains(campaign);
    const suspicion = (target: LinkTarget) => (allowHosts.includes(target.host ?? '') ? undefined : suspicionOf(target, brands));
    const groups = groupLinks(linksOfBothParts(campaign), ({ href }) => {
      const target = linkTarget(href);
      return suspicion(target) && `${target.scheme ?? ''} ${target.host ?? ''}`;
    });
    for (const group of groups.values()) {
      const [{ href, text, location }] = group;
      const target = linkTarget(href);
      const reason = suspicion(target);
      if (!reason) continue;
      const messageId = reason === 'userinfo' && showsMailAddress(text, target) ? 'mailAddress' : reason;
      const { host = '', scheme = '', port = '', userinfo = '' } = target;
      yield {
        messageId,
        data: { host, scheme, port, userinfo: clipped(userinfo, 40), plain: plainHost(host) },
        location,
        evidence: { href: clipped(href, 200), links: group.length },
        places: group.map(namedLink),
        ...(WARNINGS.has(messageId) && { severity: 'warning' as const }),
      };
    }
  },
});

/** The link says just where it leads: nothing is hidden, only the scheme is wrong. */
function showsMailAddress(text: string, { host = '', userinfo = '' }: LinkTarget): boolean {
  return text.toLowerCase().includes(`${userinfo}@${host}`.toLowerCase());
}
