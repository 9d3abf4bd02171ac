import type { UserError } from '#errors.js';
import type { Finding } from '#rule/finding.js';
import type { AudienceInput, Input } from '#rule/rule.js';
import type { Rejected } from '#warehouse/rejected.js';
import type { UnreadWords } from '#warehouse/unread-words.js';
import type { GuessedEncoding } from '#warehouse/text-encoding.js';
import type { ScanPlan } from './scan-audience.js';

export type { Rejected, UnreadWords };

/**
 * hold: an error. incomplete: no error, but an error-level rule lacked data that the manifest's kind needs.
 * review: a warning. send: none of these.
 */
export type Verdict = 'hold' | 'incomplete' | 'review' | 'send';

/** A rule that did not run, and what it lacked. */
export interface SkippedRule {
  readonly rule: string;
  /** The inputs that were not given. */
  readonly needs: readonly Input[];
  /** When the reason is not a missing input: one sentence. */
  readonly because?: string;
}

/** Findings of a rule that were waived. */
export interface AllowedFindings {
  readonly rule: string;
  readonly reason: string;
  readonly findings: number;
}

/** What `--fix` did for one rule. */
export interface MendedFindings {
  readonly rule: string;
  /** Edits made. */
  readonly places: number;
}

/** What was found in one campaign. */
export interface CampaignResult {
  /** Its folder or lone file, by the path that was given. */
  readonly campaign: string;
  /** The path of its manifest, when that was given instead of the folder. */
  readonly manifest?: string;
  readonly verdict: Verdict;
  /** With the verdict `incomplete` only: the tables that this kind of campaign needs, and that were not given. */
  readonly lacking?: readonly AudienceInput[];
  readonly counts: { readonly error: number; readonly warning: number; readonly info: number; readonly passed: number; readonly skipped: number };
  /** Most severe first, then by file, line, column, rule. */
  readonly findings: readonly Finding[];
  readonly skipped: readonly SkippedRule[];
  readonly allowed: readonly AllowedFindings[];
  /** With `--fix` only; the findings are those that remain. */
  readonly mended?: readonly MendedFindings[];
  readonly rejected: readonly Rejected[];
  /** Files of the audience's tables that were not read as UTF-8. */
  readonly encodings?: readonly GuessedEncoding[];
  /** Words in the audience's tables that no list knows: they count as something else, and the row stays. */
  readonly unreadWords?: readonly UnreadWords[];
  /** Rules that crashed: our bugs. */
  readonly crashes: readonly { readonly rule: string; readonly error: Error }[];
  /** Recipients held and sent, when an audience was given; each held recipient counts once. */
  readonly recipients?: {
    readonly total: number; readonly hold: number; readonly send: number;
    /** Rule, or `schedule`, to recipients that it holds back; one whom two rules hold counts for each. Whom the schedule holds no rule judges. */
    readonly heldBy: Readonly<Record<string, number>>;
  };
  /** How the audience was scanned, when asked. Not part of the JSON. */
  readonly plan?: ScanPlan;
  /** Source texts by the file names used in locations, for excerpts. Not part of the JSON. */
  readonly sources: ReadonlyMap<string, string>;
}

/** A campaign that could not be read, among others that could. */
export interface UnreadCampaign {
  readonly campaign: string;
  readonly error: UserError;
}

/** What `lint` returns, and `--format json` prints (docs/outputs.md). */
export interface LintResult {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'presend'; readonly version: string };
  readonly now: string;
  readonly campaigns: readonly CampaignResult[];
  readonly unread: readonly UnreadCampaign[];
}
