import type { HoldoutOptions, HoldoutResult } from '#backtest/holdout.js';

/** Designs a random holdout and assigns its arms. The SQL engine is loaded only when it is called. */
export async function holdout(options: HoldoutOptions): Promise<HoldoutResult> {
  return (await import('#backtest/holdout.js')).holdout(options);
}
