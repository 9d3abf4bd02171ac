/** What the population says about a person before the person has said anything. */
export interface Population {
  /** Shares of the archetypes and the attention of each by hour of the week, mean 1. */
  readonly shares: readonly number[];
  readonly shapes: readonly Float64Array[];
  /** Gamma prior of a person's level: engagements per hour of exposure. */
  readonly prior: { readonly shape: number; readonly rate: number };
  /** How many hours' worth of attention the arrival of a mail itself triggers. */
  readonly arrivalTerm: number;
  /** What it was learned from. */
  readonly people: number;
  readonly engagements: number;
}
