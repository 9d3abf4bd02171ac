import { hostKind, isStandInHost } from '#campaign/facts/host-kind.js';
import { groupLinks, linkTarget, namedLink, senderDomains } from '#campaign/facts/link-target.js';
import { linksOfBothParts } from '#campaign/facts/text-links.js';
import { fixOf } from '#rule/fix.js';
import { HOSTS } from '#rule/option-schemas.js';
import { defineRule } from '#rule/rule.js';
import { certainEdits } from './certain-edits.js';

const DESCRIPTION = 'Write https where the mail uses the same host with https elsewhere';

export default defineRule({
  id: 'links/link-insecure',
  severity: 'warning',
  summary: 'Links or images are fetched over http instead of https',
  needs: [],
  fixable: true,
  messages: {
    links: 'Plain http is used by {{count}}, first of all to {{host}}.',
    images: 'Plain http is used to load {{count}}, first of all from {{host}}.',
  },
  suggestions: { links: 'Use https for every link; put a certificate on the tracking domain.', images: 'Serve the images over https.' },
  defaultOptions: { allowHosts: [] as readonly string[] },
  optionsSchema: { allowHosts: HOSTS },
  *check(campaign, { allowHosts }) {
    const { images } = campaign;
    const own = senderDomains(campaign);
    const insecureHost = (url: string) => {
      const { scheme, host, domain } = linkTarget(url);
      if (scheme !== 'http' || host === undefined || allowHosts.includes(host)) return undefined;
      return hostKind(host, domain, own) === undefined && !isStandInHost(host) ? host : undefined;
    };
    const hosts = groupLinks(linksOfBothParts(campaign), ({ href }) => insecureHost(href));
    const [first] = hosts.entries();
    if (first) {
      const count = [...hosts.values()].reduce((sum, group) => sum + group.length, 0);
      yield { messageId: 'links', data: { count: count === 1 ? '1 link' : `${count} links`, host: first[0] }, location: first[1][0].location, evidence: { hosts: [...hosts.keys()].slice(0, 10), links: count }, places: [...hosts.values()].flat().map(namedLink), ...fixOf(DESCRIPTION, certainEdits(campaign, 'href', insecureHost)) };
    }
    const pictures = images.filter(({ src }) => insecureHost(src) !== undefined);
    const picture = pictures[0];
    if (picture) yield { messageId: 'images', data: { count: pictures.length === 1 ? '1 image' : `${pictures.length} images`, host: insecureHost(picture.src) ?? '' }, location: picture.location, severity: 'info', places: pictures.map(({ src }) => src), ...fixOf(DESCRIPTION, certainEdits(campaign, 'src', insecureHost)) };
  },
});
