import { clusteredTotals } from '#stats/clustered-totals.js';
import type { LiftEstimate } from '#stats/clustered-totals.js';

/** What came of everybody who was assigned to an arm, mailed or not. */
export interface ArmOutcome {
  readonly people: number;
  readonly mails: number;
  readonly engaged: number;
  /** Mails by weekday on the sender's clock, Monday first. */
  readonly weekdays: readonly number[];
}

/** One person who was assigned. */
export interface AssignedPerson {
  readonly arm: 'plan' | 'control';
  readonly mails: number;
  readonly engaged: number;
  readonly weekdays: readonly number[];
}

/** Why the arms do not answer the question. */
export interface HoldoutRefusal {
  readonly reason: 'unequal_mailing' | 'weekdays' | 'engagements';
  readonly text: string;
}

export interface HoldoutOutcome {
  readonly arms: { readonly plan: ArmOutcome; readonly control: ArmOutcome };
  readonly refusals: readonly HoldoutRefusal[];
  readonly lift: LiftEstimate | null;
}

/** Fewer engagements in an arm give no interval worth the name. */
const ENGAGEMENTS = 30;
/** Arms whose mails a person differ by more than this share do not compare hours alone. */
const MAILS = 0.05;
/** Share of mail that would have to move to another weekday for the arms to be alike. */
const WEEKDAYS = 0.1;
/** Arms that were drawn at random differ by chance, small ones by more than that. Less than so many standard errors of mails a person, or so many times the mean share of mail to be moved, is chance (our own: 3 of 1,000 draws). */
const STANDARD_ERRORS = 3;
const TIMES_BY_CHANCE = 2;

/** Engaged mails per person assigned, plan over control: by intention to treat, so that who was held counts. The interval is between people. */
export async function holdoutOutcome(people: AsyncIterable<AssignedPerson>): Promise<HoldoutOutcome> {
  const totals = clusteredTotals(4);
  const arms = { plan: emptyArm(), control: emptyArm() };
  const squares = { plan: 0, control: 0 };
  for await (const { arm, mails, engaged, weekdays } of people) {
    const counts = arms[arm];
    counts.people++;
    counts.mails += mails;
    counts.engaged += engaged;
    squares[arm] += mails ** 2;
    weekdays.forEach((count, day) => { counts.weekdays[day]! += count; });
    totals.add(arm === 'plan' ? [1, engaged, 0, 0] : [0, 0, 1, engaged]);
  }
  const refusals = refusalsOf(arms, squares);
  return { arms, refusals, lift: refusals.length > 0 ? null : totals.lift([[1, 1], [0, -1], [3, -1], [2, 1]]) ?? null };
}

function emptyArm(): { people: number; mails: number; engaged: number; weekdays: number[] } {
  return { people: 0, mails: 0, engaged: 0, weekdays: [0, 0, 0, 0, 0, 0, 0] };
}

function refusalsOf({ plan, control }: HoldoutOutcome['arms'], squares: Readonly<Record<AssignedPerson['arm'], number>>): readonly HoldoutRefusal[] {
  const few = [['plan', plan], ['control', control]] as const;
  const engagements = few.filter(([, arm]) => arm.engaged < ENGAGEMENTS).map(([name, { engaged, people }]): HoldoutRefusal => ({
    reason: 'engagements', text: `The ${name} arm engaged with ${String(engaged)} mails (${String(people)} people); ${String(ENGAGEMENTS)} are needed.`,
  }));
  if (plan.mails === 0 || control.mails === 0) return engagements;
  const [ofPlan, ofControl] = [plan.mails / plan.people, control.mails / control.people];
  const error = Math.hypot(standardError(plan, squares.plan), standardError(control, squares.control));
  const moved = plan.weekdays.reduce((sum, count, day) => sum + Math.abs(count / plan.mails - control.weekdays[day]! / control.mails), 0) / 2;
  return [
    ...engagements,
    ...(Math.abs(ofPlan / ofControl - 1) <= MAILS || Math.abs(ofPlan - ofControl) <= STANDARD_ERRORS * error ? [] : [{ reason: 'unequal_mailing' as const, text: `The plan arm got ${ofPlan.toFixed(2)} mails a person, the control arm ${ofControl.toFixed(2)}: what differs is not the hour alone.` }]),
    ...(moved <= Math.max(WEEKDAYS, TIMES_BY_CHANCE * movedByChance(plan, control)) ? [] : [{ reason: 'weekdays' as const, text: `${(100 * moved).toFixed(0)} % of the mail of one arm went out on other weekdays than that of the other: what differs is not the hour alone.` }]),
  ];
}

/** Of an arm's mails a person. */
function standardError({ people, mails }: ArmOutcome, squares: number): number {
  return Math.sqrt(Math.max(0, squares / people - (mails / people) ** 2) / people);
}

/** The share of mail that is to be moved on the mean between two arms that differ by chance alone: half of the mean absolute values of normal numbers. A person's mails count as one: they may all be of one day. */
function movedByChance(plan: ArmOutcome, control: ArmOutcome): number {
  const spread = Math.sqrt(1 / Math.min(plan.people, plan.mails) + 1 / Math.min(control.people, control.mails));
  return plan.weekdays.reduce((sum, count, day) => {
    const share = (count + control.weekdays[day]!) / (plan.mails + control.mails);
    return sum + Math.sqrt((2 / Math.PI) * share * (1 - share)) * spread;
  }, 0) / 2;
}
