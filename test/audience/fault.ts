/** Cells by column; `{n}` stands for the recipient's number, so that every planted row is one of its own. NULL leaves the cell empty. */
export type Cells = Readonly<Record<string, string | null>>;

/** What may be wrong with a recipient, and what presend must say: planted among clean recipients by `plantAudience`. */
export interface Fault {
  readonly name: string;
  /** The rules that find it, each once, sorted. Empty for what looks like a fault and is none. */
  readonly rules: readonly string[];
  readonly verdict: 'hold' | 'send';
  /** Cells that differ from a clean recipient's. */
  readonly recipient?: Cells;
  /** Cells that differ from the clean consent record; null plants a recipient without one, a list as many records as it has. */
  readonly consent?: Cells | readonly Cells[] | null;
  /** A contact of its own in the CRM. */
  readonly contact?: Cells;
  readonly suppression?: Cells;
}
