import type { Campaign } from '#campaign/campaign.js';
import { hasImprint } from '#campaign/facts/imprint.js';
import { includedFooter, printsSender } from '#campaign/merge/sender-tags.js';
import { shownTexts } from '#campaign/html/shown-text.js';
import { imageName } from '#image-text/image-name.js';
import { readPictures } from '#image-text/read-pictures.js';
import { lawProfileOf, STRICTEST } from '#config/law-profiles.js';
import type { Problem } from '#rule/finding.js';
import { defineRule } from '#rule/rule.js';
import { namesCompany } from './company-name.js';
import words from './data.json' with { type: 'json' };

type MessageId = 'nameMissing' | 'nameInImage' | 'imprintMissing' | 'fromNameMissing' | 'fromNameGeneric';

const GENERIC = new Set(Object.values(words.genericFromWords).flat());

export default defineRule<MessageId, object>({
  id: 'consent/sender-identity-missing',
  severity: 'error',
  summary: 'The message does not say who sends it',
  needs: ['manifest'],
  messages: {
    nameMissing: 'Neither "{{name}}" nor a link to an imprint can be read in the message.',
    nameInImage: '"{{name}}" stands inside the image {{image}} only, and no link to an imprint can be read in the message.',
    imprintMissing: "The law of the sender's country ({{profile}}) asks for an imprint, and neither a link to one nor its details can be found in the message.",
    fromNameMissing: 'The From field has no display name, only the address {{address}}.',
    fromNameGeneric: 'The From name "{{from}}" names neither a company nor a person.',
  },
  suggestions: {
    nameMissing: 'Write the name of the company into the footer as text, or link to the imprint there. Not legal advice.',
    nameInImage: 'Write the name of the company into the footer as text as well, or link to the imprint there. Not legal advice.',
    imprintMissing: 'Link to the imprint in the footer, or write it there: legal form, register number, who represents the company, address. Not legal advice.',
    fromNameMissing: 'Add the name of the company, or of a person and the company.',
    fromNameGeneric: 'Put the name of the company into it.',
  },
  defaultOptions: {},
  optionsSchema: {},
  async *check(campaign) {
    if (campaign.manifest.kind === 'transactional') return;
    const problem = isBodyReadable(campaign) ? await problemOfBody(campaign) : undefined;
    if (problem) yield problem;
    const problemOfName = problemOfFrom(campaign);
    if (problemOfName) yield problemOfName;
  },
  unchecked(campaign) {
    const { manifest, html, text } = campaign;
    if (manifest.kind === 'transactional' || (!html && !text)) return Promise.resolve(undefined);
    const footer = includedFooter(campaign);
    if (footer !== undefined) return Promise.resolve(`the footer that ${footer} puts in is not part of the campaign`);
    return Promise.resolve(manifest.sender?.legalName === undefined ? "the manifest does not give the sender's legalName" : undefined);
  },
});

/** A footer that a tag puts in may say it all. */
function isBodyReadable(campaign: Campaign): boolean {
  return (campaign.html !== undefined || campaign.text !== undefined) && includedFooter(campaign) === undefined;
}

async function problemOfBody(campaign: Campaign): Promise<Problem<MessageId> | undefined> {
  const { kind, sender } = campaign.manifest;
  if (hasImprint(campaign) || printsSender(campaign, 'name')) return undefined;
  const location = campaign.visibleText.blocks.at(-1)?.location ?? campaign.html?.locate(0, 0) ?? campaign.text?.location ?? { part: 'html' as const };
  const name = sender?.legalName;
  if (name !== undefined && !namesCompany(shownTexts(campaign).join(' | '), name)) {
    const picture = (await readPictures(campaign)).find(({ text }) => namesCompany(text, name));
    const found = picture ? { messageId: 'nameInImage' as const, data: { name, image: imageName(picture.image) } } : { messageId: 'nameMissing' as const, data: { name } };
    return { ...found, location, ...((kind === undefined || fromNames(campaign, name)) && { severity: 'warning' as const }) };
  }
  const profile = lawProfileOf(sender?.country?.toUpperCase());
  if (profile === STRICTEST || !profile.mustContain.includes('imprint')) return undefined;
  return { messageId: 'imprintMissing', severity: 'warning', heuristic: true, data: { profile: `${profile.id} as of ${profile.asOf}` }, location };
}

/** The mail list shows the From name: who reads the mail knows whose it is. */
function fromNames({ from }: Campaign, name: string): boolean {
  return from !== undefined && namesCompany(from.value.replace(/<[^<>]*>/, ''), name);
}

function problemOfFrom({ manifest, from }: Campaign): Problem<MessageId> | undefined {
  if (!from) return undefined;
  const address = /[^\s<>"]+@[^\s<>"]+/.exec(from.value)?.[0] ?? '';
  const name = from.value.replace(/<[^<>]*>/, '').replace(address, '').replace(/["()]/g, '').trim();
  if (name === '') return address === '' ? undefined : { messageId: 'fromNameMissing', severity: 'warning', data: { address }, location: from.location };
  if (manifest.sender?.legalName !== undefined && namesCompany(name, manifest.sender.legalName)) return undefined;
  const said = name.toLowerCase().match(/[\p{L}\p{N}{}%*$-]+/gu) ?? [];
  if (said.length === 0 || !said.every((word) => GENERIC.has(word))) return undefined;
  return { messageId: 'fromNameGeneric', severity: 'warning', heuristic: true, data: { from: name }, location: from.location };
}
