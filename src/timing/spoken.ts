import type { Passage } from '#campaign/facts/passages.js';
import type { TimeWords } from './time-claim.js';

/** The sentence around time words, in lower case. */
export interface Sentence {
  readonly before: string;
  readonly after: string;
  /** To the full stop behind the words. */
  readonly own: string;
  /** With what goes on behind it. */
  readonly whole: string;
}

/** Time words where they stand. */
export interface Spoken {
  readonly when: TimeWords;
  readonly sentence: Sentence;
  readonly passage: Passage;
  /** The time words, with what the cue before them adds. */
  readonly words: (cue: RegExp) => string;
}

export const NO_CUE = /(?!)/;

export function isPossessive(after: string): boolean {
  return after.startsWith("'s");
}
