import { realpath, rm } from 'node:fs/promises';
import type { AuditedMail, AuditResult } from '#audit/audit-result.js';
import { baselineOf, knownCounts, NO_BASELINE, type Baseline } from '#audit/baseline.js';
import { findMails, type FoundMail } from '#audit/find-mails.js';
import { summarise } from '#audit/summarise.js';
import { headersNamed, messageDate } from '#campaign/eml/header-fields.js';
import { loadCampaign } from '#campaign/load-campaign.js';
import type { CampaignResult } from '#engine/result.js';
import { languageReport } from '#language/language-report.js';
import { countsOf, placeFingerprints } from '#rule/finding-fingerprint.js';
import { makePrivateFolder } from '#warehouse/private-folder.js';
import { UserError } from './errors.js';
import { lint } from './lint.js';
import { baselineAt } from './lint-baseline.js';
import type { LintOptions } from './lint-options.js';

/** What `presend audit` takes. */
export interface AuditOptions extends Pick<LintOptions, 'config' | 'rules'> {
  /** Folders, mbox files, maildirs. */
  readonly paths: readonly string[];
  readonly now?: Date;
  /** A file of known faults and waivers. */
  readonly baseline?: string;
  /** Told how many mails are done; how many there are is not known before the end. */
  readonly onProgress?: (done: number) => void;
}

/** What was found in the mails, and the same as a baseline. */
export interface Audit {
  readonly result: AuditResult;
  /** All faults found as known ones, for the next audit. */
  readonly baseline: Baseline;
}

/** Mails linted at once: enough for all cores, few enough that their sources fit into memory. */
const BATCH = 240;

/**
 * Lints all mails of folders and mailboxes and counts over them. Mails are streamed: only what `AuditedMail` holds is kept of each.
 * A mail that cannot be read is named in `unread`. Throws UserError for a path or a baseline that cannot be read.
 */
export async function audit(options: AuditOptions): Promise<Audit> {
  const now = options.now ?? new Date();
  const baseline = options.baseline === undefined ? NO_BASELINE : await baselineAt(options.baseline);
  const known = knownCounts(baseline.faults);
  const mails: AuditedMail[] = [];
  const unread: { mail: string; message: string }[] = [];
  const folder = makePrivateFolder();
  try {
    const scratch = await realpath(folder.path);
    for await (const batch of batches(options.paths, scratch)) {
      for (const outcome of await auditBatch(batch, { options, now, known })) {
        if ('message' in outcome) unread.push(outcome);
        else mails.push(outcome);
      }
      options.onProgress?.(mails.length + unread.length);
      for (const { path } of batch) if (path?.startsWith(scratch)) await rm(path, { force: true });
    }
  } finally {
    folder.remove();
  }
  return { result: summarise({ mails, waivers: baseline.waivers, unread, now }), baseline: baselineOf(mails.flatMap(({ faults }) => faults), baseline.waivers) };
}

async function* batches(paths: readonly string[], scratch: string): AsyncGenerator<readonly FoundMail[]> {
  let batch: FoundMail[] = [];
  for (const path of paths) {
    for await (const found of findMails(path, scratch)) {
      batch.push(found);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

interface Shared {
  readonly options: AuditOptions;
  readonly now: Date;
  /** By fingerprint. */
  readonly known: ReadonlyMap<string, number>;
}

type Outcome = AuditedMail | { readonly mail: string; readonly message: string };

async function auditBatch(batch: readonly FoundMail[], shared: Shared): Promise<readonly Outcome[]> {
  const { options: { config, rules }, now } = shared;
  const campaigns = batch.flatMap(({ path }) => path ?? []);
  const results = await lintAll({ campaigns, now, ...(config !== undefined && { config }), ...(rules && { rules }) });
  const outcomes: Outcome[] = [];
  for (const found of batch) {
    const result = (found.path === undefined ? found.why : results.get(found.path)) ?? 'cannot be read';
    outcomes.push(typeof result === 'string' ? { mail: found.mail, message: plainMessage(result, found) } : await auditedMail(found, result, shared));
  }
  return outcomes;
}

/** Result, or why there is none, by path. */
async function lintAll(options: LintOptions): Promise<ReadonlyMap<string, CampaignResult | string>> {
  const [only, ...others] = options.campaigns;
  if (only === undefined) return new Map();
  try {
    const { campaigns, unread } = await lint(options);
    const outcomes = new Map<string, CampaignResult | string>(campaigns.map((result) => [result.campaign, result]));
    for (const { campaign, error } of unread) outcomes.set(campaign, error.message);
    return outcomes;
  } catch (error) {
    // A single mail that cannot be read is an error for lint, and one among many here.
    if (error instanceof UserError && error.where.startsWith(only) && others.length === 0) return new Map([[only, error.message]]);
    throw error;
  }
}

/** Scratch files are not what the user knows. */
function plainMessage(message: string, { path, mail }: FoundMail): string {
  return path === undefined ? `${mail} ${message}` : message.replaceAll(path, mail);
}

async function auditedMail({ mail, path, key: place }: FoundMail, { verdict, findings }: CampaignResult, { known }: Shared): Promise<AuditedMail> {
  const campaign = await loadCampaign(path ?? '');
  const key = headersNamed(campaign, 'message-id')[0]?.value.trim() ?? place;
  const prints = findings.map((finding) => placeFingerprints(finding, key));
  const here = countsOf(prints.flat());
  const isKnown = (print: string) => (here.get(print) ?? 0) <= (known.get(print) ?? 0);
  const faults = findings.map(({ rule, severity, message }, index) => ({ rule, severity, message, fingerprints: prints[index] ?? [], known: prints[index]?.every(isKnown) ?? false }));
  return {
    mail, key, subject: campaign.subject?.value, date: messageDate(campaign)?.toISOString(), verdict, faults,
    language: (await languageReport(campaign)).written,
    htmlBytes: Buffer.byteLength(campaign.html?.source ?? ''), images: campaign.images.length,
  };
}
