import type { Attachment, Campaign } from '../campaign.js';
import { kept } from '../kept.js';
import { emlFile, type EmlFile } from './eml-file.js';
import { mimeParts, type MimePart } from './mime-structure.js';

/** The message that a campaign is, and its parts; none where it is not one. */
export const messagePartsOf = kept(({ message, headers }: Campaign): { readonly file: EmlFile; readonly parts: readonly MimePart[] } => {
  const file = emlFile(message ?? new Uint8Array(), headers[0]?.location.file ?? '');
  return { file, parts: message ? mimeParts(file.raw) : [] };
});

/** The part that holds an attachment, by its place among those of its type; undefined where parts and attachments of the type differ in number. */
export function partOf(campaign: Campaign, attachment: Attachment): MimePart | undefined {
  const { mimeType } = attachment;
  const alike = campaign.attachments.filter((other) => other.mimeType === mimeType);
  const parts = messagePartsOf(campaign).parts.filter((part) => part.mimeType === mimeType && !part.boundary?.opens && (part.isAttachment || !isBody(mimeType)));
  return alike.length === parts.length ? parts[alike.indexOf(attachment)] : undefined;
}

function isBody(mimeType: string): boolean {
  return mimeType === 'text/plain' || mimeType === 'text/html';
}
