import type { Campaign } from '#campaign/campaign.js';
import { hasImprint, linksImprint } from '#campaign/facts/imprint.js';
import { includedFooter, printsSender } from '#campaign/merge/sender-tags.js';
import { shownLines } from '#campaign/html/shown-text.js';
import { imageName } from '#image-text/image-name.js';
import { readPictures } from '#image-text/read-pictures.js';
import { LAW_PROFILES, lawProfileOf, STRICTEST } from '#config/law-profiles.js';
import type { Severity } from '#rule/finding.js';
import { defineRule, sql } from '#rule/rule.js';
import { holdsAddress, isBoxAlone, looksLikeAddress } from './address.js';

/** `other`: the manifest names an address, and the mail shows a different one. */
type Shown = 'yes' | 'other' | 'no';

/** Law profiles that ask for a postal address in the mail itself; nobody lives in the strictest. */
const DEMANDING = [...LAW_PROFILES.values()].filter((profile) => profile !== STRICTEST && profile.mustContain.includes('postal-address'));
const REMEDY = "Write street or PO box, postcode and city into the footer as text, or put in the ESP's tag for the address. Not legal advice.";

export default defineRule({
  id: 'consent/postal-address-missing',
  severity: 'error',
  summary: "The sender's postal address cannot be read in the message",
  needs: ['manifest'],
  messages: {
    missing: "No postal address of the sender can be read in the message, and the law of the sender's country ({{law}}) asks for one.",
    imageOnly: "The postal address stands in {{image}} only, and the law of the sender's country ({{law}}) asks for one that can be read.",
    differs: 'The message shows a postal address, but not the one of the manifest, "{{address}}".',
    advisedImage: 'The postal address of the sender stands in {{image}} only, and no imprint can be found in the message.',
    advised: 'Neither a postal address of the sender nor an imprint can be found in the message.',
    boxOnly: 'The only postal address in the message is a PO box, which an imprint must not be content with, and no other imprint can be found.',
    recipients: '{{count}} of {{of}} recipients live where the law asks for a postal address in each mail, and none can be read in this one.',
  },
  suggestions: { missing: REMEDY, imageOnly: REMEDY, differs: 'Correct the footer or the manifest.', advisedImage: REMEDY, advised: REMEDY, boxOnly: 'Write the street, or link to the imprint. Not legal advice.', recipients: REMEDY },
  defaultOptions: {},
  optionsSchema: {},
  async *check(campaign) {
    if (isExempt(campaign)) return;
    const { kind, sender } = campaign.manifest;
    const shown = addressShown(campaign);
    const location = lastPlace(campaign);
    const most = kind === undefined ? { severity: 'warning' as const } : {};
    const heuristic = sender?.postalAddress === undefined;
    const law = lawOfSender(campaign);
    if (law === undefined) {
      if (owesImprint(campaign) && !linksImprint(campaign) && isBoxAlone(shownLines(campaign).join('\n'))) {
        yield { messageId: 'boxOnly', severity: 'warning', heuristic: true, location };
        return;
      }
      if (shown === 'yes' || shown === 'other' || hasImprint(campaign)) return;
      const image = await imageWithAddress(campaign);
      const found = image === undefined ? { messageId: 'advised' as const } : { messageId: 'advisedImage' as const, data: { image } };
      yield { ...found, severity: adviceOf(campaign), heuristic, location };
    } else if (shown === 'other') yield { messageId: 'differs', severity: 'warning', heuristic: true, data: { address: sender?.postalAddress }, location };
    else if (shown === 'no') {
      const image = await imageWithAddress(campaign);
      const found = image === undefined ? { messageId: 'missing' as const, data: { law } } : { messageId: 'imageOnly' as const, data: { law, image } };
      yield { ...found, ...most, heuristic, location };
    }
  },
  audienceCases(campaign) {
    if (isExempt(campaign) || lawOfSender(campaign) !== undefined || ['yes', 'other'].includes(addressShown(campaign))) return [];
    const where = sql`list_contains(${DEMANDING.map(({ id }) => id)}, jurisdiction)`;
    return [{ messageId: 'recipients', where, evidence: ['jurisdiction', 'law'], heuristic: campaign.manifest.sender?.postalAddress === undefined }];
  },
  unchecked(campaign) {
    const footer = campaign.manifest.kind === 'transactional' || addressShown(campaign) === 'yes' ? undefined : includedFooter(campaign);
    return Promise.resolve(footer && `the footer that ${footer} puts in is not part of the campaign`);
  },
});

/** Mail that its reader asked for by an order or a sign-in owes no address; nothing is known of a footer that is kept elsewhere. */
function isExempt(campaign: Campaign): boolean {
  const { manifest, html, text } = campaign;
  return manifest.kind === 'transactional' || (!html && !text) || includedFooter(campaign) !== undefined;
}

/** The statute that obliges the sender; undefined where none does, and where the country is not known. */
function lawOfSender({ manifest }: Campaign): string | undefined {
  const profile = lawProfileOf(manifest.sender?.country?.toUpperCase());
  return DEMANDING.includes(profile) ? `${profile.optIn.statute}, profile ${profile.id} as of ${profile.asOf}` : undefined;
}

/** A warning where an imprint is a duty or the country is not known. */
function adviceOf(campaign: Campaign): Severity {
  return campaign.manifest.sender?.country === undefined || owesImprint(campaign) ? 'warning' : 'info';
}

function owesImprint({ manifest }: Campaign): boolean {
  const profile = lawProfileOf(manifest.sender?.country?.toUpperCase());
  return profile !== STRICTEST && profile.mustContain.includes('imprint');
}

function addressShown(campaign: Campaign): Shown {
  const text = shownLines(campaign).join('\n');
  if (printsSender(campaign, 'address') || holdsSought(campaign, text)) return 'yes';
  return looksLikeAddress(text) ? 'other' : 'no';
}

/** The manifest's address, or any where it names none. */
function holdsSought({ manifest }: Campaign, text: string): boolean {
  const declared = manifest.sender?.postalAddress;
  return declared === undefined ? looksLikeAddress(text) : holdsAddress(text, declared);
}

/** The image whose alt text or, as far as it was read, whose words hold the address, as a phrase: `the image footer.png`. */
async function imageWithAddress(campaign: Campaign): Promise<string | undefined> {
  const inAlt = campaign.images.find(({ alt }) => alt !== undefined && holdsSought(campaign, alt));
  if (inAlt) return `the alt text of the image ${imageName(inAlt)}`;
  const read = (await readPictures(campaign)).find(({ lines }) => holdsSought(campaign, lines.join(', ')));
  return read && `the image ${imageName(read.image)}`;
}

/** Where a footer would stand. */
function lastPlace({ visibleText, html, text }: Campaign) {
  return visibleText.blocks.at(-1)?.location ?? html?.locate(0, 0) ?? text?.location ?? { part: 'html' as const };
}
