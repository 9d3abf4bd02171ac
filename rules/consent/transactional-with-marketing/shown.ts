import type { Location } from '#campaign/location.js';

/** What a mail shows or is made of, as far as it says that it sells or asks. */
export interface Shown {
  /** As the mail or its source has it. */
  readonly words: string;
  readonly location: Location;
}
