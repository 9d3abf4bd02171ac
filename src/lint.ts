import { availableParallelism } from 'node:os';
import type { AudienceFiles } from '#audience/audience.js';
import type { RuleLevel } from '#config/config.js';
import { refuseUnknown } from '#config/select-rules.js';
import type { CampaignResult, LintResult, UnreadCampaign } from '#engine/result.js';
import { rules as allRules } from '#rules/index.js';
import { InputError } from './errors.js';
import { lintInThreads, threadsAvailable } from './lint-threads.js';
import { lintOne } from './lint-one.js';
import { VERSION } from './package.js';

/** From so many campaigns on threads pay: each loads the rules and the language data anew, about a second's work. */
const THREADS_FROM = 24;

/** What `presend lint` takes. Paths are relative to the working directory; tables named here beat the manifest's. */
export interface LintOptions {
  /** Folders, .html, .mjml, .eml files, or `-` for standard input. */
  readonly campaigns: readonly string[];
  readonly audience?: AudienceFiles;
  /** The send instant, when there is one for all. */
  readonly sendAt?: Date;
  readonly now?: Date;
  readonly config?: string;
  /** Rule id or `category/*` to level. */
  readonly rules?: Readonly<Record<string, RuleLevel>>;
  /** Rule id to the reason why its findings are allowed. */
  readonly allow?: Readonly<Record<string, string>>;
  /** CSV or Parquet: one row a recipient, send or hold. */
  readonly verdicts?: string;
  readonly showRecipients?: boolean;
  readonly includePath?: string;
  readonly stdin?: () => Promise<Uint8Array>;
  /** Called after each campaign. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Lints each campaign and returns what was found, in the order given; many campaigns on all cores. Throws UserError for a single
 * campaign that cannot be read; among several it is named in `unread`, and the others go on.
 */
export async function lint(options: LintOptions): Promise<LintResult> {
  const now = options.now ?? new Date();
  refuseUnknown(Object.keys(options.allow ?? {}), allRules, '--allow');
  const { length } = options.campaigns;
  const inThreads = length >= THREADS_FROM && availableParallelism() > 1 && threadsAvailable && !options.campaigns.includes('-');
  const outcomes = inThreads ? await lintInThreads(options, now) : await lintInTurn(options, now);
  const unread = outcomes.filter((outcome): outcome is UnreadCampaign => 'error' in outcome);
  if (length === 1 && unread[0]) throw unread[0].error;
  const campaigns = outcomes.filter((outcome): outcome is CampaignResult => !('error' in outcome));
  return { schemaVersion: 1, tool: { name: 'presend', version: VERSION }, now: now.toISOString(), campaigns, unread };
}

async function lintInTurn(options: LintOptions, now: Date): Promise<(CampaignResult | UnreadCampaign)[]> {
  const outcomes: (CampaignResult | UnreadCampaign)[] = [];
  for (const campaign of options.campaigns) {
    outcomes.push(await lintOne(campaign, options, now).catch((error: unknown) => unreadOrThrow(campaign, error)));
    options.onProgress?.(outcomes.length, options.campaigns.length);
  }
  return outcomes;
}

function unreadOrThrow(campaign: string, error: unknown): UnreadCampaign {
  if (error instanceof InputError) return { campaign, error };
  throw error;
}
