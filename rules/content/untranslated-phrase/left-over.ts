import type { Location } from '#campaign/location.js';
import type { PhraseKind } from './stock-phrases.js';

/** A stock phrase in none of the mail's languages, a date, or what a template says where a name is lacking. */
export interface LeftOver {
  readonly text: string;
  readonly kind: PhraseKind | 'date' | 'fallback';
  /** All that say it so. */
  readonly languages: readonly string[];
  readonly location: Location | undefined;
}
