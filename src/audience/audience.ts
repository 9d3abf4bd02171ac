import type { Warehouse } from '#warehouse/warehouse.js';
import type { AudienceInput } from '#rule/rule.js';

/** Files of the audience's tables, as given; a glob or a folder may name many files. */
export interface AudienceFiles {
  readonly recipients?: string;
  readonly consents?: string;
  readonly contacts?: string;
  readonly suppressions?: readonly string[];
  readonly events?: string;
  readonly gifts?: string;
  readonly schedule?: string;
}

/** Tables loaded into a warehouse, with the view `recipient_facts` on top. See README.md for its columns. */
export interface Audience {
  readonly warehouse: Warehouse;
  readonly given: ReadonlySet<AudienceInput>;
  /** Columns of the recipients file, in order: the merge fields. */
  readonly mergeFields: readonly string[];
}
