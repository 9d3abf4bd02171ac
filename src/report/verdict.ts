/** How each verdict is called in print. */
export const VERDICT_NAMES = { hold: 'Hold', incomplete: 'Incomplete', review: 'Review', send: 'Send' } as const;

const SENTENCES: Readonly<Record<keyof typeof VERDICT_NAMES, string>> = {
  hold: 'do not send this as it is',
  incomplete: 'no error was found, but data that this kind of campaign needs was not given',
  review: 'nothing stops it, but somebody should look at what follows',
  send: 'nothing that was checked stands against sending it',
};

interface Judged {
  readonly verdict: keyof typeof VERDICT_NAMES;
  /** With the verdict `incomplete`: the tables that were not given. */
  readonly lacking?: readonly string[];
}

/** What a verdict means, without a capital and a full stop; for an incomplete one, what to give, by the names that tables have where it is read. */
export function verdictSentence({ verdict, lacking = [] }: Judged, nameOf: (table: string) => string): string {
  return lacking.length === 0 ? SENTENCES[verdict] : `${SENTENCES[verdict]}: ${lacking.map(nameOf).join(', ')}`;
}

/** A clause as a sentence of its own. */
export function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
