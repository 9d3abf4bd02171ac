import type { Warehouse } from '#warehouse/warehouse.js';
import type { AudienceInput } from '#rule/rule.js';
import type { FactTypes, NarrowFacts } from './narrow-facts.js';

/** Files of the audience's tables, as given; a glob or a folder may name many files. */
export interface AudienceFiles {
  readonly recipients?: string | undefined;
  readonly consents?: string | undefined;
  readonly contacts?: string | undefined;
  readonly suppressions?: readonly string[] | undefined;
  readonly events?: string | undefined;
  readonly gifts?: string | undefined;
  readonly schedule?: string | undefined;
}

/** Tables loaded into a warehouse, with the view `recipient_facts` on top. See README.md for its columns. */
export interface Audience {
  readonly warehouse: Warehouse;
  readonly given: ReadonlySet<AudienceInput>;
  /** The same as recipient_facts with the columns that a piece of SQL names, worked out faster. */
  readonly facts: NarrowFacts;
  /** Columns of recipient_facts. */
  readonly types: FactTypes;
  /** Columns of the recipients file, in order: the merge fields. */
  readonly mergeFields: readonly string[];
  /** Columns that the given files have, of those that the tables know: `recipients.email`. */
  readonly columns: ReadonlySet<string>;
}
