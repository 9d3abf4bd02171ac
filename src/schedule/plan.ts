import { dirname, resolve } from 'node:path';
import { loadCampaign } from '#campaign/load-campaign.js';
import type { Campaign } from '#campaign/campaign.js';
import { loadConfig } from '#config/load-config.js';
import { ConfigError, InputError } from '#errors.js';
import type { LogSource } from './evidence/open-log.js';
import { jsonLinesSink, rowSink } from './output/write-rows.js';
import type { RowFormat } from './output/write-rows.js';
import { fileTarget } from './output/write-text.js';
import { planAudience } from './plan-audience.js';
import { PLAN_TYPES } from './plan-result.js';
import type { Explanation, PlanResult } from './plan-result.js';
import { scheduleConfig } from './schedule-config.js';
import type { Goal, ScheduleConfig } from './schedule-config.js';
import { zoneOfCountry } from './zones/zone-of-country.js';

/** What `presend plan` takes. Paths are relative to the working directory; what is given here beats the campaign's manifest and the config. */
export interface PlanOptions {
  /** Tables: files, folders or globs; else the manifest names them. */
  readonly recipients?: string;
  readonly events?: string;
  /** What `presend learn` made, instead of events. */
  readonly model?: string;
  readonly consents?: string;
  readonly gifts?: string;
  /** What `presend asks` wrote: who is not to be asked is held, and nobody is asked before his rest ends. */
  readonly asks?: string;
  /** The plan of the step before of a series: nobody gets this mail before that one. */
  readonly after?: string;
  /** The span in which mail may go out, `until` exclusive; else the manifest's. */
  readonly from?: Date;
  readonly until?: Date;
  /** A campaign's folder. */
  readonly campaign?: string;
  readonly config?: string;
  /** What mail is timed for; else the config says it, else any engagement. */
  readonly goal?: Goal;
  /** `24h`; in working hours where the goal is a reply, `16h` by default. */
  readonly horizon?: string;
  /** IANA zone of whom none is known of. */
  readonly defaultZone?: string;
  /** Decides among equally good slots, and the minute within the hour. Default 1. */
  readonly seed?: number;
  readonly now?: Date;
  /** Default: by the extension of `output`, else CSV. */
  readonly format?: RowFormat;
  /** Where rows go: a file, or a function that takes the text as it comes. */
  readonly output: string | ((text: string) => void);
  /** A file of JSON Lines: why each slot is what it is. */
  readonly explain?: string;
  /** Memory for the tables, as DuckDB writes sizes (`4GiB`); what does not fit goes to the temporary folder. */
  readonly memory?: string;
  /** Told what is being done, now and then. */
  readonly progress?: (stage: string) => void;
}

/** Chooses a send window for every recipient and writes them; returns what a person wants to know besides. Throws UserError. */
export async function plan(options: PlanOptions): Promise<PlanResult> {
  const campaign = options.campaign === undefined ? undefined : await loadCampaign(options.campaign);
  const loaded = await loadConfig(resolve(options.campaign ?? '.'), options.config);
  const config = withFlags(loaded.schedule, loaded.file, options, campaign?.manifest.offerEndsAt);
  const given = tablesAndSpan(options, campaign, config);
  const senderCountry = campaign?.manifest.sender?.country;
  const rows = rowSink(PLAN_TYPES, options.output, options.format);
  const explanations = options.explain === undefined ? undefined : jsonLinesSink<Explanation>(fileTarget(resolve(options.explain)));
  const sinks = [rows, ...(explanations === undefined ? [] : [explanations])];
  try {
    const result = await planAudience({
      ...given, config, rows, ...(explanations && { explanations }), now: options.now ?? new Date(), seed: options.seed ?? 1, ...(options.memory !== undefined && { memory: options.memory }),
      progress: options.progress ?? (() => undefined),
      businessContext: campaign?.manifest.context === 'b2b',
      defaultZone: config.defaultZone ?? (senderCountry === undefined ? undefined : zoneOfCountry(senderCountry)),
    });
    for (const sink of sinks) await sink.close();
    return result;
  } catch (error) {
    for (const sink of sinks) await sink.abort();
    throw error;
  }
}

/** A deadline in the config beats the end of the campaign's offer. */
function withFlags(section: Readonly<Record<string, unknown>> | undefined, file: string | undefined, { goal, horizon, defaultZone }: PlanOptions, offerEndsAt: string | undefined): ScheduleConfig {
  const flags = { ...(goal !== undefined && { goal }), ...(horizon !== undefined && { horizon }), ...(defaultZone !== undefined && { defaultZone }) };
  scheduleConfig(section, file);
  return scheduleConfig({ ...(offerEndsAt !== undefined && { deadline: offerEndsAt }), ...section, ...flags }, 'presend plan', 'Mend the flag; presend plan --help shows how each is written.');
}

/** Flags beat the manifest; the manifest's paths are relative to its folder. */
function tablesAndSpan(options: PlanOptions, campaign: Campaign | undefined, config: ScheduleConfig): { recipients: string; log: LogSource; consents?: string; gifts?: string; asks?: string; afterPlan?: string; from: Date; until: Date } {
  const manifest = campaign?.manifest ?? {};
  const folder = campaign === undefined ? '.' : campaign.declared ? campaign.path : dirname(campaign.path);
  const file = (flag: string | undefined, named: string | undefined): string | undefined => flag === undefined ? named && resolve(folder, named) : resolve(flag);
  const consents = file(options.consents, manifest.consents);
  const gifts = file(options.gifts, manifest.gifts);
  return {
    recipients: required('--recipients', file(options.recipients, manifest.audience), 'Name the table of recipients.'),
    log: logOf(options, file(options.events, manifest.events), config),
    ...(consents !== undefined && { consents }),
    ...(gifts !== undefined && { gifts }),
    ...(options.asks !== undefined && { asks: resolve(options.asks) }),
    ...(options.after !== undefined && { afterPlan: resolve(options.after) }),
    from: required('--from', options.from ?? (manifest.schedule && new Date(manifest.schedule.from)), 'Say when the first mail may go out, as 2026-12-01T00:00:00Z.'),
    until: required('--until', options.until ?? (manifest.schedule && new Date(manifest.schedule.until)), 'Say until when mail may go out, as 2026-12-08T00:00:00Z.'),
  };
}

/** A model that is named beats the events that the manifest names. Without either, hours are those of a usual list; the step before of a series nobody knows then. */
function logOf({ model, events }: PlanOptions, named: string | undefined, { series }: ScheduleConfig): LogSource {
  if (model === undefined) {
    if (named === undefined && series.after !== undefined) throw new InputError('--events', 'is missing, and schedule.series.after needs to know who got that mail', 'Name the table of events, or with --after the plan of the step before.');
    return { events: named };
  }
  if (events !== undefined) throw new ConfigError('--model', 'and --events are both given, and the model holds the events that it was learned from', 'Give one of them; new events go into the model with `presend learn`.');
  return { model: resolve(model) };
}

function required<T>(flag: string, value: T | undefined, remedy: string): T {
  if (value === undefined) throw new InputError(flag, 'is missing, and no campaign says it', remedy);
  return value;
}
