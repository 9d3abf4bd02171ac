import type { Campaign } from '../campaign.js';
import { kept } from '../kept.js';
import { latin1 } from './decode-text.js';
import { mimeParts, type MimePart } from './mime-structure.js';

/** The parts of the message that a campaign is, none where it is not one. `raw` holds one character a byte. */
export const messagePartsOf = kept(({ message }: Campaign): { readonly raw: string; readonly parts: readonly MimePart[] } => {
  const raw = message ? latin1(message) : '';
  return { raw, parts: message ? mimeParts(raw) : [] };
});
