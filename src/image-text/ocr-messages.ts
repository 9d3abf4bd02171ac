import type { RasterFormat } from './image-header.js';
import type { LanguageData } from './read-installation.js';

/** What the recogniser's process is asked: one picture at a time. */
export interface OcrJob {
  /** What is to be told of the picture: its words, or the letters that they are in. */
  readonly wanted: 'words' | 'script';
  readonly bytes: Uint8Array;
  readonly format: RasterFormat;
  readonly data: LanguageData;
}

/** A recognised word with the paragraph it stands in: a headline, some lines of text, a button. */
export interface OcrWord {
  readonly text: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** Counted from 0, in reading order. */
  readonly paragraph: number;
  /** Counted from 0 in its paragraph. */
  readonly line: number;
}

/** The letters of a picture, as the recogniser calls them (`Cyrillic`, `Han`), and how sure it is: the margin over the next in log-likelihood, 0 upwards. */
export interface PictureScript {
  readonly script: string;
  readonly certainty: number;
}

/** `timeLimit`: milliseconds of processor time, so that a busy machine changes nothing. */
export type OcrRequest = OcrJob & { readonly id: number; readonly timeLimit: number };

export type OcrReply =
  /** The language data are loaded and the picture's own time starts. */
  | { readonly kind: 'begun'; readonly id: number }
  | { readonly kind: 'read'; readonly id: number; readonly words: readonly OcrWord[] }
  /** `found` is undefined where there are too few letters, or they do not stand upright. */
  | { readonly kind: 'script'; readonly id: number; readonly found: PictureScript | undefined }
  /** The process is still busy with the picture and has to be stopped. */
  | { readonly kind: 'out-of-time'; readonly id: number }
  /** The picture cannot be decoded. */
  | { readonly kind: 'failed'; readonly id: number };
