/** Which part of a campaign a finding is about. */
export type Part =
  | 'html' | 'mjml' | 'text' | 'subject' | 'preheader' | 'from' | 'header' | 'manifest' | 'image' | 'audience' | 'schedule';

/** A place in a source a person can open. Lines and columns are 1-based; columns count UTF-16 units, as editors do. */
export interface Location {
  readonly part: Part;
  /** Path as the user would open it; absent when the part has no file of its own. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  /** Header name, for part `header`. */
  readonly header?: string;
  /** Manifest field (`sender.legalName`), for part `manifest` and for a subject or preheader that the manifest holds. */
  readonly field?: string;
}

/** A text with the place it stands at. */
export interface Located {
  readonly value: string;
  readonly location: Location;
}

/** A text that has a file, or a part of one, to itself. */
export interface LocatedText extends Located {
  /** Place of the units from `start` to `end` (exclusive) of its value. */
  readonly locate: (start: number, end: number) => Location;
}

/** One replacement in a source file. */
export interface Edit {
  /** Path as in locations. */
  readonly file: string;
  /** Start and end (exclusive) in the file's text, in UTF-16 units from 0; a byte order mark does not count. Equal for an insertion. */
  readonly range: readonly [start: number, end: number];
  readonly text: string;
}
