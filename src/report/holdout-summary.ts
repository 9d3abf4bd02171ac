import type { HoldoutResult } from '#backtest/holdout.js';
import { analysisPlan } from './analysis-plan.js';

/** The analysis plan of a holdout, for a terminal. */
export function holdoutSummary(result: HoldoutResult): string {
  const lines = analysisPlan(result).flatMap((item) => item.lines.map((line, index) => `${(index === 0 ? item.label : '').padEnd(14)}${line}`));
  return `${['Analysis plan', '', ...lines].join('\n')}\n`;
}
