import { randomBytes } from 'node:crypto';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Audience, AudienceFiles } from '#audience/audience.js';
import type { AudienceLoadOptions } from '#audience/load-audience.js';
import type { Campaign } from '#campaign/campaign.js';
import { loadCampaign } from '#campaign/load-campaign.js';
import type { Config } from '#config/config.js';
import { configFinder, type LoadedConfig } from '#config/load-config.js';
import { refuseUnknown, selectRules, type EnabledRule } from '#config/select-rules.js';
import { inlineDisablesOf } from '#engine/inline-disables.js';
import { lintCampaign, type LintInput } from '#engine/lint-campaign.js';
import type { CampaignResult, MendedFindings } from '#engine/result.js';
import { allowDownloads } from '#image-text/remote-images.js';
import type { Network } from '#network/network.js';
import type { RuleContext } from '#rule/rule.js';
import { rules as allRules } from '#rules/index.js';
import { ConfigError, InputError } from './errors.js';
import type { LintOptions, LintRun } from './lint-options.js';

/** The config that holds for campaigns in a folder, and the rules that it selects. */
export type SettingsFinder = (folder: string) => Promise<{ readonly config: LoadedConfig; readonly rules: readonly EnabledRule[] }>;

/** For all campaigns of one run: what most of them share is read and selected once. */
export function settingsFinder({ config: explicit, rules: overrides }: Pick<LintOptions, 'config' | 'rules'>): SettingsFinder {
  const find = configFinder(explicit);
  const selected = new Map<LoadedConfig, readonly EnabledRule[]>();
  return async (folder) => {
    const config = await find(folder);
    await checkSections(config);
    const rules = selected.get(config) ?? selectRules(allRules, config, overrides);
    selected.set(config, rules);
    return { config, rules };
  };
}

/** Loads one campaign, its config and its audience, and lints it. Throws UserError for what cannot be read. */
export async function lintOne(path: string, options: LintRun, now: Date, settingsIn: SettingsFinder, network?: Network): Promise<CampaignResult> {
  const load = () => loadCampaign(path, { ...(options.includePath && { includePath: options.includePath }), ...(options.stdin && { stdin: options.stdin }), ...(options.files && { files: options.files }) });
  const loaded = await load();
  refuseUnknownDisables(loaded);
  const { config, rules } = await settingsIn(folderOf(loaded));
  const askSpamAssassin = options.spamd === undefined ? undefined : (await import('#spamd/spam-assassin.js')).spamAssassinAt(options.spamd, now);
  const context: RuleContext = { ...contextOf(loaded, options, now), ...(network && { network }), ...(askSpamAssassin && { askSpamAssassin }) };
  const privacy = {
    hashKey: options.hashKey ?? config.privacy?.hashKey ?? randomBytes(16).toString('hex'),
    showRecipients: options.showRecipients ?? config.privacy?.showRecipients ?? false,
    ...(options.explainSql && { explainSql: true }),
  };
  const settings = { rules, context, privacy, ...(options.allow && { allow: options.allow }), ...(options.known && { known: options.known }) };
  const mended = options.fix && (await mend(load, settings));
  const campaign = mended ? await load() : loaded;
  if (network) allowDownloads(campaign, network);
  const files = audienceFilesOf(campaign, options.audience ?? {});
  const shared = { ...settings, campaign, ...(mended && { mended }) };
  const named = manifestGiven(path, campaign);
  if (files.recipients === undefined) {
    refuseFilesWithoutAudience(options);
    return { ...await lintCampaign(shared), ...named };
  }

  // Loaded only now: a campaign without an audience needs no SQL engine.
  const { loadAudience } = await import('#audience/load-audience.js');
  const { audience, rejected, encodings, unreadWords } = await loadAudience(files, { manifest: campaign.manifest, ...context, facts: new Set(rules.flatMap(({ rule }) => rule.facts ?? [])), ...(config.jurisdiction && { jurisdiction: config.jurisdiction }) }, loadOptionsOf(options));
  try {
    const result = await lintCampaign({ ...shared, audience, rejected });
    await writeFiles(audience, options);
    return { ...result, ...named, encodings, unreadWords };
  } finally {
    await audience.warehouse.close();
  }
}

/** The manifest stands for its folder, but results name what was given. */
function manifestGiven(path: string, campaign: Campaign): { readonly manifest?: string } {
  return path === campaign.path ? {} : { manifest: path };
}

