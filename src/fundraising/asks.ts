import { dirname, resolve } from 'node:path';
import { loadAudience } from '#audience/load-audience.js';
import type { Audience, AudienceFiles } from '#audience/audience.js';
import type { Campaign } from '#campaign/campaign.js';
import { asksForSingleGift } from '#campaign/facts/ask.js';
import { loadCampaign } from '#campaign/load-campaign.js';
import type { Manifest } from '#campaign/manifest.js';
import { loadConfig } from '#config/load-config.js';
import { InputError } from '#errors.js';
import type { OptionalFacts } from '#rule/rule.js';
import { rowSink } from '#schedule/output/write-rows.js';
import type { RowFormat, RowSink } from '#schedule/output/write-rows.js';
import { sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { ASK_TYPES } from './ask-row.js';
import type { AskRow, AsksResult } from './ask-row.js';
import { asksConfig } from './asks-config.js';
import type { AsksConfig } from './asks-config.js';
import { makeOtherAddresses } from './other-addresses.js';
import { makeProgrammeAffinity } from './programme-affinity.js';
import { proposeAsk } from './propose-ask.js';
import { readDonors } from './read-donors.js';
import { barsOf, restsOf } from './reasons.js';
import type { Bar, Rest } from './reasons.js';
import { pastAsks, responseCurve } from './response-curve.js';
import { askTally } from './ask-tally.js';

/** What `presend asks` takes. Paths are relative to the working directory; what is given here beats the campaign's manifest. */
export interface AsksOptions {
  /** Tables: files, folders or globs; else the manifest names them. */
  readonly recipients?: string;
  readonly gifts?: string;
  readonly events?: string;
  readonly consents?: string;
  readonly contacts?: string;
  readonly suppressions?: readonly string[];
  /** A campaign's folder: its ask, its programme, its tables. */
  readonly campaign?: string;
  readonly config?: string;
  /** The instant of the ask; else the campaign's first, else the clock. */
  readonly sendAt?: Date;
  readonly now?: Date;
  /** DuckDB's memory, such as 4GiB. */
  readonly memory?: string;
  /** Default: by the extension of `output`, else CSV. */
  readonly format?: RowFormat;
  /** Where rows go: a file, or a function that takes the text as it comes. */
  readonly output: string | ((text: string) => void);
  /** Told what is being done, now and then. */
  readonly progress?: (stage: string) => void;
}

const FACTS: ReadonlySet<OptionalFacts> = new Set<OptionalFacts>(['duplicates', 'engagement', 'giving', 'keys', 'persons', 'programmes', 'stewardship']);
/** Rows handed to a sink at once. */
const CHUNK = 1000;

/** Says for every recipient whether, for how much and about what to ask, and writes the rows in the order of recipient ids. Throws UserError. */
export async function asks(options: AsksOptions): Promise<AsksResult> {
  const campaign = options.campaign === undefined ? undefined : await loadCampaign(options.campaign);
  const { asks: section, jurisdiction, file } = await loadConfig(resolve(options.campaign ?? '.'), options.config);
  const config = asksConfig(section, file);
  const manifest = campaign?.manifest ?? {};
  const now = options.now ?? new Date();
  const sendAt = options.sendAt ?? (manifest.schedule === undefined ? now : new Date(Math.max(Date.parse(manifest.schedule.from), now.getTime())));
  options.progress?.('reading the tables');
  const { audience, rejected, unreadWords } = await loadAudience(filesOf(options, campaign), { manifest, sendAt, facts: FACTS, ...(jurisdiction !== undefined && { jurisdiction }) }, options.memory === undefined ? {} : { memoryLimit: options.memory });
  const sink = rowSink<AskRow>(ASK_TYPES, options.output, options.format);
  try {
    const result = await askEverybody(audience, { manifest, config, sendAt, sink, progress: options.progress ?? (() => undefined) });
    await sink.close();
    return { ...result, at: sendAt.toISOString(), rejected, unreadWords };
  } catch (error) {
    await sink.abort();
    throw error;
  } finally {
    await audience.warehouse.close();
  }
}

interface Run {
  readonly manifest: Manifest;
  readonly config: AsksConfig;
  readonly sendAt: Date;
  readonly sink: RowSink<AskRow>;
  readonly progress: (stage: string) => void;
}

async function askEverybody({ warehouse, given, mergeFields }: Audience, { manifest, config, sendAt, sink, progress }: Run): Promise<Omit<AsksResult, 'at' | 'rejected' | 'unreadWords'>> {
  const all = { bars: barsOf(manifest, config, mergeFields), rests: restsOf(config) };
  const isInformed = ({ needs }: Bar | Rest): boolean => needs.every((table) => given.has(table));
  const reasons = { bars: all.bars.filter(isInformed), rests: all.rests.filter(isInformed) };
  progress('learning from past asks and gifts');
  const curve = responseCurve(await pastAsks(warehouse, sendAt, config), config);
  await makeProgrammeAffinity(warehouse);
  await makeOtherAddresses(warehouse);
  const counts = askTally();
  let rows: AskRow[] = [];
  for await (const donor of readDonors(warehouse, reasons, config)) {
    const row = proposeAsk(donor, curve, config, asksForSingleGift(manifest));
    counts.add(row);
    rows.push(row);
    if (rows.length < CHUNK) continue;
    await sink.write(rows);
    rows = [];
    progress(`asks: ${counts.total().recipients.toLocaleString('en-GB')} recipients`);
  }
  await sink.write(rows);
  const enough = curve.acceptance(true, 1) !== undefined || curve.acceptance(false, 1) !== undefined;
  return { ...counts.total(), unchecked: uncheckedOf([...all.bars, ...all.rests], given, await asksKnown(warehouse)), pastAsks: { asks: curve.asks, accepted: curve.accepted, enough } };
}

async function asksKnown(warehouse: Warehouse): Promise<boolean> {
  const [found] = await warehouse.all<{ known: boolean | null }>(sql`SELECT bool_or(asks_known) AS known FROM recipient_facts`);
  return found?.known ?? false;
}

const OF_ASKS = ['asks_this_year', 'asked_recently', 'no_progress', 'progress_too_new'];

function uncheckedOf(reasons: readonly (Bar | Rest)[], given: Audience['given'], known: boolean): AsksResult['unchecked'] {
  return reasons.flatMap(({ id, needs }) => {
    const table = needs.find((name) => !given.has(name));
    if (table !== undefined) return [{ reason: id, missing: table }];
    return !known && OF_ASKS.includes(id) ? [{ reason: id, missing: 'is_ask in events' }] : [];
  });
}

/** Flags beat the manifest; the manifest's paths are relative to its folder. */
function filesOf(options: AsksOptions, campaign: Campaign | undefined): AudienceFiles {
  const manifest = campaign?.manifest ?? {};
  const folder = campaign === undefined ? '.' : campaign.declared ? campaign.path : dirname(campaign.path);
  const file = (flag: string | undefined, named: string | undefined): string | undefined => (flag === undefined ? named && resolve(folder, named) : resolve(flag));
  const suppressions = options.suppressions?.map((name) => resolve(name)) ?? manifest.suppressions?.map((name) => resolve(folder, name));
  return {
    recipients: required('--recipients', file(options.recipients, manifest.audience), 'Name the table of recipients.'),
    gifts: required('--gifts', file(options.gifts, manifest.gifts), 'Name the table of gifts.'),
    events: file(options.events, manifest.events), consents: file(options.consents, manifest.consents), contacts: file(options.contacts, manifest.contacts), suppressions,
  };
}

function required(flag: string, value: string | undefined, remedy: string): string {
  if (value === undefined) throw new InputError(flag, 'is missing, and no campaign says it', remedy);
  return value;
}
