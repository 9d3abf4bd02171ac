import type { Edit, Location } from '#campaign/location.js';

/** What a finding means for the send: `error` holds it, `warning` wants a look, `info` is a note. */
export type Severity = 'error' | 'warning' | 'info';

/** Most severe first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** Values that a message's `{{name}}` placeholders take. */
export type MessageData = Readonly<Record<string, string | number | undefined>>;

/** How to mend what is found, as far as that is certain: `lint --fix` makes all of its edits or none. */
export interface Fix {
  /** What the edits do, in the imperative, without a full stop. */
  readonly description: string;
  /** They do not overlap. */
  readonly edits: readonly Edit[];
}

/** What a rule reports. The engine adds rule id, wording and the configured severity. */
export interface Problem<MessageId extends string = string> {
  readonly messageId: MessageId;
  readonly data?: MessageData;
  readonly location?: Location;
  /** Numbers and words that let a person check the finding. */
  readonly evidence?: Readonly<Record<string, unknown>>;
  /** Lower than the rule's severity, when this hit is weaker than the rule's worst. It can never raise. */
  readonly severity?: Severity;
  /** Rests on a word list alone: stays at warning or below. */
  readonly heuristic?: boolean;
  /** Only where any author would mend it in this way. */
  readonly fix?: Fix;
  /** One finding for many places: what stands at each (an address, a text, or '' where they are all alike). A baseline knows them by it, and tells a new one. */
  readonly places?: readonly string[];
}

/** A problem with rule, wording and severity: what reporters see. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly messageId: string;
  readonly message: string;
  readonly heuristic: boolean;
  readonly location?: Location;
  readonly evidence?: Readonly<Record<string, unknown>>;
  /** Audience rules only. Samples are keyed hashes of recipient ids, or the ids themselves with `--show-recipients`. */
  readonly recipients?: { readonly count: number; readonly of: number; readonly sample: readonly string[] };
  readonly suggestion: string;
  readonly fix?: Fix;
  readonly places?: readonly string[];
  /** Path of the rule's README inside the package. */
  readonly help: string;
}
