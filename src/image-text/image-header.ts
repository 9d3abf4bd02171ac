import { imageSize } from 'image-size';
import type { Unread } from './image-text.js';

export type RasterFormat = 'png' | 'jpeg' | 'gif' | 'webp' | 'bmp';

/** What an image's first and last bytes say; its pixels are not decoded. */
export interface ImageHeader {
  readonly format: RasterFormat | 'svg';
  /** Pixels; undefined for SVG, which has none. */
  readonly width: number | undefined;
  readonly height: number | undefined;
}

/** Larger pictures are not decoded: a header that claims more is a decompression bomb or a camera's original. */
export const MOST_PIXELS = 25_000_000;

/** An SVG's root element stands this near its start. */
const SVG_HEAD = 4096;

/** Reads the header. Never decodes pixels, so that what a hostile header claims costs nothing. */
export function imageHeader(bytes: Uint8Array): ImageHeader | Unread {
  if (bytes.length === 0) return broken('it is empty');
  const format = formatOf(bytes);
  if (format === undefined) return broken('it is not a PNG, JPEG, GIF, WebP, BMP or SVG');
  if (format === 'svg') return { format, width: undefined, height: undefined };

  const size = sizeOf(bytes);
  if (!size) return broken(`its ${format.toUpperCase()} header is damaged`);
  const { width, height } = size;
  if (width * height > MOST_PIXELS) return { cause: 'limit', reason: `it claims ${width} x ${height} pixels` };
  return isCut(bytes, format) ? broken(`its ${format.toUpperCase()} data stop before the end`) : { format, width, height };
}

function broken(reason: string): Unread {
  return { cause: 'broken', reason };
}

function formatOf(bytes: Uint8Array): ImageHeader['format'] | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, SVG_HEAD)).toString('latin1');
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (/^GIF8[79]a/.test(head)) return 'gif';
  if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return 'webp';
  if (head.startsWith('BM') && bytes.length >= 26) return 'bmp';
  return /^(?:\xef\xbb\xbf)?\s*</.test(head) && /<svg[\s>]/i.test(head) ? 'svg' : undefined;
}

function sizeOf(bytes: Uint8Array): { width: number; height: number } | undefined {
  try {
    const { width, height } = imageSize(bytes);
    return width > 0 && Math.abs(height) > 0 ? { width, height: Math.abs(height) } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the mark that ends the format is missing. */
function isCut(bytes: Uint8Array, format: RasterFormat): boolean {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  switch (format) {
    case 'png': return data.lastIndexOf('IEND', undefined, 'latin1') === -1;
    case 'jpeg': return data.lastIndexOf('\xff\xd9', undefined, 'latin1') === -1;
    case 'gif': return false; // many end without the trailer, and clients show them
    case 'webp': return data.length < data.readUInt32LE(4) + 8;
    case 'bmp': return data.length < data.readUInt32LE(10) + 4;
  }
}
