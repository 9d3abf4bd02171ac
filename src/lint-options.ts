import type { AudienceFiles } from '#audience/audience.js';
import type { RuleLevel } from '#config/config.js';

/** What `presend lint` takes. Paths are relative to the working directory; tables named here beat the manifest's. */
export interface LintOptions {
  /** Folders, .html, .mjml, .eml files, or `-` for standard input. */
  readonly campaigns: readonly string[];
  readonly audience?: AudienceFiles;
  /** The send instant, when there is one for all. */
  readonly sendAt?: Date;
  readonly now?: Date;
  readonly config?: string;
  /** Rule id or `category/*` to level. */
  readonly rules?: Readonly<Record<string, RuleLevel>>;
  /** Rule id to the reason why its findings are allowed. */
  readonly allow?: Readonly<Record<string, string>>;
  /** CSV or Parquet: one row a recipient, send or hold. */
  readonly verdicts?: string;
  readonly showRecipients?: boolean;
  readonly includePath?: string;
  readonly stdin?: () => Promise<Uint8Array>;
  /** Called after each campaign. */
  readonly onProgress?: (done: number, total: number) => void;
}
