/** Shape and rate of a gamma distribution. */
export interface LevelPrior {
  readonly shape: number;
  readonly rate: number;
}

/** What the population says about a person before the person has said anything. */
export interface Population {
  /** Shares of the archetypes and the attention of each by hour of the week, mean 1. */
  readonly shares: readonly number[];
  readonly shapes: readonly Float64Array[];
  /** Gamma prior of a person's level: engagements per hour of exposure. */
  readonly prior: LevelPrior;
  /** The same of those whose opens can be seen, or of whom nothing is known; and of those whose opens are mostly hidden. */
  readonly seenPrior: LevelPrior;
  readonly hiddenPrior: LevelPrior;
  /** Share of the list's own attention that falls in office hours, before any of the shipped profile's is mixed in. */
  readonly inOfficeHours: number;
  /** How many hours' worth of attention the arrival of a mail itself triggers. */
  readonly arrivalTerm: number;
  /** How many times as much triggered mail pleases as scheduled mail does. */
  readonly triggeredAppeal: number;
  /** Weighted sends by hour of the week: the sender's usual slots. */
  readonly arrivals: Float64Array;
  /** What it was learned from. */
  readonly people: number;
  readonly engagements: number;
}
