import type { LintOptions, PlanOptions } from '../index.js';
import type { Table } from './request-schemas.js';

type Instants = { readonly now?: string; readonly sendAt?: string; readonly from?: string; readonly until?: string };
type Serializable<Options> = Omit<Options, keyof Instants | keyof TableFiles | 'audience' | 'campaign' | 'network' | 'stdin' | 'onProgress' | 'progress' | 'output' | 'campaigns'> & Instants;

/** Where the rows of each table are, when the request says it; else its manifest does. */
export type TableFiles = { readonly [table in Table]?: string };

interface Task {
  /** Of the request: absolute; undefined when nothing of it is on the disk. */
  readonly folder: string | undefined;
  /** The campaign's files by their names, when they are not in its folder. */
  readonly files?: Readonly<Record<string, string>>;
  readonly tables: TableFiles;
  /** What the tables that a manifest names may be read from, besides the request's own files. */
  readonly dataRoot: string | undefined;
}

/** What a worker is asked: instants as text, paths absolute or relative to `folder`. */
export type Job =
  /** Answers what `lint --format json` prints. */
  | (Task & { readonly kind: 'lint'; readonly options: Serializable<LintOptions> })
  /** Answers `{ "lint": ..., "preview": ... }` as JSON. */
  | (Task & { readonly kind: 'preview'; readonly options: Serializable<LintOptions> })
  /** Writes the plan to plan.json or plan.csv and its reasons to why.jsonl, and answers the summary as JSON. */
  | (Task & { readonly kind: 'plan'; readonly format: 'json' | 'csv'; readonly options: Serializable<PlanOptions> });

/** Name of the campaign's folder in the folder of a request: what findings say where they are. */
export const CAMPAIGN = 'campaign';

/** What a worker says: that it is ready, or how a job went. */
export type WorkerMessage =
  | { readonly ready: true }
  | { readonly text: string }
  | { readonly mistake: { readonly where: string; readonly what: string; readonly remedy: string } }
  | { readonly bug: string };
