import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { refuseUnknown, rulesNamed } from '#config/select-rules.js';
import type { CampaignResult, LintResult, UnreadCampaign } from '#engine/result.js';
import type { OpenNetwork } from '#network/open-network.js';
import { rules as allRules } from '#rules/index.js';
import { ConfigError, InputError } from './errors.js';
import { lintInThreads, threadsAvailable } from './lint-threads.js';
import { lintOne, settingsFinder } from './lint-one.js';
import { knownFaults } from './lint-baseline.js';
import type { LintOptions, LintRun } from './lint-options.js';
import { VERSION } from './package.js';

/** From so many campaigns on threads pay: each loads the rules and the language data anew, about a second's work. */
const THREADS_FROM = 24;

/**
 * Lints each campaign and returns what was found, in the order given; many campaigns on all cores. Throws UserError for a single
 * campaign that cannot be read; among several it is named in `unread`, and the others go on.
 */
export async function lint(given: LintOptions): Promise<LintResult> {
  if (!Array.isArray((given as Partial<LintOptions> | undefined)?.campaigns)) throw new ConfigError('lint', 'was given no list of campaigns', "Call it with { campaigns: ['newsletter.html'] }.");
  refuseNoInstant({ now: given.now, sendAt: given.sendAt });
  const now = given.now ?? new Date();
  const { known, waived } = given.baseline === undefined ? {} : await knownFaults(given.baseline, now);
  const options: LintRun = { ...given, allow: { ...waived, ...allowedRules(given.allow) }, ...(known && { known }) };
  if (options.audience?.schedule !== undefined && options.sendAt !== undefined) throw new ConfigError('--send-at', 'does not go with --schedule', 'Leave it out: the schedule says when each recipient gets the mail.');
  if (options.fix && options.campaigns.includes('-')) throw new ConfigError('--fix', 'standard input cannot be rewritten', 'Give the file itself.');
  await refuseNoFolder(options);
  const { length } = options.campaigns;
  const inThreads = length >= THREADS_FROM && availableParallelism() > 1 && threadsAvailable && !options.campaigns.includes('-') && !options.network; // one run's limits hold in one thread
  const outcomes = inThreads ? await lintInThreads(options, now) : await lintInTurn(options, now);
  const unread = outcomes.filter((outcome): outcome is UnreadCampaign => 'error' in outcome);
  if (length === 1 && unread[0]) throw unread[0].error;
  const campaigns = outcomes.filter((outcome): outcome is CampaignResult => !('error' in outcome));
  return { schemaVersion: 1, tool: { name: 'presend', version: VERSION }, now: now.toISOString(), campaigns, unread };
}

/** A Date that holds none would be told as a fault of ours, or be judged by. */
function refuseNoInstant(instants: Readonly<Record<string, Date | undefined>>): void {
  for (const [name, instant] of Object.entries(instants)) if (instant && Number.isNaN(instant.getTime())) throw new ConfigError(name, 'is a date without an instant', 'Check what it was made from.');
}

/** Else its includes would be left out, as if they lay elsewhere. */
async function refuseNoFolder({ includePath }: LintOptions): Promise<void> {
  if (includePath === undefined || await stat(includePath).then((found) => found.isDirectory(), () => false)) return;
  throw new ConfigError('--include-path', `"${includePath}" is not a folder`, 'Give the folder that holds the included files.');
}

/** Of a rule that is named by itself and by its category, its own reason counts. */
function allowedRules(allow: Readonly<Record<string, string>> = {}): Record<string, string> {
  refuseUnknown(Object.keys(allow), allRules, '--allow');
  const ids = Object.keys(allow).sort((a, b) => Number(b.endsWith('/*')) - Number(a.endsWith('/*')));
  return Object.fromEntries(ids.flatMap((id) => rulesNamed(id, allRules).map((rule) => [rule.id, allow[id] ?? ''])));
}

async function lintInTurn(options: LintRun, now: Date): Promise<(CampaignResult | UnreadCampaign)[]> {
  const network = await networkFor(options);
  const settingsIn = settingsFinder(options);
  const outcomes: (CampaignResult | UnreadCampaign)[] = [];
  try {
    for (const campaign of options.campaigns) {
      outcomes.push(await lintOne(campaign, options, now, settingsIn, network?.forCampaign()).catch((error: unknown) => unreadOrThrow(campaign, error)));
      options.onProgress?.(outcomes.length, options.campaigns.length);
    }
    return outcomes;
  } finally {
    await network?.close();
  }
}

/** Loaded only when it was asked for. */
async function networkFor({ network }: LintOptions): Promise<OpenNetwork | undefined> {
  if (network === undefined || network === false) return undefined;
  const { openNetwork } = await import('#network/open-network.js');
  return openNetwork(network === true ? {} : network);
}

function unreadOrThrow(campaign: string, error: unknown): UnreadCampaign {
  if (error instanceof InputError) return { campaign, error };
  throw error;
}
