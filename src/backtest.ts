import type { BacktestOptions } from '#backtest/backtest.js';
import type { BacktestResult } from '#backtest/backtest-result.js';

/** Says what the plan would have gained by the log, or did gain by a holdout. The SQL engine is loaded only when it is called. */
export async function backtest(options: BacktestOptions): Promise<BacktestResult> {
  return (await import('#backtest/backtest.js')).backtest(options);
}
