import { parentPort, workerData } from 'node:worker_threads';
import { ConfigError, UserError } from './errors.js';
import { lintOne } from './lint-one.js';
import type { ThreadData, ThreadOutcome } from './lint-threads.js';

const { options, now } = workerData as ThreadData;

parentPort?.on('message', (campaign: string) => {
  void answer(campaign);
});

async function answer(campaign: string): Promise<void> {
  const outcome: ThreadOutcome = await lintOne(campaign, options, now).then(
    (result) => ({ result }),
    (error: unknown) => {
      // A mistake is data; anything else is our bug and ends the thread with its stack.
      if (error instanceof UserError) return { mistake: { inConfig: error instanceof ConfigError, where: error.where, what: error.what, remedy: error.remedy } };
      throw error;
    },
  );
  parentPort?.postMessage(outcome);
}
