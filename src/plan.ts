import type { PlanOptions } from '#schedule/plan.js';
import type { PlanResult } from '#schedule/plan-result.js';

/** Picks a send window for every recipient. The planner and its SQL engine are loaded only when they are called. */
export async function plan(options: PlanOptions): Promise<PlanResult> {
  const planner = await import('#schedule/plan.js');
  return planner.plan(options);
}
