import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { ConfigError, UserError } from './errors.js';
import { lintOne, settingsFinder } from './lint-one.js';
import type { ThreadData, ThreadOutcome } from './lint-threads.js';

/** Bytes that a thread lets pile up beyond what it holds. V8 by itself collects at several times that, and each core has such a heap. */
const MOST_GARBAGE = 96 * 1024 * 1024;

const { options, now } = workerData as ThreadData;
const settingsIn = settingsFinder(options);

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
let held = 0;

parentPort?.on('message', (campaign: string) => {
  void answer(campaign);
});

async function answer(campaign: string): Promise<void> {
  const outcome: ThreadOutcome = await lintOne(campaign, options, now, settingsIn).then(
    (result) => ({ result }),
    (error: unknown) => {
      // A mistake is data; anything else is our bug and ends the thread with its stack.
      if (error instanceof UserError) return { mistake: { inConfig: error instanceof ConfigError, where: error.where, what: error.what, remedy: error.remedy } };
      throw error;
    },
  );
  parentPort?.postMessage(outcome);
  boundHeap();
}

function boundHeap(): void {
  if (getHeapStatistics().used_heap_size - held < MOST_GARBAGE) return;
  collectGarbage();
  held = getHeapStatistics().used_heap_size;
}
