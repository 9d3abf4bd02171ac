/**
 * The recogniser, in a process of its own: a picture that crashes a decoder, eats memory or never ends takes this process with it and
 * nothing else, and what the libraries print is not seen. Started by open-ocr-process.ts.
 */
import type { OcrReply, OcrRequest } from './ocr-messages.js';
import { loadRecognizer, recognizePicture } from './recognize-picture.js';

async function answer({ id, ...job }: OcrRequest): Promise<OcrReply> {
  await loadRecognizer(job.data);
  reply({ kind: 'begun', id });
  return recognizePicture(job).then((words): OcrReply => ({ kind: 'read', id, words }), (): OcrReply => ({ kind: 'failed', id }));
}

function reply(message: OcrReply): void {
  process.send?.(message);
}

process.on('message', (request: OcrRequest) => void answer(request).then(reply, () => process.exit(1)));
process.on('disconnect', () => process.exit());
