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

/** Engaged mails per person assigned, plan over control: by intention to treat, so that who was held counts. The interval is between people. */
export async function holdoutOutcome(people: AsyncIterable<AssignedPerson>): Promise<HoldoutOutcome> {
  const totals = clusteredTotals(4);
  const arms = { plan: emptyArm(), control: emptyArm() };
  for await (const { arm, mails, engaged, weekdays } of people) {
    const counts = arms[arm];
    counts.people++;
    counts.mails += mails;
    counts.engaged += engaged;
    weekdays.forEach((count, day) => { counts.weekdays[day]! += count; });
    totals.add(arm === 'plan' ? [1, engaged, 0, 0] : [0, 0, 1, engaged]);
  }
  const refusals = refusalsOf(arms);
  return { arms, refusals, lift: refusals.length > 0 ? null : totals.lift([[1, 1], [0, -1], [3, -1], [2, 1]]) ?? null };
}

function emptyArm(): { people: number; mails: number; engaged: number; weekdays: number[] } {
  return { people: 0, mails: 0, engaged: 0, weekdays: [0, 0, 0, 0, 0, 0, 0] };
}

function refusalsOf({ plan, control }: HoldoutOutcome['arms']): readonly HoldoutRefusal[] {
  const few = [['plan', plan], ['control', control]] as const;
  const engagements = few.filter(([, arm]) => arm.engaged < ENGAGEMENTS).map(([name, { engaged, people }]): HoldoutRefusal => ({
    reason: 'engagements', text: `The ${name} arm engaged with ${String(engaged)} mails (${String(people)} people); ${String(ENGAGEMENTS)} are needed.`,
  }));
  if (plan.mails === 0 || control.mails === 0) return engagements;
  const [ofPlan, ofControl] = [plan.mails / plan.people, control.mails / control.people];
  const moved = plan.weekdays.reduce((sum, count, day) => sum + Math.abs(count / plan.mails - control.weekdays[day]! / control.mails), 0) / 2;
  return [
    ...engagements,
    ...(Math.abs(ofPlan / ofControl - 1) <= MAILS ? [] : [{ reason: 'unequal_mailing' as const, text: `The plan arm got ${ofPlan.toFixed(2)} mails a person, the control arm ${ofControl.toFixed(2)}: what differs is not the hour alone.` }]),
    ...(moved <= WEEKDAYS ? [] : [{ reason: 'weekdays' as const, text: `${(100 * moved).toFixed(0)} % of the mail of one arm went out on other weekdays than that of the other: what differs is not the hour alone.` }]),
  ];
}
