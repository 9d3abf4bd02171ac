import { loadTable } from '#warehouse/load-table.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { makeMessages } from '#schedule/evidence/messages-table.js';
import { prepareEvidence } from '#schedule/evidence/prepare-evidence.js';
import { ASSIGNMENT } from './assignment-table.js';
import type { LogBacktestOptions } from './backtest-log.js';
import type { HoldoutBacktest } from './backtest-result.js';
import { holdoutDesign } from './holdout-design.js';
import { holdoutOutcome } from './holdout-outcome.js';
import type { AssignedPerson } from './holdout-outcome.js';

export interface HoldoutBacktestOptions extends Omit<LogBacktestOptions, 'trainedUntil' | 'windowHours'> {
  /** What `presend holdout` wrote. */
  readonly holdout: string;
}

/** Reads the result of a random holdout: scheduled mail of the period to the people who were assigned. */
export async function backtestHoldout(options: HoldoutBacktestOptions): Promise<HoldoutBacktest> {
  const { config, from, until, now, lift, power, alpha } = options;
  const warehouse = await openWarehouse();
  try {
    options.progress('reading the tables');
    const { judging, rejected, unreadWords, defaultZone } = await prepareEvidence(warehouse, { ...options, log: options, until: now, defaultZone: config.defaultZone, businessContext: false, scannerClickSeconds: config.scannerClickSeconds, openConsent: config.openConsent });
    await makeMessages(warehouse, judging);
    const assignment = await loadTable(warehouse, ASSIGNMENT, options.holdout);
    const outcome = await holdoutOutcome(assignedPeople(warehouse, options, defaultZone));
    const { people, mails, engaged } = outcome.arms.control;
    return {
      kind: 'holdout', from: from.toISOString(), until: until.toISOString(), horizonHours: config.horizonHours, ...outcome,
      holdout: mails === 0 || engaged === 0 || engaged >= mails ? null : holdoutDesign({ base: engaged / mails, lift, power, alpha, recipients: people + outcome.arms.plan.people }),
      rejected: [...rejected, ...assignment.rejected], unreadWords,
    };
  } finally {
    await warehouse.close();
  }
}

interface Row extends Record<string, unknown> {
  readonly arm: 'plan' | 'control';
  readonly mails: number;
  readonly engaged: number;
  readonly days: readonly number[] | null;
}

/** Everybody who was assigned, mailed or not; 1 January 1970 was a Thursday. */
async function* assignedPeople(warehouse: Warehouse, { from, until, config }: HoldoutBacktestOptions, senderZone: string): AsyncGenerator<AssignedPerson> {
  const rows = warehouse.stream<Row>(sql`
    SELECT arm, count(sent_s) AS mails, count(CASE WHEN engaged_s - sent_s <= ${config.horizonHours * 3600} THEN 1 END) AS engaged,
      list(CAST((floor((sent_s + offset_s) / 86400) + 3) % 7 AS INTEGER)) FILTER (sent_s IS NOT NULL) AS days
    FROM assignment
    LEFT JOIN (
      SELECT recipient_id, sent_s, engaged_s, offset_s FROM plan_messages
      JOIN plan_zones ON plan_zones.zone = ${senderZone} AND sent_s >= plan_zones.from_s AND sent_s < plan_zones.until_s
      WHERE NOT triggered AND sent_s >= ${from.getTime() / 1000} AND sent_s < ${until.getTime() / 1000}) AS mail ON mail.recipient_id = assignment.recipient_id
    GROUP BY assignment.recipient_id, arm ORDER BY assignment.recipient_id`);
  for await (const chunk of rows) {
    for (const { arm, mails, engaged, days } of chunk) {
      const weekdays = [0, 0, 0, 0, 0, 0, 0];
      for (const day of days ?? []) weekdays[day]!++;
      yield { arm, mails, engaged, weekdays };
    }
  }
}
