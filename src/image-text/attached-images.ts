import type { Attachment, Campaign, Image } from '#campaign/campaign.js';
import { kept } from '#campaign/kept.js';
import type { Location } from '#campaign/location.js';

/** Characters of a message that says for itself what it has to say: content/image-only-body warns below it. */
const ENOUGH_TEXT = 400;

/** Pictures that come with the mail and that it does not show: mail programs show them below it, or as files. As large as they are themselves. */
export const attachedImagesOf = kept(({ images, attachments, headers }: Campaign): ReadonlyMap<Image, Attachment> => {
  const shown = new Set(images.map(({ src }) => src.toLowerCase()));
  const file = headers[0]?.location.file;
  const location: Location = { part: 'header', ...(file !== undefined && { file }) };
  return new Map(attachments
    .filter(({ mimeType, contentId }) => mimeType.startsWith('image/') && !(contentId !== undefined && shown.has(`cid:${contentId.toLowerCase()}`)))
    .map((attachment) => [{ kind: 'img', src: attachment.filename ?? '', alt: undefined, width: undefined, height: undefined, purpose: 'content', visible: true, inFooter: false, href: undefined, start: Infinity, location }, attachment]));
});

/** The same where they are the message: the mail shows no picture, says little, and is no receipt, to which a scan may be attached. */
export function attachedMessage(campaign: Campaign): readonly Image[] {
  const { images, visibleText, html, text, manifest } = campaign;
  if (manifest.kind === 'transactional' || images.some(({ purpose, visible }) => purpose === 'content' && visible)) return [];
  const said = html ? visibleText.blocks.filter(({ role }) => role === 'body' || role === 'button').reduce((sum, block) => sum + block.text.length, 0) : (text?.value.length ?? 0);
  return said < ENOUGH_TEXT ? [...attachedImagesOf(campaign).keys()] : [];
}
