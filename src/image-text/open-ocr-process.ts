import { fork, type ChildProcess } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OcrJob, OcrReply, OcrRequest, OcrWord, PictureScript } from './ocr-messages.js';

export interface OcrProcess {
  /** `timeLimit`: milliseconds of processor time; the clock may show up to twelve times that. One job at a time. */
  read(job: OcrJob, timeLimit: number): Promise<OcrResult>;
  /** False once it was stopped: after a job that ran out of time or crashed it. */
  isAlive(): boolean;
  close(): void;
}

export type OcrResult =
  | { readonly kind: 'read'; readonly words: readonly OcrWord[] }
  | { readonly kind: 'script'; readonly found: PictureScript | undefined }
  /** It cannot be decoded, or decoding it ended the process. */
  | { readonly kind: 'failed' }
  /** The libraries or the language's data cannot be loaded: no picture's fault. */
  | { readonly kind: 'not-started' }
  | { readonly kind: 'out-of-time' };

/** Milliseconds to load the libraries and a language's data, on a busy machine too. */
const START_LIMIT = 60_000;
/** Milliseconds on the clock to one of processor time, for a process that does not even look at its time. */
const CLOCK_FACTOR = 12;

/** From source the process needs what runs TypeScript here. */
const FROM_SOURCE = import.meta.url.endsWith('.ts');
const ENTRY = fileURLToPath(new URL(`./ocr-process.${FROM_SOURCE ? 'ts' : 'js'}`, import.meta.url));

/** Starts a recogniser. It keeps this process alive only while a job runs, and ends with it. */
export function openOcrProcess(): OcrProcess {
  const child = fork(ENTRY, {
    cwd: dirname(ENTRY), // not the user's folder: libraries look there for settings
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: FROM_SOURCE ? ['--import', 'tsx', '--conditions=presend-source'] : [],
  });
  let alive = true;
  let nextId = 1;
  child.on('exit', () => (alive = false));
  child.on('error', () => (alive = false));
  hold(child, false);
  const close = () => {
    alive = false;
    child.kill('SIGKILL');
  };
  return {
    isAlive: () => alive,
    close,
    async read(job, timeLimit) {
      hold(child, true);
      const result = await resultOf(child, { ...job, id: nextId++, timeLimit });
      if (result.kind === 'out-of-time' || result.kind === 'not-started') close();
      hold(child, false);
      return result;
    },
  };
}

/** Whether the event loop waits for the child. */
function hold(child: ChildProcess, wait: boolean): void {
  const verb = wait ? 'ref' : 'unref';
  child[verb]();
  child.channel?.[verb]();
}

function resultOf(child: ChildProcess, request: OcrRequest): Promise<OcrResult> {
  return new Promise((resolve) => {
    let begun = false;
    let timer = setTimeout(() => settle({ kind: 'not-started' }), START_LIMIT);
    const settle = (result: OcrResult) => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit).off('error', onExit);
      resolve(result);
    };
    const onExit = () => settle({ kind: begun ? 'failed' : 'not-started' });
    const onMessage = (reply: OcrReply) => {
      if (reply.id !== request.id) return;
      if (reply.kind !== 'begun') return settle(reply);
      begun = true;
      clearTimeout(timer);
      timer = setTimeout(() => settle({ kind: 'out-of-time' }), request.timeLimit * CLOCK_FACTOR);
    };
    child.on('message', onMessage).on('exit', onExit).on('error', onExit);
    child.send(request, (error) => error && onExit());
  });
}
