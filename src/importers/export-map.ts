import type { TableName } from './target-tables.js';

/** The systems whose exports are read. */
export const SOURCES = ['mailchimp', 'brevo', 'klaviyo', 'sendgrid', 'hubspot', 'civicrm', 'salesforce', 'raisers-edge', 'pipedrive', 'dynamics', 'rapidmail', 'donorbox', 'twingle', 'fundraisingbox', 'stripe', 'paypal', 'list', 'events'] as const;
/** One of the systems. */
export type ExportSource = (typeof SOURCES)[number];

/** How one kind of exported file becomes rows of Presend's tables. Data: `exports/<source>-<export>.json`. */
export interface ExportMap {
  readonly source: ExportSource;
  /** As a report calls it: `subscribed contacts`. */
  readonly name: string;
  /** Where the format is described, when that was read, and what of the map rests on what. */
  readonly documentation: readonly string[];
  readonly lookedUp: string;
  readonly evidence: string;
  /** What its path has, as a regex (case does not matter): asked only where several maps fit the columns. */
  readonly path?: string;
  /** Its columns fit too many files: only the path says that it is one. */
  readonly onlyByPath?: boolean;
  /** Zone of its times that name none: UTC where the documentation says so, else the account's, which nobody but its owner knows. */
  readonly zone: 'UTC' | 'account';
  /** Beside ISO 8601: `epoch` (seconds or milliseconds since 1970), or formats of `strptime` whose order of day and month is documented. */
  readonly times?: readonly string[];
  /** Whether it lists people, so that the usual names of a person's columns are known too (`person-columns.json`). */
  readonly people?: boolean;
  /** False: its other columns are not the person's, so that none is kept as a merge field. */
  readonly keep?: false;
  /** A field and the names that its column may have; case, accents, spaces and punctuation do not matter. A name with `*` at its end begins those of several columns (`eachColumn`). */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /**
   * Of records that lie in each other, and of which each may have fields of its own: objects of which their fields may be those (`event-data`, `msys.*`). A field is in each
   * record the first of its names that is filled, and a name may lead into an object (`mail.destination`) or a list of them (`bouncedRecipients[].emailAddress`).
   */
  readonly envelopes?: readonly string[];
  /** Fields without which a file is no such export. */
  readonly recognisedBy: readonly string[];
  /** Fields of which a file may have several columns, and each counts: who has opted out in one of them has. */
  readonly every?: readonly string[];
  /** Cells that stand for nothing, in lower case. */
  readonly nothing?: readonly string[];
  /** Columns of the system's own, which no message merges in. They are named in the report, not written. */
  readonly leave?: readonly string[];
  readonly rows: readonly RowMap[];
}

/** A file's export, and which of its columns is which field. */
export interface Recognised {
  readonly map: ExportMap;
  /** Field to column, as the header row writes it. */
  readonly fields: ReadonlyMap<string, string>;
}

/** A row of a table that a row of the file may give. `recipient_id` needs no value: it is the person's. */
export interface RowMap {
  readonly table: TableName;
  /** All must hold. */
  readonly when?: readonly Condition[];
  /** A field with several items, separated by `;`, commas or line breaks: one row for each, in which the field is that item. */
  readonly each?: string;
  /** A field whose names end with `*`: one such row map for each of its columns. */
  readonly eachColumn?: string;
  /** The field with the address of whom the rows are about; `email` where absent. */
  readonly person?: string;
  /** A field that tells apart rows which were exported twice. Without it, rows that are equal in every column are one. */
  readonly key?: string;
  readonly values: Readonly<Record<string, Value>>;
}

export type Condition =
  /** With `beside`: or the file has not both columns. */
  | { readonly filled: string; readonly beside?: string }
  | { readonly empty: string }
  | { readonly true: string }
  | { readonly notTrue: string }
  /** The cell says something that is neither a no nor a word for who is subscribed: of an opt-out, whatever it says. */
  | { readonly maybe: string }
  | { readonly notMaybe: string }
  | { readonly field: string; readonly in: readonly string[] }
  | { readonly field: string; readonly notIn: readonly string[] }
  /** The cell is a word that the column of a table takes (`suppressions.list`), or takes for one of its values (`consents.status:pending`). */
  | { readonly field: string; readonly reads: string }
  | { readonly field: string; readonly readsNot: string };

/** Where a cell of a table comes from. A string is the name of a field. */
export type Value =
  | string
  | { readonly constant: string; readonly ifFilled?: readonly string[] }
  /** Words, compared as the names of columns are. One that is not there has no counterpart: the cell stays empty, or the row is left out if it needs the cell. */
  | { readonly field: string; readonly map: Readonly<Record<string, string>> }
  /** The text before the first of these marks. */
  | { readonly field: string; readonly upTo: readonly string[] }
  /** Nothing unless all these fields are filled, and this one differs. */
  | { readonly field: string; readonly ifFilled: readonly string[]; readonly ifNot: string }
  /** `OPTIN_IP {optin_ip}`; nothing when a field in it is empty. */
  | { readonly template: string }
  | { readonly first: readonly Value[] }
  /** What stands for `*` in the name of the column; with `eachColumn`. */
  | { readonly columnOf: string }
  /** True where the field says so. */
  | { readonly true: string }
  /** True where it says anything but no. */
  | { readonly maybe: string }
  /** True where the field is one of these words. */
  | { readonly field: string; readonly in: readonly string[] }
  /** What the name of the file says of all its rows: which campaign they belong to, and when another file says that it was sent. */
  | { readonly fileCampaign: 'id' | 'sent_at' };
