import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { CampaignResult, UnreadCampaign } from '#engine/result.js';
import { ConfigError, InputError } from './errors.js';
import type { LintRun } from './lint-options.js';

/** What a thread is told at its start; the rest of its conversation is one path in, one outcome out. */
export interface ThreadData {
  readonly options: Omit<LintRun, 'stdin' | 'onProgress' | 'progress'>;
  readonly now: Date;
}

export type ThreadOutcome =
  | { readonly result: CampaignResult }
  | { readonly mistake: { readonly inConfig: boolean; readonly where: string; readonly what: string; readonly remedy: string } };

/** Threads run the compiled file; straight from the TypeScript source there is none. */
export const threadsAvailable = import.meta.url.endsWith('.js');

/** Lints on all cores. Each thread takes the next campaign when it is free, so that no more are in memory than there are threads. */
export async function lintInThreads(options: LintRun, now: Date): Promise<(CampaignResult | UnreadCampaign)[]> {
  const { campaigns, onProgress } = options;
  const outcomes: (CampaignResult | UnreadCampaign)[] = [];
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('./lint-thread.js', import.meta.url), { workerData: dataFor(options, now) });
    try {
      for (let index = next++; index < campaigns.length; index = next++) {
        const campaign = campaigns[index] ?? '';
        outcomes[index] = outcomeOf(campaign, await ask(worker, campaign));
        onProgress?.(++done, campaigns.length);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), campaigns.length) }, work));
  return outcomes;
}

/** Functions cannot be sent to a thread. */
function dataFor({ stdin: _stdin, onProgress: _onProgress, progress: _progress, ...options }: LintRun, now: Date): ThreadData {
  return { options, now };
}

/** One question, one answer; rejects when the thread ends instead. */
async function ask(worker: Worker, campaign: string): Promise<ThreadOutcome> {
  const over = new AbortController();
  try {
    worker.postMessage(campaign);
    const ended = once(worker, 'exit', { signal: over.signal }).then(([code]) => {
      throw new Error(`a thread ended with code ${String(code)} at ${campaign}`);
    });
    const answered = once(worker, 'message', { signal: over.signal }).then(([outcome]) => outcome as ThreadOutcome);
    ended.catch(() => undefined); // when it was aborted because the answer came
    return await Promise.race([answered, ended]);
  } finally {
    over.abort();
  }
}

function outcomeOf(campaign: string, outcome: ThreadOutcome): CampaignResult | UnreadCampaign {
  if ('result' in outcome) return outcome.result;
  const { inConfig, where, what, remedy } = outcome.mistake;
  if (inConfig) throw new ConfigError(where, what, remedy);
  return { campaign, error: new InputError(where, what, remedy) };
}
