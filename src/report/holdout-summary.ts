import type { HoldoutResult } from '#backtest/holdout.js';
import { analysisPlan } from './analysis-plan.js';
import { labelledLines, type Line, type Look } from './labelled-lines.js';

/** The analysis plan of a holdout, for a terminal. */
export function holdoutSummary(result: HoldoutResult, look: Look): string {
  return `Analysis plan\n\n${labelledLines(analysisPlan(result).flatMap(({ label, lines }) => lines.map((line): Line => [label, line])), look)}`;
}
