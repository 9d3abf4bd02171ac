import type { Image } from '#campaign/campaign.js';

export interface ImageWord {
  readonly text: string;
  /** 0 to 1, as the recogniser sees it. */
  readonly confidence: number;
}

/** Why an image was not read. */
export type UnreadCause =
  /** It lies on a web server, and no network was asked for. */
  | 'remote'
  /** A merge tag or nothing stands where its address should, or the address must not be asked. */
  | 'unknown-source'
  /** No such file or attachment, or it did not load. */
  | 'missing'
  /** A path that leaves the campaign's folder. */
  | 'outside'
  /** Damaged, or not an image. */
  | 'broken'
  /** Too few pixels for words. */
  | 'small'
  /** More bytes, pixels or images than are read. */
  | 'limit'
  /** It took longer than it may. */
  | 'time'
  /** The text recogniser is not installed. */
  | 'not-installed'
  /** It is, but not the data for the letters of this picture. */
  | 'letters';

/** Letters that are not Latin. */
export interface ForeignLetters {
  /** `Cyrillic`. */
  readonly script: string;
  /** As in `PictureScript`. */
  readonly certainty: number;
  /** BCP 47: languages that are written so, most readers first. */
  readonly languages: readonly string[];
}

/** Such letters that no installed data can read. */
export interface UnreadLetters extends ForeignLetters {
  /** The command that installs what reads them. */
  readonly install: string;
}

export interface Unread {
  readonly cause: UnreadCause;
  /** A clause without a full stop, for a person: `it claims 50000 x 50000 pixels`. */
  readonly reason: string;
  /** Of an image with more bytes than are read. */
  readonly bytes?: number;
  /** Of an image whose letters cannot be read. */
  readonly letters?: UnreadLetters;
}

/** Which words a picture holds. */
export type ImageText = ReadImage | SkippedImage;

export interface ReadImage {
  readonly status: 'read';
  readonly image: Image;
  /** In reading order; words the recogniser was not sure of are left out. */
  readonly words: readonly ImageWord[];
  /** The words, one paragraph a line: headline, text, button. Empty for a picture without words. */
  readonly text: string;
  /** The same words as they are set, line by line, so that a list keeps its items; a line that starts small continues the one before. */
  readonly lines: readonly string[];
  /** Mean of the words, weighted by their length, 0 to 1; 0 without words. */
  readonly confidence: number;
  /** The language that the words are in, when they say so clearly. */
  readonly language: string | undefined;
}

export interface SkippedImage extends Unread {
  readonly status: 'skipped';
  readonly image: Image;
  readonly words: readonly [];
  readonly text: '';
  readonly lines: readonly [];
  readonly confidence: 0;
  readonly language: undefined;
}
