import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { Campaign, Image } from '#campaign/campaign.js';
import { imageSource } from './image-source.js';
import type { Unread } from './image-text.js';
import { downloadImage } from './remote-images.js';

export interface ImageBytes {
  readonly bytes: Uint8Array;
}

/** Larger images are not opened: no mail has a use for them. */
export const MOST_BYTES = 20 * 1024 * 1024;

const BASE64 = /^[A-Za-z\d+/_=\s-]*$/;

/** The bytes of an image, or why there are none. Never leaves the campaign's folder; asks the network only where downloads were allowed. */
export async function loadImageBytes(campaign: Campaign, image: Image): Promise<ImageBytes | Unread> {
  const source = imageSource(image.src);
  switch (source.kind) {
    case 'unread': return source.unread.cause === 'remote' ? downloadImage(campaign, image, source.unread) : source.unread;
    case 'attachment': return attachmentBytes(campaign, source.contentId);
    case 'embedded': return source.base64 ? base64Bytes(source.payload) : plainBytes(source.payload);
    case 'file': return fileBytes(campaign, source.path);
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

function isInside(root: string, file: string): boolean {
  const path = relative(root, file);
  return path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
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
