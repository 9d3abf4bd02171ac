/**
 * Turns the model's log odds into ones that come true: `offset + slope * level + contrast * (distance of the slot from the level)`, the
 * level being the mean log odds over the week. The contrast is below one because the best slot of an estimate looks better than it is.
 */
export interface Calibration {
  readonly offset: number;
  readonly slope: number;
  readonly contrast: number;
}

/** Where nothing was measured: what prequential fits on simulated populations agree on. ../README.md, "Calibration". */
export const DEFAULT_CALIBRATION: Calibration = { offset: -0.2, slope: 1, contrast: 0.4 };
