import type { Campaign, Image } from '#campaign/campaign.js';
import { linkTarget } from '#campaign/facts/link-target.js';
import { defineRule } from '#rule/rule.js';

export default defineRule({
  id: 'brand/logo-missing',
  severity: 'warning',
  summary: 'No picture comes from where the brand keeps its logo',
  needs: ['html', 'manifest'],
  messages: {
    missing: 'The mail shows {{pictures}}, none from {{hosts}}, where the brand\'s logo is.',
    noPictures: 'The mail shows no picture, so the brand\'s logo is missing.',
  },
  suggestions: {
    missing: 'Put the logo at the top of the mail, or correct brand.logoHosts in the manifest.',
    noPictures: 'Put the logo at the top of the mail, or leave brand.logoHosts out of the manifest of a mail without one.',
  },
  defaultOptions: {},
  optionsSchema: {},
  *check(campaign) {
    const hosts = campaign.manifest.brand?.logoHosts ?? [];
    const pictures = shownPictures(campaign);
    if (!campaign.html || hosts.length === 0 || pictures.some((image) => comesFrom(image, hosts)) || pictures.some(isFromNowhere)) return;
    const [first] = pictures;
    const found = [...new Set(pictures.flatMap(({ src }) => linkTarget(src).host ?? []))];
    if (first) yield { messageId: 'missing', data: { pictures: counted(pictures), hosts: hosts.join(' or ') }, location: first.location, evidence: { hosts: found, expected: hosts } };
    else yield { messageId: 'noPictures', location: campaign.visibleText.blocks[0]?.location ?? campaign.html.locate(0, 0), evidence: { expected: hosts } };
  },
  unchecked(campaign) {
    const hosts = campaign.manifest.brand?.logoHosts ?? [];
    if (hosts.length === 0) return Promise.resolve('the hosts of the brand\'s logo in the manifest (brand.logoHosts)');
    const pictures = shownPictures(campaign);
    const unknown = !pictures.some((image) => comesFrom(image, hosts)) && pictures.some(isFromNowhere);
    return Promise.resolve(unknown ? 'the addresses from which embedded, local and merged pictures will be loaded' : undefined);
  },
});

/** Pictures a reader sees, in Outlook or elsewhere. */
function shownPictures({ images }: Campaign): readonly Image[] {
  return images.filter(({ visible, purpose }) => visible && purpose !== 'pixel' && purpose !== 'spacer');
}

function comesFrom({ src }: Image, hosts: readonly string[]): boolean {
  const host = linkTarget(src).host;
  return host !== undefined && hosts.map((name) => name.toLowerCase()).some((name) => host === name || host.endsWith(`.${name}`));
}

/** Embedded, local, or from an address that a template tag makes: it may be the logo. */
function isFromNowhere({ src }: Image): boolean {
  return linkTarget(src).host === undefined;
}

function counted({ length }: readonly Image[]): string {
  return length === 1 ? '1 picture' : `${length} pictures`;
}
