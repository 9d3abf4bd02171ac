import type { Location } from '#campaign/location.js';

export type PartRole = 'subject' | 'preheader' | 'body' | 'button' | 'footer' | 'alt' | 'image';

/** A text of a campaign that a reader takes in at once and that should be in one language. */
export interface LanguagePart {
  readonly role: PartRole;
  readonly text: string;
  /** Lines that a break in the markup parts, when there are several. */
  readonly lines?: readonly string[];
  /** BCP 47 tag that the markup declares for this part alone; the document's `lang` does not count. */
  readonly lang?: string | undefined;
  readonly location?: Location | undefined;
}
