/** Rows of a table that could not be read, and why: never silently dropped. */
export interface Rejected {
  readonly table: string;
  readonly file: string;
  readonly rows: number;
  /** The first few: line (row, in a Parquet file) and reason. */
  readonly examples: readonly { readonly line: number; readonly reason: string }[];
}
