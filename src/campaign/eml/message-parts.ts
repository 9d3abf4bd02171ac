import type { Campaign } from '../campaign.js';
import { kept } from '../kept.js';
import { emlFile, type EmlFile } from './eml-file.js';
import { mimeParts, type MimePart } from './mime-structure.js';

/** The message that a campaign is, and its parts; none where it is not one. */
export const messagePartsOf = kept(({ message, headers }: Campaign): { readonly file: EmlFile; readonly parts: readonly MimePart[] } => {
  const file = emlFile(message ?? new Uint8Array(), headers[0]?.location.file ?? '');
  return { file, parts: message ? mimeParts(file.raw) : [] };
});
