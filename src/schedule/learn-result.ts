import type { Rejected } from '#warehouse/rejected.js';
import type { UnreadWords } from '#warehouse/unread-words.js';

/** What became of a model, and of the events that were read for it. */
export interface LearnResult {
  /** Its folder. */
  readonly model: string;
  /** Whether there was none before. */
  readonly created: boolean;
  /** Rows that were read. */
  readonly events: number;
  /** Those that say nothing of when anybody reads, by what they are. */
  readonly unused: Readonly<Record<string, number>>;
  /** What the model holds now: messages, engagements, weeks with either, files, and how many of these are new. */
  readonly messages: number;
  readonly signals: number;
  readonly weeks: number;
  readonly files: number;
  readonly written: number;
  /** Of all events that ever went into it; ISO 8601 in UTC. */
  readonly firstEvent: string | null;
  readonly lastEvent: string | null;
  readonly rejected: readonly Rejected[];
  /** Types of events that no list knows, whose rows say nothing either. */
  readonly unreadWords: readonly UnreadWords[];
}
