import type { Sql } from './sql.js';

/**
 * text: as written. safeText: the same, from a table that presend wrote, where a cell that begins like a formula has an apostrophe in front (`formulaSafe`). label: the same, where nothing is nobody's name. instant: ISO 8601 with a zone, kept as TIMESTAMP in UTC. day: an instant, or a day, which is kept as its first instant in UTC. month: the same, or only a month or a year, kept as its first day. number: DOUBLE. boolean: true/false, yes/no, 1/0, x, and
 * the words for them that spreadsheets write in other languages (WAHR, vrai, nej); a day or an instant says since when, and is true. But in a text,
 * a word for nothing (NULL, n/a, \N) is nothing.
 * sha256: 64 hexadecimal digits, as they are or behind a name (`sha256:9F86...`), kept in lower case. list: cells separated by `;`, kept as VARCHAR[]; words: such of items without spaces, also by `,`, `|` or white space. An enum's value is lower-cased, with `_` for spaces and hyphens; synonyms are other
 * words for a value, written so.
 */
export type ColumnType = 'text' | 'safeText' | 'label' | 'instant' | 'day' | 'month' | 'number' | 'boolean' | 'sha256' | 'list' | 'words' | EnumType;

export interface EnumType {
  readonly enum: readonly string[];
  readonly synonyms?: Readonly<Record<string, readonly string[]>>;
  /** What a word that is none of these counts as, unless it is one of `except`: the row stays, and the word is counted and named (`replaceUnreadWords`). */
  readonly otherwise?: Otherwise;
  /** Or: the row is left out, and the word counted and named all the same, as one that counts as this. */
  readonly leftOutAs?: string;
}

interface Otherwise {
  /** null: nothing, as an empty cell. */
  readonly value: string | null;
  readonly except?: readonly string[];
  /** The value that the word says by its parts (`35-49 years`, `Kunde (inaktiv)`), of the lower-cased cell; NULL where it says none. */
  readonly byParts?: (cell: Sql) => Sql;
  /** What other columns of the row hold after such a word: of the cell. */
  readonly fills?: Readonly<Record<string, (cell: Sql) => Sql>>;
  /** A word that holds one of these has that value: `Adressverlag (gekauft)`. */
  readonly within?: readonly { readonly words: readonly string[]; readonly value: string }[];
}

/** What a table of the audience must and may hold. Columns that no spec names are kept as text. */
export interface TableSpec {
  readonly name: string;
  /** `presend import` makes such a table of what other systems export: for who gives that instead. */
  readonly importable?: boolean;
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** Columns that must be in the file, and filled in every row unless `mayBeEmpty` names them. */
  readonly required: readonly string[];
  readonly mayBeEmpty?: readonly string[];
  /** Required columns that may be empty in rows where another column has one of these values; there a cell that nobody can read counts as empty, and is counted and named. */
  readonly emptyBeside?: { readonly columns: readonly string[]; readonly column: string; readonly values: readonly string[] };
  /** Columns of which the file must have at least one, and every row a value in at least one. */
  readonly requireOneOf?: readonly string[];
  /** A column that names a row: a second row of the same value is rejected. */
  readonly key?: string;
  /** Booleans that hold for a key when any of its rows says so: a second row may be rejected, but who died in it is dead. */
  readonly lasting?: readonly string[];
  /** Which rows stay whatever cell nobody can read: whoever has opted out has, whenever that was. Such a cell counts as empty, and is counted and named. Required columns aside. */
  readonly stays?: (value: (column: string) => Sql) => Sql;
  /** Columns of which such a cell makes its row stay and says something all the same: what the row's columns then hold, and what that is called where the cell is named. */
  readonly unreadable?: Readonly<Record<string, { readonly takenFor: string; readonly holds: Readonly<Record<string, Sql>> }>>;
  /** Other names of columns, without `_`: `channels` for `channel`. Of several that a file has, the first here. */
  readonly aliases?: Readonly<Record<string, string>>;
}
