import type { DateOrder } from './date-order.js';
import type { ExportSource } from './export-map.js';

/** What an import read and wrote, and all that it did not write. */
export interface ImportResult {
  readonly source: ExportSource;
  readonly files: readonly ImportedFile[];
  /** Files that are no export that is known. */
  readonly unknown: readonly { readonly file: string; readonly reason: string }[];
  readonly tables: readonly WrittenTable[];
  /** Contacts whom the exporting system would not mail, or without an address: they are not among the recipients. */
  readonly heldBack: number;
  /** Recipients of whom no file shows a consent. */
  readonly withoutConsent: number;
  /** Addresses that several contacts share: what is known by address alone was given to the first. */
  readonly sharedAddresses: number;
  /** Whether gifts name people by address alone. */
  readonly giftsByAddress: boolean;
  /** What a campaign.json names. */
  readonly manifest: Readonly<Record<string, string | readonly string[]>>;
}

export interface ImportedFile {
  readonly file: string;
  /** What it is: `subscribed contacts`. */
  readonly name: string;
  readonly rows: number;
  /** Lines that are no rows, with the first reason. */
  readonly unreadable: { readonly rows: number; readonly reason: string } | undefined;
  /** Order of day and month in its dates, where nobody said and others of its dates exist in that order only. */
  readonly dateOrder: DateOrder | undefined;
  /** Rows that gave nothing to any table, because they say nothing that a table holds; of donations, those that are no gift. And what they say, the most frequent first. */
  readonly silent: { readonly rows: number; readonly examples: readonly string[] };
  /** Rows that a table needs more of than they have. */
  readonly leftOut: readonly Loss[];
  /** Cells that could not be read, in rows that were written. */
  readonly lostCells: readonly Loss[];
  /** Columns that were kept as merge fields of the recipients. */
  readonly kept: readonly string[];
  /** Columns that were not read. */
  readonly notRead: readonly string[];
  /** Those of both whose names and cells may say who wants no mail, and how many rows say something there. */
  readonly mayOptOut: readonly { readonly column: string; readonly rows: number }[];
}

export interface Loss {
  readonly table: string;
  readonly rows: number;
  readonly reason: string;
}

export interface WrittenTable {
  readonly table: string;
  readonly file: string;
  readonly rows: number;
  /** Rows that were in the files more than once. */
  readonly repeated: number;
}
