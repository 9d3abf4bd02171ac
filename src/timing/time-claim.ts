import type { Passage } from '#campaign/facts/passages.js';

/** What is wished at one time of the year only. */
export type Season = 'christmas' | 'yearEnd' | 'newYear' | 'valentine' | 'easter' | 'halloween' | 'thanksgiving';

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
  /** Of some days the last. */
  readonly date?: NamedDate;
  readonly firstDate?: NamedDate;
  /** Minutes since midnight; 1440: the end of the day. */
  readonly minute?: number;
  /** The end of some hours. */
  readonly untilMinute?: number;
  /** IANA name. */
  readonly zone?: string;
}

/** Words of a mail that are true at some instants of reading and false at others. */
export type TimeClaim = Claim<'greeting'> & { readonly from: number; readonly until: number }
  /** "Happy Friday": days are 1 (Monday) to 7. */
  | Claim<'wish'> & { readonly days: readonly number[] }
  /** "Merry Christmas". */
  | Claim<'season'> & { readonly season: Season; readonly language: string }
  /** "Tomorrow is Giving Tuesday", "Mother's Day is this Sunday", "Happy Mother's Day": true from so many days before to so many. */
  | Claim<'namedDay'> & { readonly name: string; readonly weekday: number | undefined; readonly earliest: number; readonly latest: number }
  | Claim<'deadline' | 'event'> & { readonly when: TimeWords }
  /** "Only 24 hours left"; "expires in 48 hours" may count from each reader's own mail. */
  | Claim<'countdown'> & { readonly hours: number; readonly mayBeOwn: boolean }
  /** "Only 3 days left". */
  | Claim<'daysLeft'> & { readonly days: number; readonly mayBeOwn: boolean };

interface Claim<Kind> {
  readonly kind: Kind;
  /** Lower case, with what makes them a claim: "ends tonight". */
  readonly words: string;
  readonly passage: Passage;
}
