import { availableParallelism } from 'node:os';
import type { OcrJob } from './ocr-messages.js';
import { openOcrProcess, type OcrProcess, type OcrResult } from './open-ocr-process.js';

const MOST_PROCESSES = 4;
/** Milliseconds after which idle recognisers give their memory back. */
const IDLE = 20_000;

/** As many pictures are read at once as there are cores, but one. */
export const PARALLEL_READERS = Math.min(MOST_PROCESSES, Math.max(1, availableParallelism() - 1));

const idle: OcrProcess[] = [];
const waiting: (() => void)[] = [];
/** Languages whose data could not be loaded: not tried again in this run. */
const unusable = new Set<string>();
let running = 0;
let closing: NodeJS.Timeout | undefined;

/** Has a picture recognised in a process of its own, which is started when first needed and used again. */
export async function recognize(job: OcrJob, timeLimit: number): Promise<OcrResult> {
  await enter();
  try {
    if (unusable.has(job.data.code)) return { kind: 'not-started' };
    const ocr = idleProcess() ?? openOcrProcess();
    const result = await ocr.read(job, timeLimit);
    if (result.kind === 'not-started') unusable.add(job.data.code);
    if (ocr.isAlive()) idle.push(ocr);
    return result;
  } finally {
    leave();
  }
}

async function enter(): Promise<void> {
  clearTimeout(closing);
  if (running < PARALLEL_READERS) running += 1;
  else await new Promise<void>((resolve) => waiting.push(resolve)); // whoever leaves hands over his place
}

function leave(): void {
  const next = waiting.shift();
  if (next) return next();
  running -= 1;
  if (running === 0) closing = setTimeout(closeIdle, IDLE).unref();
}

function idleProcess(): OcrProcess | undefined {
  for (let ocr = idle.pop(); ocr; ocr = idle.pop()) if (ocr.isAlive()) return ocr;
  return undefined;
}

function closeIdle(): void {
  for (const ocr of idle.splice(0)) ocr.close();
}
