import type { Passage } from '#campaign/facts/passages.js';

/** A date as the words give it; without a year it is the one nearest to the send. */
export interface NamedDate {
  readonly year: number | undefined;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/** When a mail says that something is: all that the words name, each on the recipient's clock unless `zone` names another. */
export interface TimeWords {
  readonly day?: 'today' | 'tonight' | 'tomorrow' | 'weekend';
  /** 1 (Monday) to 7. */
  readonly weekday?: number;
  readonly date?: NamedDate;
  /** Minutes since midnight; 1440: the end of the day. */
  readonly minute?: number;
  /** IANA name. */
  readonly zone?: string;
}

/** Words of a mail that are true at some instants of reading and false at others. */
export type TimeClaim = Claim<'greeting'> & { readonly from: number; readonly until: number }
  /** "Happy Friday": days are 1 (Monday) to 7. */
  | Claim<'wish'> & { readonly days: readonly number[] }
  | Claim<'deadline' | 'event'> & { readonly when: TimeWords }
  /** "Only 24 hours left". */
  | Claim<'countdown'> & { readonly hours: number };

interface Claim<Kind> {
  readonly kind: Kind;
  /** Lower case, with what makes them a claim: "ends tonight". */
  readonly words: string;
  readonly passage: Passage;
}
