/** What the gate answers for one message. */
export interface GateVerdict {
  readonly hold: boolean;
  /** Ids of the rules that hold it, most severe first. */
  readonly rules: readonly string[];
  /** What each of them says. */
  readonly reasons: readonly string[];
}

export interface GateOptions {
  readonly listen: { readonly host: string; readonly port: number };
  /** The next mail server: what passes goes there. */
  readonly forward: { readonly host: string; readonly port: number };
  /** Let everything pass, and say in a header what would have held it. */
  readonly advise: boolean;
  /** Largest message in bytes. */
  readonly maxSize: number;
  /** Rejects with UserError for a message that nobody will ever be able to check: it is refused for good. Any other error is ours, and temporary. */
  readonly judge: (message: Buffer) => Promise<GateVerdict>;
  /** Told of each message: no addresses, no contents. */
  readonly log: (line: Readonly<Record<string, string | number | readonly string[]>>) => void;
}

/** A gate that takes mail. */
export interface Gate {
  readonly port: number;
  /** Takes no new connections, and ends when those that run have ended. */
  close(): Promise<void>;
}
