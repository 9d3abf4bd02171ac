import { detectableLift } from '#stats/detectable-lift.js';
import { peoplePerArm } from '#stats/people-per-arm.js';

/** The experiment that answers what a log cannot. */
export interface HoldoutDesign {
  /** Rate of engagement without the plan, per person and mailing. */
  readonly base: number;
  readonly lift: number;
  readonly power: number;
  readonly alpha: number;
  /** Needed in each arm for one mailing; null when no number of people would do. */
  readonly peoplePerArm: number | null;
  readonly recipients: number;
  /** The smallest lift that two halves of this list would show in one mailing; null: none. */
  readonly detectable: number | null;
}

export function holdoutDesign({ recipients, base, lift, power, alpha }: Pick<HoldoutDesign, 'base' | 'lift' | 'power' | 'alpha' | 'recipients'>): HoldoutDesign {
  const wanted = { base, lift, power, alpha };
  const people = peoplePerArm(wanted);
  return { ...wanted, recipients, peoplePerArm: people === Infinity ? null : people, detectable: detectableLift(Math.floor(recipients / 2), wanted) ?? null };
}
