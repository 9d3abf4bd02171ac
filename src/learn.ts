import type { LearnOptions } from '#schedule/learn-model.js';
import type { LearnResult } from '#schedule/learn-result.js';

/** Puts events into a model that plans can be made from. The SQL engine is loaded only when it is called. */
export async function learn(options: LearnOptions): Promise<LearnResult> {
  return (await import('#schedule/learn-model.js')).learn(options);
}
