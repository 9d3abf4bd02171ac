/**
 * The recogniser, in a process of its own: a picture that crashes a decoder, eats memory or never ends takes this process with it and
 * nothing else, and what the libraries print is not seen. Started by open-ocr-process.ts.
 */
import type { OcrReply, OcrRequest } from './ocr-messages.js';
import { loadRecognizer, recognizePicture, recognizeScript } from './recognize-picture.js';

/** Milliseconds between two looks at the processor time that a picture has taken. */
const LOOK = 20;

async function answer({ id, timeLimit, ...job }: OcrRequest): Promise<OcrReply> {
  await loadRecognizer(job.data);
  reply({ kind: 'begun', id });
  const watch = watchTime(timeLimit, () => reply({ kind: 'out-of-time', id }));
  try {
    if (job.wanted === 'script') return { kind: 'script', id, found: await recognizeScript(job) };
    return { kind: 'read', id, words: await recognizePicture(job) };
  } catch {
    return { kind: 'failed', id };
  } finally {
    clearInterval(watch);
  }
}

/** Recognising runs in other threads, so that this one is free to look. */
function watchTime(limit: number, onOver: () => void): NodeJS.Timeout {
  const before = process.cpuUsage();
  return setInterval(() => {
    const { user, system } = process.cpuUsage(before);
    if ((user + system) / 1000 > limit) onOver();
  }, LOOK);
}

function reply(message: OcrReply): void {
  process.send?.(message);
}

process.on('message', (request: OcrRequest) => void answer(request).then(reply, () => process.exit(1)));
process.on('disconnect', () => process.exit());
