import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { InputError } from '#errors.js';
import type { Job, WorkerMessage } from './job.js';
import { Problem } from './problem.js';

/**
 * Processes that do jobs. Not threads: a thread cannot be stopped while SQL runs in it, its memory outside of the JavaScript heap has no
 * limit, and a crash of native code would take the service along.
 */
export interface WorkerPool {
  /** The answer's text. Rejects with Problem or UserError, or when the signal says that nobody waits any more: the process is then killed. */
  run(job: Job, signal: AbortSignal): Promise<string>;
  readonly busy: () => number;
  readonly waiting: () => number;
  /** The last processes all ended before they were ready: what is asked is refused at once, until one starts. */
  readonly failing: () => boolean;
  /** Kills what is left. */
  close(): void;
}

export interface PoolOptions {
  readonly size: number;
  /** Longest time for one job, milliseconds. */
  readonly timeout: number;
  /** JavaScript heap of each process, MiB. */
  readonly heap: number;
  /** Told of a process that ended before it was ready: its exit code or signal. */
  readonly onFailedStart: (end: number | string) => void;
}

interface Task {
  readonly job: Job;
  readonly signal: AbortSignal;
  readonly resolve: (text: string) => void;
  readonly reject: (error: unknown) => void;
}

/** A process is replaced after so many jobs, so that nothing that leaks can grow for ever. */
const MOST_JOBS = 1000;
/** So many failed starts in a row are no accident. */
const MOST_FAILED_STARTS = 3;
const WORKER = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url));

export function openWorkerPool(options: PoolOptions): WorkerPool {
  const waiting: Task[] = [];
  const processes = new Set<ChildProcess>();
  const idle: { readonly child: ChildProcess; readonly jobs: number }[] = [];
  let busy = 0;
  let closed = false;
  let failedStarts = 0;
  const failing = (): boolean => failedStarts >= MOST_FAILED_STARTS;

  const start = (): void => {
    if (closed) return;
    const child = startProcess(options.heap);
    processes.add(child);
    let ready = false;
    child.once('exit', (code, signal) => {
      processes.delete(child);
      if (!ready && !closed) failStart(code ?? signal ?? 'unknown');
      const index = idle.findIndex((entry) => entry.child === child);
      if (index >= 0) idle.splice(index, 1);
      if (processes.size < options.size) setTimeout(start, Math.min(LONGEST_RESTART_DELAY, RESTART_DELAY * 2 ** failedStarts)).unref();
    });
    child.once('message', () => {
      ready = true;
      failedStarts = 0;
      idle.push({ child, jobs: 0 });
      next();
    });
  };
  const failStart = (end: number | string): void => {
    failedStarts++;
    options.onFailedStart(end);
    if (failing()) for (const { reject } of waiting.splice(0)) reject(noProcess());
  };
  const next = (): void => {
    while (idle.length > 0 && waiting.length > 0) {
      const [worker, task] = [idle.shift(), waiting.shift()];
      if (worker && task) void work(worker, task);
    }
  };
  const work = async ({ child, jobs }: { child: ChildProcess; jobs: number }, task: Task): Promise<void> => {
    busy++;
    await ask(child, task, options).then(task.resolve, task.reject);
    busy--;
    if (jobs + 1 >= MOST_JOBS) kill(child);
    else if (child.connected && child.exitCode === null && child.signalCode === null) idle.push({ child, jobs: jobs + 1 });
    next();
  };

  for (let index = 0; index < options.size; index++) start();
  return {
    run: (job, signal) =>
      new Promise((resolve, reject) => {
        const task = { job, signal, resolve, reject };
        const leave = (): void => {
          const index = waiting.indexOf(task);
          if (index < 0) return; // it runs: rejected when its process is done with it
          waiting.splice(index, 1);
          reject(gone());
        };
        if (signal.aborted) return reject(gone());
        if (failing()) return reject(noProcess());
        signal.addEventListener('abort', leave, { once: true });
        waiting.push(task);
        next();
      }),
    busy: () => busy,
    waiting: () => waiting.length,
    failing,
    close() {
      closed = true;
      for (const child of processes) kill(child);
    },
  };
}

/** What is nearly done is cheaper to finish than a new process is to start, milliseconds. */
const PATIENCE = 500;
/** Keeps a process that dies at its start from being started in a tight circle, milliseconds. */
const RESTART_DELAY = 20;
const LONGEST_RESTART_DELAY = 5000;

/** A group of its own: what it starts is killed with it, and a Ctrl-C at the terminal reaches the service only. */
function startProcess(heap: number): ChildProcess {
  return fork(WORKER, { detached: true, serialization: 'json', stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [...process.execArgv, `--max-old-space-size=${heap}`] });
}

/** Throws when the process has no group any more. */
function kill({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** One question, one answer; a process that does not answer is killed and resolves only when it is gone, so that its files can be removed. */
function ask(child: ChildProcess, { job, signal }: Task, { timeout }: PoolOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    let reason: Problem = new Problem(422, 'Too much memory', 'The work on this request took more memory than the service allows, or crashed. Send a smaller request.');
    const stop = (problem: Problem): void => {
      reason = problem;
      kill(child);
    };
    const timer = setTimeout(() => stop(new Problem(422, 'Too much work', `The work on this request took longer than ${timeout / 1000} s. Send a smaller request.`)), timeout);
    let patience: NodeJS.Timeout | undefined;
    const leave = (): void => void (patience = setTimeout(() => stop(gone()), PATIENCE));
    const onExit = (): void => finish(() => reject(reason));
    const onMessage = (message: WorkerMessage): void =>
      finish(() => {
        if ('text' in message) return resolve(message.text);
        if ('mistake' in message) return reject(new InputError(message.mistake.where, message.mistake.what, message.mistake.remedy));
        reject(bugOf('bug' in message ? message.bug : 'no answer'));
      });
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      clearTimeout(patience);
      signal.removeEventListener('abort', leave);
      child.off('exit', onExit).off('message', onMessage);
      settle();
    };
    child.once('exit', onExit).once('message', onMessage);
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted) leave();
    child.send(job);
  });
}

function bugOf(stack: string): Error {
  const error = new Error('a worker failed');
  error.stack = stack;
  return error;
}

function noProcess(): Problem {
  return new Problem(503, 'Out of order', 'No process starts that could work on it; the log says how they end.', LONGEST_RESTART_DELAY / 1000);
}

function gone(): Problem {
  return new Problem(499, 'Client closed request', 'The caller went before the answer was there.');
}
