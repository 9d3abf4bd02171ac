import type { Verdict } from '#engine/result.js';
import type { Severity } from '#rule/finding.js';

/** What is kept of one mail: no more, so that thousands of them fit into memory. */
export interface AuditedMail {
  /** Path, or the mailbox with the number of the message: `archive.mbox#17`. */
  readonly mail: string;
  /** What a baseline knows it by: the Message-ID, else the path below the folder that was given. */
  readonly key: string;
  readonly subject: string | undefined;
  /** ISO 8601, from the Date header; undefined where there is none. */
  readonly date: string | undefined;
  readonly verdict: Verdict;
  readonly faults: readonly Fault[];
  /** BCP 47; undefined when there is too little text. */
  readonly language: string | undefined;
  /** Of the HTML, in UTF-8. */
  readonly htmlBytes: number;
  readonly images: number;
}

export interface Fault {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Of each of its places: the same at the next audit. */
  readonly fingerprints: readonly string[];
  /** A baseline knows it. */
  readonly known: boolean;
}

export interface Waiver {
  readonly rule: string;
  readonly reason: string;
  /** Last day, `2027-03-31`. */
  readonly until: string;
}

/** The same fault in several mails. */
export interface RepeatedFault {
  readonly rule: string;
  readonly severity: Severity;
  /** Numbers that differ from mail to mail are `#`. */
  readonly message: string;
  readonly mails: number;
  readonly first: string | undefined;
  readonly last: string | undefined;
}

/** What is wrong with many mails, by rule, by month and again and again. */
export interface AuditResult {
  readonly schemaVersion: 1;
  readonly now: string;
  readonly mails: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Faults and the mails that they are in, most mails first; `example`: the first of the most severe. */
  readonly rules: readonly { readonly rule: string; readonly severity: Severity; readonly faults: number; readonly mails: number; readonly new: number; readonly example: string }[];
  readonly months: readonly Month[];
  /** Mails with the most errors, then warnings; `rules`: those of its errors, else of its warnings. */
  readonly worst: readonly { readonly mail: string; readonly subject: string | undefined; readonly errors: number; readonly warnings: number; readonly rules: readonly string[] }[];
  readonly repeated: readonly RepeatedFault[];
  /** Mails by language; `und`: too little text. */
  readonly languages: Readonly<Record<string, number>>;
  /** Faults that no baseline knows; all of them without one. */
  readonly fresh: Readonly<Record<Severity, number>>;
  readonly known: number;
  /** Faults waived, by rule, with the waiver's reason; an expired waiver waives nothing. */
  readonly waived: readonly (Waiver & { readonly faults: number; readonly expired: boolean })[];
  readonly withoutDate: number;
  readonly unread: readonly { readonly mail: string; readonly message: string }[];
}

export interface Month {
  /** `2026-11`, in UTC. */
  readonly month: string;
  readonly mails: number;
  readonly errors: number;
  readonly warnings: number;
  /** Medians over the mails that have HTML. */
  readonly htmlBytes: number;
  readonly images: number;
}
