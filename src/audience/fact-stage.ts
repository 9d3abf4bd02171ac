import type { Manifest } from '#campaign/manifest.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import type { AudienceInput, OptionalFacts } from '#rule/rule.js';

/** What of the run the facts depend on. */
export interface AudienceContext {
  readonly manifest: Manifest;
  /** When a recipient gets the mail whom the schedule does not name. */
  readonly sendAt: Date;
  /** `--send-at` was given. */
  readonly sendAtGiven?: boolean;
  /** `auto` (each recipient's country), or the id of one law profile for all. */
  readonly jurisdiction?: string;
  /** Those that somebody will read; absent: all. */
  readonly facts?: ReadonlySet<OptionalFacts>;
}

/** What a stage may look at while it prepares. */
export interface StageInput {
  readonly warehouse: Warehouse;
  readonly given: ReadonlySet<AudienceInput>;
  readonly context: AudienceContext;
}

/**
 * Adds facts to each recipient: a SELECT of all columns of `recipients` and some more, row for row. Columns that begin with `_` serve
 * later stages only. All stages together are one statement, so that the recipients are read once.
 */
export type FactStage = (recipients: Sql) => Sql;

/** Whether optional facts are to be worked out. */
export function isWanted(facts: OptionalFacts, { facts: wanted }: AudienceContext): boolean {
  return wanted?.has(facts) ?? true;
}
