import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { LogBlock } from './evidence/blocks.js';
import type { BlockEncodings, PlannedBlock } from './plan-block.js';
import type { PlanningFacts } from './planning-context.js';

/** What a thread is told at its start; the rest of its conversation is one block in, one planned block out. */
export interface PlanThreadData {
  readonly facts: PlanningFacts;
  readonly encodings: BlockEncodings;
}

/** Threads run the compiled file; straight from the TypeScript source there is none. */
export const threadsAvailable = import.meta.url.endsWith('.js') && availableParallelism() > 1;

/** Blocks on their way to each thread: enough to keep it busy while the engine works out the next ones. */
const AHEAD = 12;

/** Plans blocks on all cores; they come back in the order in which they were given, whoever is done first. */
export async function* planInThreads(blocks: AsyncIterable<LogBlock>, data: PlanThreadData): AsyncGenerator<PlannedBlock> {
  const threads = Array.from({ length: availableParallelism() }, () => planThread(data));
  const underWay: Promise<PlannedBlock>[] = [];
  let given = 0;
  try {
    for await (const block of blocks) {
      underWay.push(threads[given++ % threads.length]!.plan(block));
      if (underWay.length === AHEAD * threads.length) yield await underWay.shift()!;
    }
    for (const planned of underWay) yield await planned;
  } finally {
    for (const thread of threads) await thread.end();
  }
}

/** A thread answers in the order in which it was asked. */
function planThread(workerData: PlanThreadData): { plan(block: LogBlock): Promise<PlannedBlock>; end(): Promise<unknown> } {
  const worker = new Worker(new URL('./plan-thread.js', import.meta.url), { workerData, execArgv: [] }); // a thread refuses some of what Node may have been started with, --input-type for one
  const waiting: { resolve(planned: PlannedBlock): void; reject(error: Error): void }[] = [];
  let failure: Error | undefined;
  const fail = (error: Error): void => {
    failure ??= error;
    for (const waiter of waiting.splice(0)) waiter.reject(failure);
  };
  worker.on('message', (planned: PlannedBlock) => waiting.shift()?.resolve(planned));
  worker.on('error', fail);
  worker.on('exit', (code) => { fail(new Error(`a thread ended with code ${String(code)}`)); });
  return {
    plan(block) {
      const planned = new Promise<PlannedBlock>((resolve, reject) => {
        if (failure === undefined) waiting.push({ resolve, reject });
        else reject(failure);
      });
      planned.catch(() => undefined); // who waits for it hears of it; until then nobody has to
      worker.postMessage(block, [block.log, block.planned].flatMap(({ starts, columns }) => [starts, ...columns].map(({ buffer }) => buffer as ArrayBuffer)));
      return planned;
    },
    end: () => worker.terminate(),
  };
}
