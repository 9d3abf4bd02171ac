/**
 * Renders banners, logos, icons and textless pictures with the fonts of this machine, and says how well and how fast their words are read.
 * See README.md, "Text in images".
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { campaignFromSource } from '#campaign/campaign-from-source.js';
import { imageHeader } from '#image-text/image-header.js';
import type { ImageText } from '#image-text/image-text.js';
import { isUnread } from '#image-text/load-image-bytes.js';
import { readImageTexts } from '#image-text/read-image-texts.js';
import { readLanguageData } from '#image-text/read-installation.js';
import { recognizePicture } from '#image-text/recognize-picture.js';
import rule from '#rules/content/image-language-mismatch/rule.js';
import { renderBanners, type Picture } from './image-text/render-banners.js';

/** The mails that the pictures stand in. */
const MAILS: Readonly<Record<string, string>> = {
  de: '<p>Wir haben für Sie etwas Neues gemacht und möchten es Ihnen zeigen. Schauen Sie doch einmal bei uns vorbei, wir freuen uns auf Ihren Besuch.</p>',
  en: '<p>We have made something new for you and would like to show it to you. Do come by and have a look, we are looking forward to your visit.</p>',
  fr: '<p>Nous avons préparé quelque chose de nouveau pour vous et nous aimerions vous le montrer. Passez nous voir, nous serons heureux de vous accueillir.</p>',
};
const LEAST_WORDS = 6;
const RUNS = 3;
const OPTIONS = { ...rule.defaultOptions, maxImages: 100_000, secondsPerImage: 60 };

const { values } = parseArgs({ options: { pictures: { type: 'string', multiple: true, default: [] }, keep: { type: 'string' } } });
const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'presend-banners-'));
try {
  const pictures = await renderBanners(folder);
  for (const [language, text] of Object.entries(MAILS)) console.log(await accuracy(language, text, pictures));
  console.log(await speed(pictures));
  for (const own of values.pictures) console.log(await findingsIn(own));
} finally {
  if (values.keep === undefined) rmSync(folder, { recursive: true });
}
process.exit();

async function accuracy(mailLanguage: string, text: string, pictures: readonly Picture[]): Promise<string> {
  const { texts, told } = await lint(folder, text, pictures.map(({ file }) => basename(file)));
  const readings = pictures.map((picture, index) => ({ ...picture, reading: texts[index]! }));
  const long = readings.filter(({ language, reading }) => language !== undefined && wordsOf(reading) >= LEAST_WORDS);
  const wrong = long.filter(({ language, reading }) => reading.language !== language);
  const unread = readings.filter(({ language, reading }) => language !== undefined && wordsOf(reading) < LEAST_WORDS);
  const foreign = readings.filter(({ language }) => language !== undefined && language !== mailLanguage);
  const missed = foreign.filter(({ file }) => !told.has(basename(file)));
  const falsely = readings.filter(({ file, language }) => (language === undefined || language === mailLanguage) && told.has(basename(file)));
  const named = (list: readonly Picture[]) => (list.length === 0 ? '' : ` (${list.map(({ file, style }) => `${basename(file)}: ${style}`).join(', ')})`);
  return [
    `Mail in ${mailLanguage}:`,
    `  language right in ${long.length - wrong.length} of ${long.length} banners with ${LEAST_WORDS} words or more${named(wrong)}`,
    `  fewer words read in ${unread.length} banners${named(unread)}`,
    `  foreign banners reported: ${foreign.length - missed.length} of ${foreign.length}${named(missed)}`,
    `  false mismatches: ${falsely.length} of ${readings.length - foreign.length}${named(falsely)}`,
  ].join('\n');
}

/** Time on one core, after start-up: processor time, which other work on the machine does not stretch, and time on the clock. */
async function speed(pictures: readonly Picture[]): Promise<string> {
  const processor: number[] = [];
  const clock: number[] = [];
  for (const { file, language } of pictures) {
    const bytes = readFileSync(file);
    const header = imageHeader(bytes);
    const data = readLanguageData(language ?? 'en');
    if (isUnread(header) || header.format === 'svg' || !data) continue;
    const job = { wanted: 'words', bytes, format: header.format, data } as const;
    await recognizePicture(job);
    for (let run = 0; run < RUNS; run += 1) {
      const [usage, start] = [process.cpuUsage(), performance.now()];
      await recognizePicture(job);
      const { user, system } = process.cpuUsage(usage);
      processor.push((user + system) / 1000);
      clock.push(performance.now() - start);
    }
  }
  const line = (name: string, times: number[]) => `  ${name}: median ${quantile(times, 0.5)} ms, 90 % ${quantile(times, 0.9)} ms, most ${quantile(times, 1)} ms`;
  return [`Speed over ${pictures.length} pictures, ${RUNS} runs each (${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}):`, line('processor time', processor), line('clock', clock)].join('\n');
}

/** What is reported in pictures of one's own, for reading. */
async function findingsIn(own: string): Promise<string> {
  const files = readdirSync(own).filter((name) => /\.(?:png|jpe?g|gif|webp|bmp|svg)$/i.test(name)).sort();
  const lines = [`${own}: ${files.length} pictures`];
  for (const [language, text] of Object.entries(MAILS)) {
    const { texts, told } = await lint(own, text, files);
    const skipped = texts.filter(({ status }) => status === 'skipped').length;
    lines.push(`  in a mail in ${language}: ${texts.length - skipped} read, ${skipped} skipped, ${told.size} reported`);
    for (const [file, message] of told) lines.push(`    ${file}: ${message}`);
  }
  return lines.join('\n');
}

async function lint(where: string, text: string, files: readonly string[]): Promise<{ texts: readonly ImageText[]; told: ReadonlyMap<string, string> }> {
  const html = text + files.map((file) => `<img src="${encodeURIComponent(file)}">`).join('');
  const campaign = await campaignFromSource({ path: where, folder: where, body: { kind: 'html', name: join(where, 'mail.html'), bytes: Buffer.from(html) } });
  const told = new Map<string, string>();
  for await (const { data } of rule.check(campaign, OPTIONS, { now: new Date(0), sendAt: new Date(0) })) told.set(String(data?.['image']), `${data?.['language']} "${data?.['text']}"`);
  return { texts: await readImageTexts(campaign, { mostImages: OPTIONS.maxImages, timeLimit: OPTIONS.secondsPerImage * 1000 }), told };
}

function wordsOf({ words }: ImageText): number {
  return words.filter(({ text }) => /\p{L}{2}/u.test(text)).length;
}

function quantile(values: readonly number[], share: number): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0);
}
