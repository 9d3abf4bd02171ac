/**
 * The recogniser, in a process of its own: a picture that crashes a decoder, eats memory or never ends takes this process with it and
 * nothing else, and what the libraries print is not seen. Started by open-ocr-process.ts.
 */
import tesseract from 'tesseract.js';
import type { Block, Worker } from 'tesseract.js';
import type { OcrReply, OcrRequest, OcrWord } from './ocr-messages.js';
import { prepareImage } from './prepare-image.js';
import type { LanguageData } from './read-installation.js';

/** Each takes about 100 MB: the mail's own language, and the one that a picture turned out to be in. */
const MOST_WORKERS = 2;
const LSTM_ONLY = tesseract.OEM.LSTM_ONLY;

/** By language code, least recently used first. */
const workers = new Map<string, Promise<Worker>>();

async function answer({ id, bytes, format, data }: OcrRequest): Promise<OcrReply> {
  const worker = await workerFor(data);
  reply({ kind: 'begun', id });
  try {
    const prepared = await prepareImage(bytes, format);
    const { data: page } = await worker.recognize(Buffer.from(prepared), {}, { text: false, blocks: true });
    return { kind: 'read', id, words: wordsOf(page.blocks ?? []) };
  } catch {
    return { kind: 'failed', id };
  }
}

function wordsOf(blocks: readonly Block[]): readonly OcrWord[] {
  return blocks.flatMap(({ paragraphs }) => paragraphs).flatMap(({ lines }, paragraph) =>
    lines.flatMap(({ words }) => words).map(({ text, confidence }): OcrWord => ({ text, confidence: confidence / 100, paragraph })));
}

async function workerFor({ code, folder }: LanguageData): Promise<Worker> {
  const worker = workers.get(code) ?? openWorker(code, folder);
  workers.delete(code);
  workers.set(code, worker);
  for (const [oldest, unused] of workers) {
    if (workers.size <= MOST_WORKERS) break;
    workers.delete(oldest);
    await (await unused).terminate();
  }
  return worker;
}

/**
 * Without `langPath` tesseract.js would fetch from a CDN, without `cacheMethod` write into the working directory, without
 * `errorHandler` throw where nobody catches; what it fails with reaches that handler only, and its own promise never settles.
 */
async function openWorker(code: string, folder: string): Promise<Worker> {
  const worker = await new Promise<Worker>((resolve, reject) => {
    tesseract.createWorker(code, LSTM_ONLY, { langPath: folder, cacheMethod: 'none', errorHandler: reject }).then(resolve, reject);
  });
  await worker.setParameters({ tessedit_pageseg_mode: tesseract.PSM.AUTO });
  return worker;
}

function reply(message: OcrReply): void {
  process.send?.(message);
}

process.on('message', (request: OcrRequest) => void answer(request).then(reply, () => process.exit(1)));
process.on('disconnect', () => process.exit());
