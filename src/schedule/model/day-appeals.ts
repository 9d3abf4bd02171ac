/** How many times as much the scheduled mail of a day pleased as mail does on average, by days since 1970 (UTC); of a day that is not in it nothing is known. */
export type DayAppeals = ReadonlyMap<number, number>;

/** Engagements of a day whose chance is as large as what mails differ in appeal: one over the variance, of a deviation of .3, our own. */
export const DAYS_APART = 11;

/** Rounds after which days hardly move any more. */
const ROUNDS = 10;

/** Scheduled mail of one day to a person. */
export interface DayMail {
  readonly day: number;
  readonly messages: number;
  /** Sum of what they count by their age: 1 each for new mail. */
  readonly weight: number;
  /** Weighted engagements. */
  readonly engagements: number;
  /** Weighted hours in which it lay there unengaged, each by what is left of its pull and by the person's attention. */
  readonly exposure: number;
}

/**
 * What the mail of days pleased, learned within people: Poisson regression with an effect of each day and one of each person (fixed effects: Hausman, Hall and Griliches 1984), found in turns, days shrunk to 1 by
 * `DAYS_APART`. Within people, because senders mail their keenest readers on days of their own: with levels spread around a common one (random effects) these days would get the credit. On the mean of people their mail
 * pleases as mail does on average: by that mail the prior of their levels was learned. `people`: the mail of each.
 */
export function dayAppeals(people: readonly (readonly DayMail[])[]): DayAppeals {
  const appeals = new Map<number, number>();
  for (let round = 0; round < ROUNDS; round++) {
    const days = new Map<number, { engaged: number; expected: number }>();
    for (const mails of people) {
      const level = levelOf(mails, appeals);
      if (level === 0) continue;
      for (const { day, messages, weight, engagements, exposure } of mails) {
        const of = days.get(day) ?? { engaged: 0, expected: 0 };
        of.engaged += (engagements * messages) / weight;
        of.expected += (level * exposure * messages) / weight;
        days.set(day, of);
      }
    }
    for (const [day, { engaged, expected }] of days) appeals.set(day, (engaged + DAYS_APART) / (expected + DAYS_APART));
  }
  const usual = meanOf(people.filter((mails) => mails.length > 0).map((mails) => appealOf(mails, appeals)));
  return new Map([...appeals].map(([day, appeal]) => [day, appeal / usual]));
}

/** What a person's mail pleased on average. */
export function appealOf(mails: readonly DayMail[], appeals: DayAppeals): number {
  const appeal = meanAppeal(appeals);
  for (const { day, weight } of mails) appeal.add(day, weight);
  return appeal.mean();
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Engagements over exposure, by days' appeals. */
function levelOf(mails: readonly DayMail[], appeals: DayAppeals): number {
  let [engaged, exposed] = [0, 0];
  for (const { day, messages, weight, engagements, exposure } of mails) {
    engaged += (engagements * messages) / weight;
    exposed += ((appeals.get(day) ?? 1) * exposure * messages) / weight;
  }
  return engaged > 0 ? engaged / exposed : 0;
}

/** A mean of appeals of days, by what mail counts by its age; 1 where no day is known. */
export function meanAppeal(appeals: DayAppeals): { add(day: number, weight: number): void; mean(): number } {
  let [sum, weights] = [0, 0];
  return {
    add(day, weight) {
      const appeal = appeals.get(day);
      if (appeal === undefined) return;
      sum += weight * appeal;
      weights += weight;
    },
    mean: () => (weights > 0 ? sum / weights : 1),
  };
}
