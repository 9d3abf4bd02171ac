/**
 * What a rule may ask of the world, only with `--network`. Nothing here throws: what could not be learnt is an answer too. One is made
 * for each campaign; all of a run share limits and answers.
 */
export interface Network {
  /** Whether a page opens: HEAD, then GET where HEAD is refused. Redirects are followed; each hop is checked anew. */
  visit(url: string): Promise<Visit>;
  /** A file, of which no more than `mostBytes` are read. */
  download(url: string, mostBytes: number): Promise<Download>;
  /** TXT records of a name, the strings of each joined. */
  textRecords(name: string): Promise<TextRecords>;
}

/**
 * opened: somebody answered with a page. dead: a reader will not get there either. unclear: it may well open for a reader (a bot wall,
 * a login, no answer in time). withheld: never asked, since asking could act for a recipient or reach into a private network.
 */
export type Outcome = 'opened' | 'dead' | 'unclear' | 'withheld';

export interface Visit {
  readonly outcome: Outcome;
  /** A clause without a full stop: `it answers with HTTP 404`. Empty for `opened`. */
  readonly reason: string;
  /** Of the last answer. */
  readonly status?: number;
  /** Media type of the last answer, in lower case, without parameters: `text/html`. */
  readonly type?: string;
  /** Where redirects led, in order; the address asked for is not among them. */
  readonly redirects: readonly string[];
  /** The fault is in the server rather than in the address: it may be gone tomorrow. */
  readonly passing?: boolean;
}

export interface Download extends Visit {
  /** Present when it opened. */
  readonly bytes?: Uint8Array;
  /** How large it says it is, when that is more than is read. */
  readonly tooLarge?: number;
}

export type TextRecords =
  | { readonly found: true; readonly records: readonly string[] }
  /** `missing`: the name or the records do not exist; otherwise the servers did not say. */
  | { readonly found: false; readonly missing: boolean; readonly reason: string };
