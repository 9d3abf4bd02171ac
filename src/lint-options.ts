import type { AudienceFiles } from '#audience/audience.js';
import type { RuleLevel } from '#config/config.js';
import type { KnownFaults } from '#engine/known-faults.js';
import type { NetworkOptions } from '#network/open-network.js';

/** What `presend lint` takes. Paths are relative to the working directory; tables named here beat the manifest's. */
export interface LintOptions {
  /** Folders, .html, .mjml, .eml files, or `-` for standard input. */
  readonly campaigns: readonly string[];
  /** The files of the only campaign, by their names, when its folder is not on the disk. */
  readonly files?: ReadonlyMap<string, Uint8Array>;
  readonly audience?: AudienceFiles;
  /** The send instant, when there is one for all: not beside a schedule. */
  readonly sendAt?: Date;
  readonly now?: Date;
  /** false: none is searched for, the defaults hold. */
  readonly config?: string | false;
  /** Rule id or `category/*` to level. */
  readonly rules?: Readonly<Record<string, RuleLevel>>;
  /** Rule id or `category/*` to the reason why its findings are allowed. */
  readonly allow?: Readonly<Record<string, string>>;
  /** A file of known faults and waivers: what it knows is told in `allowed`, and counts no more. Findings about recipients are never known. */
  readonly baseline?: string;
  /** CSV or Parquet: one row a recipient, send or hold. */
  readonly verdicts?: string;
  readonly showRecipients?: boolean;
  /** Keys the hashes of recipients in the report, so that those of two runs can be compared; beats the config's. One for each run when absent. */
  readonly hashKey?: string;
  /** CSV or Parquet: the rows of the tables that could not be read, each with file, line and reason. */
  readonly rejects?: string;
  /** Tell how the audience was scanned: `plan` of each result. */
  readonly explainSql?: boolean;
  /** Memory for the tables, as DuckDB writes sizes (`4GiB`); what does not fit goes to the temporary folder. */
  readonly memory?: string;
  /** Mend in the .html and .mjml files what is certain, then lint; standard input is refused. */
  readonly fix?: boolean;
  readonly includePath?: string;
  /** Ask the web and DNS: links, remote images, the sender's records. Off by default; the options are for those who embed Presend. */
  readonly network?: boolean | NetworkOptions;
  /** `host:port` of a spamd that is asked for a second opinion. The whole message goes there. */
  readonly spamd?: string;
  readonly stdin?: () => Promise<Uint8Array>;
  /** Called after each campaign. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Called with what is being done to the audience of the only campaign: `reading contacts, 43 %`. */
  readonly progress?: (stage: string) => void;
}

/** The same for one run, with the baseline read. */
export interface LintRun extends LintOptions {
  readonly known?: KnownFaults;
}
