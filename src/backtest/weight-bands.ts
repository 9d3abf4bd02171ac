/** Mails whose importance weight lies above the band before and at most at `upTo`. */
export interface WeightBand {
  /** null: as large as they come. */
  readonly upTo: number | null;
  readonly mails: number;
  /** Share of the sum of all weights that these mails carry. */
  readonly share: number;
}

export interface WeightBands {
  add(weight: number): void;
  bands(): readonly WeightBand[];
}

/** Weight 0 (mail at other hours), then doublings. */
const BOUNDS = [0, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, null] as const;

/** The distribution of importance weights: a few mails that carry most of the weight make an estimate that rests on them alone. */
export function weightBands(): WeightBands {
  const mails = BOUNDS.map(() => 0);
  const sums = BOUNDS.map(() => 0);
  return {
    add(weight) {
      const band = BOUNDS.findIndex((upTo) => upTo === null || weight <= upTo);
      mails[band]!++;
      sums[band]! += weight;
    },
    bands() {
      const total = sums.reduce((sum, weight) => sum + weight, 0);
      return BOUNDS.map((upTo, band) => ({ upTo, mails: mails[band]!, share: total === 0 ? 0 : sums[band]! / total }));
    },
  };
}
