import tesseract from 'tesseract.js';
import type { Block, Worker } from 'tesseract.js';
import type { OcrJob, OcrWord, PictureScript } from './ocr-messages.js';
import { prepareImage } from './prepare-image.js';
import { SCRIPTS, type LanguageData } from './read-installation.js';

/** Each takes about 100 MB: the mail's own language, scripts, and the language that a picture turned out to be in. */
const MOST_WORKERS = 3;

/** By language code, least recently used first. */
const workers = new Map<string, Promise<Worker>>();

/** Loads the data of a language, for `recognizePicture` to be ready at once. Rejects if they cannot be loaded. */
export async function loadRecognizer({ code, folder }: LanguageData): Promise<Worker> {
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

/** All words that are recognised, in reading order, sure or not. Rejects for a picture that cannot be decoded. For the recogniser's own process only. */
export async function recognizePicture({ bytes, format, data }: OcrJob): Promise<readonly OcrWord[]> {
  const worker = await loadRecognizer(data);
  const prepared = await prepareImage(bytes, format);
  const { data: page } = await worker.recognize(Buffer.from(prepared), {}, { text: false, blocks: true });
  return wordsOf(page.blocks ?? []);
}

/** The letters that a picture's words are in; undefined where they are too few (50), or do not stand upright. For the recogniser's own process only. */
export async function recognizeScript({ bytes, format, data }: OcrJob): Promise<PictureScript | undefined> {
  const worker = await loadRecognizer(data);
  const { data: page } = await worker.detect(Buffer.from(await prepareImage(bytes, format)));
  const { script, script_confidence: certainty, orientation_degrees: turned } = page;
  return script === null || turned !== 0 ? undefined : { script, certainty: certainty ?? 0 };
}

/**
 * Without `langPath` tesseract.js would fetch from a CDN, without `cacheMethod` write into the working directory, without
 * `errorHandler` throw where nobody catches; what it fails with reaches that handler only, and its own promise never settles.
 */
async function openWorker(code: string, folder: string): Promise<Worker> {
  const worker = await new Promise<Worker>((resolve, reject) => {
    const forScripts = code === SCRIPTS;
    tesseract.createWorker(code, forScripts ? tesseract.OEM.TESSERACT_ONLY : tesseract.OEM.LSTM_ONLY, {
      langPath: folder, cacheMethod: 'none', errorHandler: reject, legacyCore: forScripts, legacyLang: forScripts,
    }).then(resolve, reject);
  });
  await worker.setParameters({ tessedit_pageseg_mode: tesseract.PSM.AUTO }); // its default takes the picture for one block, and loses buttons
  return worker;
}

function wordsOf(blocks: readonly Block[]): readonly OcrWord[] {
  return blocks.flatMap(({ paragraphs }) => paragraphs).flatMap(({ lines }, paragraph) =>
    lines.flatMap(({ words }, line) => words.map(({ text, confidence }): OcrWord => ({ text, confidence: confidence / 100, paragraph, line }))));
}
