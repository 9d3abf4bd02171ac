import type { Reason } from './judge-person.js';

/** Some people and their logs, one after the other in the order of their ids: plain text and numbers, so that it can be sent to a thread. */
export interface LogBlock {
  /** The numbers of the people. */
  readonly people: Float64Array;
  /** A JSON array with `PersonFacts` of each: a thread takes a text several times faster than as many objects. */
  readonly facts: string;
  /** Rows of the log: message, instant, act and weight. */
  readonly log: Columns;
  /** Epoch seconds of mail that is planned already. */
  readonly planned: Columns;
  /** Those whose logs are too long to be held, and not among the rows. */
  readonly ahead: readonly JudgedPerson[];
}

/** Rows by column: those of person i stand from `starts[i]` to `starts[i + 1]`, in any order. */
export interface Columns {
  readonly starts: Uint32Array;
  readonly columns: readonly Float64Array[];
}

export interface Lists {
  readonly starts: Uint32Array;
  readonly numbers: Float64Array;
}

/** What there is one of a person: a row of `plan_recipients` and what else is known. */
export type PersonFacts = readonly [
  recipientId: string, zone: string, zoneSource: 'explicit' | 'region' | 'country' | 'inferred' | 'default', domain: string | null, works: boolean, place: string | null, opensCount: boolean,
  stepBefore: number | null, asking: boolean, askBarred: string | null, askReason: string | null, askFrom: number | null,
];

/** What was judged of one person ahead of the others of the block. */
export interface JudgedPerson {
  readonly index: number;
  readonly evidence: Pick<PeopleBlock, 'groups' | 'otherSends' | 'daily' | 'counts'> & PersonSums;
}

/** What there is one number of for each person's log. */
export interface PersonSums {
  /** Whether a machine fetches the person's mail, whether or not anybody reads. */
  readonly fetched: boolean;
  /** How many times as much the person's scheduled mail pleased as mail does on average; 1 where that is not known. */
  readonly appeal: number;
}

/** People of whom all that is known is told, one after the other in the order of their ids. */
export interface PeopleBlock {
  readonly people: Float64Array;
  readonly facts: readonly PersonFacts[];
  /** `PersonSums` of each: 1 for who is fetched. */
  readonly fetched: Uint8Array;
  readonly appeals: Float64Array;
  /** Message groups, each as the numbers of `GROUP_COLUMNS`: those of person i stand from `starts[i]` to `starts[i + 1]`. */
  readonly groups: Lists;
  /** Epoch seconds of the scheduled mail of the last days and of planned mail, newest first. */
  readonly otherSends: Lists;
  /** Groups of mail by slot and day, each as the numbers of `DAILY_COLUMNS`, where it was asked for. */
  readonly daily: Lists;
  readonly counts: LogCounts;
}

/** What became of a log. */
export interface LogCounts {
  /** Engagement events by what became of them: `human`, or why they do not count. */
  readonly signals: Partial<Record<Reason, number>>;
  messages: number;
  /** Messages that somebody engaged with. */
  engaged: number;
}

export function noCounts(): LogCounts {
  return { signals: {}, messages: 0, engaged: 0 };
}

export function addCounts(to: LogCounts, { signals, messages, engaged }: LogCounts): void {
  for (const [reason, events] of Object.entries(signals) as [Reason, number][]) to.signals[reason] = (to.signals[reason] ?? 0) + events;
  to.messages += messages;
  to.engaged += engaged;
}
