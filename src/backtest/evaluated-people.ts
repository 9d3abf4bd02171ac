import type { Person } from '#schedule/evidence/read-people.js';
import type { Calibration } from '#schedule/model/calibration.js';
import type { Posterior } from '#schedule/model/person.js';
import { calibratedRate, modelRates } from '#schedule/model/slot-estimates.js';
import type { Statistics } from '#schedule/model/statistics.js';
import { bestBlock, blockOf } from './block-policy.js';
import { modalHour } from './modal-hour.js';
import type { LoggedMail, LoggedPerson } from './off-policy.js';

export interface EvaluationContext {
  readonly score: (statistics: Statistics) => Posterior;
  readonly calibration: Calibration;
  readonly open: readonly boolean[];
  readonly windowHours: number;
  /** Modal hour of the week of everybody, for who never engaged. */
  readonly populationMode: number;
  /** The mail of the evaluated period, by recipient. */
  readonly mails: ReadonlyMap<string, readonly LoggedMail[]>;
}

export interface EvaluatedPerson extends LoggedPerson {
  readonly recipientId: string;
}

/** Both policies of each person who got mail in the evaluated period. What is yielded holds until the next one. */
export async function* evaluatedPeople(people: AsyncIterable<Person>, context: EvaluationContext): AsyncGenerator<EvaluatedPerson> {
  const { score, calibration, open, windowHours, populationMode, mails } = context;
  for await (const { recipientId, statistics } of people) {
    const sent = mails.get(recipientId);
    if (sent === undefined) continue;
    const posterior = score(statistics);
    yield {
      recipientId, mails: sent, expected: (slot) => calibratedRate(posterior, slot, calibration),
      plan: bestBlock(modelRates(posterior), open, windowHours), modal: blockOf(modalHour(statistics.engagements) ?? populationMode, windowHours),
    };
  }
}

