import type { Campaign, MessageInput } from '#campaign/campaign.js';
import type { Location } from '#campaign/location.js';
import type { Network } from '#network/network.js';
import type { Sql } from '#warehouse/sql.js';
import type { Problem, Severity } from './finding.js';

export { isAmong, join, sql } from '#warehouse/sql.js';
export type { Sql } from '#warehouse/sql.js';

/** What rules are about, in the order of the catalogue. */
export const CATEGORIES = [
  'content', 'links', 'accessibility', 'compatibility', 'brand', 'headers', 'personalization', 'consent', 'targeting',
  'audience', 'fundraising', 'timing',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** Tables of the audience, as design.md names them. */
export type AudienceInput = 'recipients' | 'consents' | 'contacts' | 'suppressions' | 'events' | 'gifts' | 'schedule';

/**
 * Facts of a recipient that cost a pass of their own over a table and serve few rules: worked out only when an enabled rule names them.
 * src/audience/README.md says which columns they are. `keys` are none: with them the table of the recipients' keys outlives the facts.
 */
export type OptionalFacts = 'keys' | 'engagement' | 'duplicates' | 'role' | 'giving' | 'slot' | 'rhythm' | 'programmes' | 'stewardship' | 'persons';

/** Anything a rule may need; without it the rule is skipped and says so. */
export type Input = MessageInput | AudienceInput | 'network' | 'spamd';

/** How many recipients have a value for a merge field. Blanks and stand-ins ("n/a", "-", "unknown") are no values. */
export interface FillRate {
  readonly filled: number;
  readonly of: number;
}

/** What a rule may ask of the recipients besides predicates: their merge fields. */
export interface MergeFields {
  /** As the recipients file's header row writes them. */
  readonly names: readonly string[];
  /** By name as written; every name must be one of `names`. */
  fillRates(names: readonly string[]): Promise<ReadonlyMap<string, FillRate>>;
}

/** What became of mail: events of each type. */
export interface DeliveryCounts {
  readonly sent: number;
  /** 0 where the ESP exports no such events. */
  readonly delivered: number;
  readonly complaints: number;
  readonly bounces: number;
}

/** What a rule may ask of the history of earlier sends as a whole. */
export interface DeliveryHistory {
  /** Events from one instant to before another: all, and of those mail domains to which at least `minimumSent` went, the worst first. */
  between(from: Date, until: Date, minimumSent: number): Promise<{
    readonly all: DeliveryCounts;
    readonly domains: readonly (DeliveryCounts & { readonly domain: string })[];
  }>;
}

/** One row of aggregates over recipient_facts and the audience's tables: what a rule must know of the list as a whole. Instants come as ISO 8601. */
export type Totals = (query: Sql) => Promise<Readonly<Record<string, number | string | null>>>;

/** What SpamAssassin says of a message. */
export interface SpamReport {
  /** The sum of the points, before rounding. */
  readonly score: number;
  /** From so many points on the asked installation takes mail for spam. */
  readonly threshold: number;
  /** The rules that hit; points are rounded to one decimal. */
  readonly hits: readonly { readonly symbol: string; readonly points: number; readonly description: string }[];
  /** The message was put together from the campaign's parts: its transport headers are not the sender's. */
  readonly composed: boolean;
}

/** What is the same for every rule of one run. */
export interface RuleContext {
  /** The run's clock: `--now`, else the real one. */
  readonly now: Date;
  /** When the campaign goes out, as far as one instant says it: `--send-at`, else the manifest's `schedule.from`, else `now`. */
  readonly sendAt: Date;
  /** `--send-at` was given: without it, and without a schedule, nobody's slot is known, and the input `schedule` is missing. */
  readonly sendAtGiven?: boolean;
  /** Present when recipients are given. */
  readonly mergeFields?: MergeFields;
  /** Present when recipients and events are given. */
  readonly deliveries?: DeliveryHistory;
  /** Present when recipients are given. */
  readonly totals?: Totals;
  /** Present with `--spamd`. A message that was not sent there says why: a clause without a full stop. */
  readonly askSpamAssassin?: (campaign: Campaign) => Promise<SpamReport | { readonly unchecked: string }>;
  /** Present with `--network`. A rule that cannot work without it says so in `needs`. */
  readonly network?: Network;
}

interface RuleBase<MessageId extends string, Options> {
  /** `category/name`: its folder under rules/. */
  readonly id: `${Category}/${string}`;
  /** The severity of its worst hit, unless the config says otherwise. */
  readonly severity: Severity;
  /** One sentence without a full stop: what is wrong when it reports. */
  readonly summary: string;
  readonly needs: readonly Input[];
  /** Columns that its tables must have for it to see anything: `recipients.email`; of `contacts.email|contacts.domain` one will do. Without one it is skipped. */
  readonly columns?: readonly string[];
  /** Types of events that the table must hold for it to see anything: of `sent|delivered` one will do. Without one it is skipped. */
  readonly events?: readonly string[];
  /** Some of its problems carry a fix: `lint --fix` runs it first. */
  readonly fixable?: true;
  /** What its predicates read besides the facts that are always there. */
  readonly facts?: readonly OptionalFacts[];
  /** One sentence each; `{{name}}` is filled from a problem's `data`. */
  readonly messages: Readonly<Record<MessageId, string>>;
  /** What to do, one sentence a message id; `{{name}}` is filled too. */
  readonly suggestions: Readonly<Record<MessageId, string>>;
  readonly defaultOptions: Options;
  /** JSON Schema of each option (the engine adds `type: object` and `additionalProperties: false`). */
  readonly optionsSchema: Readonly<Record<keyof Options & string, Readonly<Record<string, unknown>>>>;
  /**
   * What it could not look at although its inputs were given, and what would let it: a clause without a full stop. The rule then counts
   * as skipped; what it found in the rest is reported all the same.
   */
  unchecked?(campaign: Campaign, options: Options, context: RuleContext): Promise<string | undefined>;
}

/** A rule over the message. Pure: no files, no network but `context.network`, no clock but `context.now`. */
export interface MessageRule<MessageId extends string = string, Options extends object = object> extends RuleBase<MessageId, Options> {
  check(campaign: Campaign, options: Options, context: RuleContext): Iterable<Problem<MessageId>> | AsyncIterable<Problem<MessageId>>;
  /** Predicates for a rule that judges the same thing in the recipients' values: asked only when recipients are given. */
  audienceCases?(campaign: Campaign, options: Options, context: RuleContext): readonly AudienceCase<MessageId>[] | Promise<readonly AudienceCase<MessageId>[]>;
}

/** One predicate of an audience rule. A recipient counts for the first case that holds, so list the strongest first. */
export interface AudienceCase<MessageId extends string = string> {
  readonly messageId: MessageId;
  /** SQL predicate over the `recipient_facts` view (see src/audience/README.md), with bound parameters only. */
  readonly where: Sql;
  /** Lower than the rule's severity. */
  readonly severity?: Severity;
  /** Rests on a word list alone: stays at warning or below. */
  readonly heuristic?: boolean;
  /** Columns of `recipient_facts` whose values are counted as evidence: `{ jurisdiction: { DE: 40 } }`; most frequent first. */
  readonly evidence?: readonly string[];
  readonly data?: Readonly<Record<string, string | number>>;
  /** Counted for itself: a recipient for whom an earlier case of the rule holds counts for this one too. */
  readonly apart?: boolean;
  /** The words that are wrong for these recipients; absent: the finding is about the audience. */
  readonly location?: Location;
}

/** A rule over recipients. The engine fuses all of them into one scan. */
export interface AudienceRule<MessageId extends string = string, Options extends object = object> extends RuleBase<MessageId, Options> {
  /** Nothing to ask of this campaign (a transactional mail, say): an empty list. Async for what it must know of the message first. */
  cases(campaign: Campaign, options: Options, context: RuleContext): readonly AudienceCase<MessageId>[] | Promise<readonly AudienceCase<MessageId>[]>;
}

/** A rule with its type parameters erased: how the engine holds it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the one erased type: option types are checked where a rule is defined
export type Rule = MessageRule<any, any> | AudienceRule<any, any>;

/** Checks the types of a message rule; the folder's name must be the id. */
export function defineRule<const MessageId extends string, Options extends object>(rule: MessageRule<MessageId, Options>): MessageRule<MessageId, Options> {
  return rule;
}

/** Checks the types of an audience rule. */
export function defineAudienceRule<const MessageId extends string, Options extends object>(rule: AudienceRule<MessageId, Options>): AudienceRule<MessageId, Options> {
  return rule;
}

/** Whether a rule is about recipients, and not about the message. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- see Rule
export function isAudienceRule(rule: Rule): rule is AudienceRule<any, any> {
  return 'cases' in rule;
}