/** Where the search for a config starts. */
function folderOf({ path, sources }: Campaign): string {
  if (path === '-') return process.cwd();
  const isLoneFile = sources.has(path);
  return isLoneFile ? dirname(resolve(path)) : resolve(path);
}

function loadOptionsOf({ rejects, memory, progress, campaigns }: LintOptions): AudienceLoadOptions {
  return { ...(rejects !== undefined && { rejects }), ...(memory && { memoryLimit: memory }), ...(progress && campaigns.length === 1 && { progress }) };
}

/** A fault of what only `plan`, `asks` or a campaign with an audience reads is told by the first command that sees it. */
async function checkSections({ schedule, asks, jurisdiction, file }: Config): Promise<void> {
  if (schedule) (await import('#schedule/schedule-config.js')).scheduleConfig(schedule, file);
  if (asks) (await import('#fundraising/asks-config.js')).asksConfig(asks, file);
  if (jurisdiction !== undefined) (await import('#config/law-profiles.js')).fixedProfile(jurisdiction, file);
}

/** A misspelt waiver would waive nothing, and nobody would know why. */
function refuseUnknownDisables(campaign: Campaign): void {
  for (const { rule, file, from } of inlineDisablesOf(campaign)) {
    try {
      refuseUnknown([rule], allRules, `${file}:${String(from.line)}`);
    } catch (cause) {
      throw cause instanceof ConfigError ? new InputError(cause.where, cause.what, cause.remedy, { cause }) : cause;
    }
  }
}

/** Who asks for one of these relies on it being there. */
function refuseFilesWithoutAudience({ verdicts, rejects, audience = {}, campaigns }: LintOptions): void {
  const given = (files: Readonly<Record<string, unknown>>): string | undefined => Object.keys(files).find((flag) => files[flag] !== undefined);
  const remedy = 'Give --audience, or name an "audience" in the manifest.';
  const written = given({ '--verdicts': verdicts, '--rejects': rejects });
  if (written !== undefined) throw new ConfigError(written, 'there is no audience to write it about', remedy);
  // Of several campaigns some may have none.
  const read = campaigns.length === 1 ? given(audience as Readonly<Record<string, unknown>>) : undefined;
  if (read !== undefined) throw new ConfigError(`--${read}`, 'there is no audience to judge by it', remedy);
}

/** The files beside the report. */
async function writeFiles(audience: Audience, { verdicts, rejects }: LintOptions): Promise<void> {
  if (verdicts !== undefined) await (await import('#engine/write-verdicts.js')).writeVerdicts(audience, verdicts);
  if (rejects !== undefined) await (await import('#warehouse/rejected-rows.js')).writeRejects(audience.warehouse, rejects);
}

/** Runs the rules that mend, and no others, until there is nothing left for them. */
async function mend(load: () => Promise<Campaign>, settings: Omit<LintInput, 'campaign'>): Promise<readonly MendedFindings[]> {
  const { mendSources } = await import('#fix/mend-sources.js');
  const rules = settings.rules.filter(({ rule }) => rule.fixable);
  return mendSources(load, async (campaign) => (await lintCampaign({ ...settings, rules, campaign })).findings);
}

function contextOf(campaign: Campaign, options: LintOptions, now: Date): RuleContext {
  const planned = campaign.manifest.schedule?.from;
  return { now, sendAt: options.sendAt ?? (planned === undefined ? now : new Date(planned)), sendAtGiven: options.sendAt !== undefined };
}

/** Flags beat the manifest; the manifest's paths are relative to its folder. */
function audienceFilesOf(campaign: Campaign, flags: AudienceFiles): AudienceFiles {
  const { manifest, path } = campaign;
  const folder = campaign.declared ? path : dirname(path);
  const at = (file: string | undefined) => (file === undefined ? undefined : beside(folder, file));
  return {
    recipients: flags.recipients ?? at(manifest.audience),
    consents: flags.consents ?? at(manifest.consents),
    contacts: flags.contacts ?? at(manifest.contacts),
    suppressions: flags.suppressions ?? manifest.suppressions?.map((file) => beside(folder, file)),
    events: flags.events ?? at(manifest.events),
    gifts: flags.gifts ?? at(manifest.gifts),
    schedule: flags.schedule,
  };
}

/** A path that messages show as it was given: relative where the campaign's is. */
function beside(folder: string, file: string): string {
  return isAbsolute(file) ? file : join(folder, file);
}
