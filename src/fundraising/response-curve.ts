import { betaQuantile } from '#stats/beta-quantile.js';
import { raw, sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import type { AsksConfig } from './asks-config.js';

/** How often an ask is answered, by how far it went above what was given before. */
export interface ResponseCurve {
  readonly asks: number;
  readonly accepted: number;
  /** Undefined where too few past asks are on file for people who give like this. */
  readonly acceptance: (regular: boolean, step: number) => Acceptance | undefined;
}

export interface Acceptance {
  /** Posterior mean, and 5 % and 95 % quantiles. */
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Past asks at this step, and how many were answered; at any step where the log names no amounts. */
  readonly asks: number;
  readonly accepted: number;
  readonly byStep: boolean;
}

/** Past asks of one group and step. `step` NULL: the log does not say what was asked for. */
export interface PastAsks extends Record<string, unknown> {
  readonly regular: boolean;
  readonly step: number | null;
  readonly asks: number;
  readonly accepted: number;
}

/** Lower ends of the steps: asked amount over the amount given before. */
const STEPS = [0, 1.1, 1.25, 1.5, 2] as const;
/** The pooled acceptance counts as much as so many asks at each step. Our own choice. */
const POOLED_ASKS = 20;
const LOW = 0.05;
const HIGH = 0.95;

/**
 * Counts the asks that had `answerDays` time for an answer. A pledge's answer is a raise or a new pledge, not the next debit; anybody else's is
 * a gift or a new pledge. A gift answers the last ask before it. Needs `gifts_before_send`.
 */
export async function pastAsks(warehouse: Warehouse, sendAt: Date, { answerDays }: AsksConfig): Promise<readonly PastAsks[]> {
  const gifts = sql`(SELECT * FROM gifts_before_send WHERE is_money AND kind IN ('single', 'regular'))`;
  const step = STEPS.map((from) => `WHEN asked / paid >= ${String(from)} THEN ${String(from)}`).reverse().join(' ');
  return warehouse.all<PastAsks>(sql`
    WITH asks AS (
      SELECT recipient_id, occurred_at AS asked_at, max(amount) AS asked FROM events
      WHERE is_ask AND type = (SELECT CASE WHEN bool_or(type = 'sent') THEN 'sent' ELSE 'delivered' END FROM events) AND occurred_at + to_days(${answerDays}) <= ${sendAt}
      GROUP BY recipient_id, occurred_at),
    known AS (
      SELECT asks.*, gift.amount AS paid, gift.kind = 'regular' AS regular FROM asks ASOF JOIN ${gifts} AS gift
      ON asks.recipient_id = gift.recipient_id AND asks.asked_at > gift.occurred_at),
    answers AS (
      SELECT DISTINCT known.recipient_id, asked_at FROM ${gifts} AS gift ASOF JOIN known ON gift.recipient_id = known.recipient_id AND gift.occurred_at >= known.asked_at
      WHERE gift.occurred_at <= asked_at + to_days(${answerDays}) AND (is_start OR is_upgrade OR (NOT regular AND kind = 'single')) AND (NOT regular OR gift.amount > paid))
    SELECT regular, CASE ${raw(step)} END AS step, count(*) AS asks, count(answers.asked_at) AS accepted
    FROM known LEFT JOIN answers ON answers.recipient_id = known.recipient_id AND answers.asked_at = known.asked_at
    GROUP BY 1, 2 ORDER BY 1, 2`);
}

/** Acceptance a step, drawn towards the group's own acceptance: Beta posterior with the pooled rate for its prior mean (Gelman et al., BDA3, 2.4 and 5.3). */
export function responseCurve(past: readonly PastAsks[], { minimumPastAsks }: AsksConfig): ResponseCurve {
  const acceptance: ResponseCurve['acceptance'] = (regular, step) => {
    const rows = past.filter((row) => row.regular === regular);
    const all = sum(rows);
    if (all.asks < minimumPastAsks) return undefined;
    const pooled = (all.accepted + 0.5) / (all.asks + 1);
    const byStep = rows.some((row) => row.step !== null);
    if (!byStep) return { ...posterior(all, 0.5, 0.5), ...all, byStep };
    const from = STEPS.reduce<number>((found, next) => (step >= next ? next : found), 0);
    const at = sum(rows.filter((row) => row.step === from));
    return { ...posterior(at, POOLED_ASKS * pooled, POOLED_ASKS * (1 - pooled)), ...at, byStep };
  };
  return { ...sum(past), acceptance };
}

function sum(rows: readonly PastAsks[]): { readonly asks: number; readonly accepted: number } {
  return rows.reduce(({ asks, accepted }, row) => ({ asks: asks + row.asks, accepted: accepted + row.accepted }), { asks: 0, accepted: 0 });
}

function posterior({ asks, accepted }: { readonly asks: number; readonly accepted: number }, priorYes: number, priorNo: number): Pick<Acceptance, 'mean' | 'low' | 'high'> {
  const [a, b] = [accepted + priorYes, asks - accepted + priorNo];
  return { mean: a / (a + b), low: betaQuantile(LOW, a, b), high: betaQuantile(HIGH, a, b) };
}
