import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Campaign, Image } from '#campaign/campaign.js';
import { isInside } from '#campaign/is-inside.js';
import { kept } from '#campaign/kept.js';
import { once } from '#once.js';
import { attachedImagesOf } from './attached-images.js';
import { imageSource } from './image-source.js';
import type { Unread } from './image-text.js';
import { downloadImage, mayDownload, remoteImages } from './remote-images.js';

export interface ImageBytes {
  readonly bytes: Uint8Array;
}

/** Larger images are not opened: no mail has a use for them. */
export const MOST_BYTES = 20 * 1024 * 1024;

/** Of an address: the file's name. */
const PICTURE_NAME = /[^/\\]{1,120}\.(?:png|jpe?g|gif|webp|svg|bmp)$/i;
/** Where editors put the pictures of a mail that they export: beside it, or in a folder of one of these names. */
const EXPORT_FOLDERS = ['images', 'img', 'assets'];

const BASE64 = /^[A-Za-z\d+/_=\s-]*$/;

/** The bytes of an image, or why there are none. Never leaves the campaign's folder; asks the network only where downloads were allowed. */
export async function loadImageBytes(campaign: Campaign, image: Image): Promise<ImageBytes | Unread> {
  const attached = attachedImagesOf(campaign).get(image);
  if (attached) return withinLimit(attached.content);
  const source = imageSource(image.src);
  switch (source.kind) {
    case 'unread': return source.unread.cause === 'remote' ? remoteBytes(campaign, image, source.unread) : source.unread;
    case 'attachment': return attachmentBytes(campaign, source.contentId);
    case 'embedded': return source.base64 ? base64Bytes(source.payload) : plainBytes(source.payload);
    case 'file': return fileBytes(campaign, source.path);
  }
}

/** The image itself where it may be downloaded, else the file of its name beside the body. */
async function remoteBytes(campaign: Campaign, image: Image, unasked: Unread): Promise<ImageBytes | Unread> {
  const path = mayDownload(campaign) ? undefined : await pathBeside(campaign, image);
  return path === undefined ? downloadImage(campaign, image, unasked) : fileBytes(campaign, path);
}

/** Whether an image on a web server lies beside the campaign too. */
export async function liesBeside(campaign: Campaign, image: Image): Promise<boolean> {
  return (await pathBeside(campaign, image)) !== undefined;
}

/** Whether a reader sees images that only a web server has, and that must not be downloaded. */
export async function hasRemoteImages(campaign: Campaign): Promise<boolean> {
  if (mayDownload(campaign)) return false;
  for (const image of remoteImages(campaign)) if (!(await liesBeside(campaign, image))) return true;
  return false;
}

/** Where the file is that an editor exported with the body, if it did. A lone body is no export: what lies beside it may be anything. */
async function pathBeside(campaign: Campaign, { src }: Image): Promise<string | undefined> {
  const [name] = PICTURE_NAME.exec(src.trim().replace(/[?#].*$/s, '')) ?? [];
  return name === undefined ? undefined : (await exportedPictures(campaign).paths()).get(name.toLowerCase());
}

/** Paths of the pictures beside a campaign's body, by their names in lower case; looked for once a campaign. */
const exportedPictures = kept(({ folder, manifest, given }: Campaign) => ({
  paths: once(async (): Promise<ReadonlyMap<string, string>> => {
    const found = new Map<string, string>();
    if (folder === undefined || !given.has('manifest')) return found;
    const base = resolve(folder, dirname(manifest.body ?? ''));
    const beside = await namesIn(base);
    for (const part of ['', ...EXPORT_FOLDERS.filter((name) => beside.includes(name))]) {
      for (const name of part === '' ? beside : await namesIn(resolve(base, part))) {
        if (PICTURE_NAME.test(name) && !found.has(name.toLowerCase())) found.set(name.toLowerCase(), part === '' ? name : `${part}/${name}`);
      }
    }
    return found;
  }),
}));

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).toSorted();
  } catch {
    return [];
  }
}

export function isUnread<T extends object>(result: T | Unread): result is Unread {
  return 'cause' in result;
}

function attachmentBytes({ attachments }: Campaign, contentId: string): ImageBytes | Unread {
  const attachment = attachments.find((candidate) => candidate.contentId === contentId)
    ?? attachments.find((candidate) => candidate.contentId?.toLowerCase() === contentId.toLowerCase());
  if (!attachment) return { cause: 'missing', reason: `no attachment has the Content-ID ${contentId.slice(0, 80)}` };
  return withinLimit(attachment.content);
}

function base64Bytes(payload: string): ImageBytes | Unread {
  if (payload.length > (MOST_BYTES * 4) / 3) return tooLarge((payload.length * 3) / 4);
  const text = payload.includes('%') ? payload.replace(/%([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16))) : payload;
  if (!BASE64.test(text)) return { cause: 'broken', reason: 'its data: address is not base64' };
  return withinLimit(Buffer.from(text, 'base64'));
}

/** `data:image/svg+xml,<svg …>`, percent-encoded or as it is. */
function plainBytes(payload: string): ImageBytes | Unread {
  if (payload.length > MOST_BYTES) return tooLarge(payload.length);
  const bytes = Buffer.from(payload, 'utf8');
  return withinLimit(payload.includes('%') ? percentDecoded(bytes) : bytes);
}

function percentDecoded(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(/%([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16))), 'latin1');
}

/** A path is relative to the body's file; some editors export it relative to the campaign's folder. */
async function fileBytes({ folder, manifest }: Campaign, path: string): Promise<ImageBytes | Unread> {
  const root = folder === undefined ? undefined : await realpathOf(folder);
  if (root === undefined) return { cause: 'missing', reason: 'the campaign has no folder that it could lie in' };
  let outside = false;
  for (const base of new Set([resolve(root, dirname(manifest.body ?? '')), root])) {
    const wanted = resolve(base, path);
    const file = await realpathOf(wanted);
    if (file !== undefined && isInside(root, file)) return readBounded(file);
    outside ||= !isInside(root, file ?? wanted);
  }
  return outside ? { cause: 'outside', reason: "its path leaves the campaign's folder" } : { cause: 'missing', reason: 'there is no such file' };
}

async function realpathOf(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch {
    return undefined;
  }
}

async function readBounded(file: string): Promise<ImageBytes | Unread> {
  try {
    const facts = await stat(file);
    if (!facts.isFile()) return { cause: 'broken', reason: 'its path is no file' };
    return facts.size > MOST_BYTES ? tooLarge(facts.size) : { bytes: await readFile(file) };
  } catch {
    return { cause: 'broken', reason: 'its file cannot be read' };
  }
}

function withinLimit(bytes: Uint8Array): ImageBytes | Unread {
  return bytes.length > MOST_BYTES ? tooLarge(bytes.length) : { bytes };
}

function tooLarge(bytes: number): Unread {
  return { cause: 'limit', bytes, reason: `it is larger than ${MOST_BYTES / 1024 / 1024} MiB` };
}
