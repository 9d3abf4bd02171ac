import type { Campaign, Image } from '#campaign/campaign.js';
import { kept } from '#campaign/kept.js';
import { loadDetector, type Detector } from '#language/detector.js';
import { languageReport } from '#language/language-report.js';
import { attachedImagesOf, attachedMessage } from './attached-images.js';
import { imageHeader } from './image-header.js';
import { imageSource } from './image-source.js';
import type { ImageText, ReadImage, Unread } from './image-text.js';
import { inParallel } from './in-parallel.js';
import { isUnread, liesBeside, loadImageBytes } from './load-image-bytes.js';
import { PARALLEL_READERS } from './ocr-pool.js';
import { readInstallAdvice } from './read-installation.js';
import { readWords } from './read-words.js';
import { mayDownload } from './remote-images.js';
import { svgText } from './svg-text.js';
import { textLanguage } from './text-language.js';

export interface ImageTextOptions {
  /** Milliseconds of processor time a picture, start-up aside. */
  readonly timeLimit?: number;
  /** Pictures a campaign; the rest is named as unread. */
  readonly mostImages?: number;
}

/** Smaller pictures are logos, icons and rules: words on them are brands. Pixels, and CSS pixels where the mail says how large it is shown. */
const LEAST_SIZE = { width: 200, height: 80 } as const;

const DEFAULTS = { timeLimit: 5000, mostImages: 20 };

const textsOf = kept((_: Campaign) => new Map<string, Promise<readonly ImageText[]>>());

/**
 * Which words each visible content image of a campaign holds, or each that is attached in their place; one entry an image, in order, read or with the reason why not. Those on
 * web servers only where downloads were allowed. Takes about a quarter of a second an image, once a campaign, however many rules ask.
 */
export function readImageTexts(campaign: Campaign, options: ImageTextOptions = {}): Promise<readonly ImageText[]> {
  const known = textsOf(campaign);
  const { timeLimit, mostImages } = { ...DEFAULTS, ...options };
  const key = `${timeLimit} ${mostImages}`;
  const reading = known.get(key) ?? readAll(campaign, timeLimit, mostImages);
  known.set(key, reading);
  return reading;
}

async function readAll(campaign: Campaign, timeLimit: number, mostImages: number): Promise<readonly ImageText[]> {
  const images = imagesOf(campaign);
  const seen = await Promise.all(images.map(async (image) => ({ image, unread: await unreadByFacts(campaign, image) })));
  const atHand = seen.filter(({ unread }) => unread === undefined);
  if (atHand.length === 0) return seen.flatMap(({ image, unread }) => (unread ? [skippedImage(image, unread)] : []));
  const chosen = new Set(atHand.slice(0, mostImages));
  const { dominant } = await languageReport(campaign);
  return inParallel(seen, PARALLEL_READERS, async (each) => {
    const unread = each.unread ?? (chosen.has(each) ? undefined : limit(mostImages));
    return unread ? skippedImage(each.image, unread) : readImage(campaign, each.image, dominant, timeLimit);
  });
}

/** What the mail shows, or what is attached to it for a message. */
function imagesOf(campaign: Campaign): readonly Image[] {
  return [...campaign.images.filter(({ purpose, visible }) => purpose === 'content' && visible), ...attachedMessage(campaign)];
}

/** What needs no look at the bytes. */
async function unreadByFacts(campaign: Campaign, image: Image): Promise<Unread | undefined> {
  if (attachedImagesOf(campaign).has(image)) return undefined;
  const { src, width, height } = image;
  const source = imageSource(src);
  if (source.kind === 'unread' && !(source.unread.cause === 'remote' && (mayDownload(campaign) || (await liesBeside(campaign, image))))) return source.unread;
  return (width ?? Infinity) < LEAST_SIZE.width || (height ?? Infinity) < LEAST_SIZE.height ? small(width ?? '?', height ?? '?') : undefined;
}

async function readImage(campaign: Campaign, image: Image, language: string | undefined, timeLimit: number): Promise<ImageText> {
  const loaded = await loadImageBytes(campaign, image);
  if (isUnread(loaded)) return skippedImage(image, loaded);
  const { bytes } = loaded;
  const header = imageHeader(bytes);
  if (isUnread(header)) return skippedImage(image, header);
  const { format, width = Infinity, height = Infinity } = header;
  const detector = await loadDetector();
  if (format === 'svg') return readSvg(image, bytes, detector);
  if (width < LEAST_SIZE.width || height < LEAST_SIZE.height) return skippedImage(image, small(width, height));

  const reading = await readWords({ bytes, format }, language, timeLimit, detector);
  return isUnread(reading) ? skippedImage(image, reading) : { status: 'read', image, ...reading };
}

function readSvg(image: Image, bytes: Uint8Array, detector: Detector): ReadImage {
  const text = svgText(Buffer.from(bytes).toString('utf8'));
  const words = text.split(/\s+/).filter(Boolean).map((word) => ({ text: word, confidence: 1 }));
  return { status: 'read', image, words, text, lines: text.split('\n').filter(Boolean), confidence: words.length > 0 ? 1 : 0, language: textLanguage(text, detector) };
}

function skippedImage(image: Image, { cause, reason, letters }: Unread): ImageText {
  return { status: 'skipped', image, cause, reason, ...(letters && { letters }), words: [], text: '', lines: [], confidence: 0, language: undefined };
}

function small(width: number | string, height: number | string): Unread {
  return { cause: 'small', reason: `it is ${width} x ${height} pixels, smaller than ${LEAST_SIZE.width} x ${LEAST_SIZE.height}` };
}

function limit(mostImages: number): Unread {
  return { cause: 'limit', reason: `only ${mostImages} images a mail are read` };
}

/** The command that installs what reading this campaign's images takes; undefined when there is enough, or no image at hand. */
export async function imageTextInstallAdvice(campaign: Campaign): Promise<string | undefined> {
  const unread = await Promise.all(imagesOf(campaign).map((image) => unreadByFacts(campaign, image)));
  if (unread.every((reason) => reason !== undefined)) return undefined;
  const { dominant } = await languageReport(campaign);
  return readInstallAdvice([...(dominant === undefined ? [] : [dominant]), 'en']);
}
