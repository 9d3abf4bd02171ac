import { createReadStream } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, gunzipSync } from 'node:zlib';
import { InputError } from '#errors.js';
import { longLines } from './long-lines.js';

/**
 * What the first bytes of a gzip file hold; if they are the whole file, it must be one.
 * @throws InputError when the file is damaged
 */
export function gunzipHead(file: string, first: Buffer, isWhole: boolean, maxOutputLength: number): Buffer {
  try {
    return gunzipSync(first, { finishFlush: isWhole ? constants.Z_FINISH : constants.Z_SYNC_FLUSH, maxOutputLength });
  } catch (error) {
    throw damaged(file, error);
  }
}

/**
 * Reads a gzip file, and no other, to its end: DuckDB takes one that is cut short for one that ends there.
 * @returns where its long lines begin
 * @throws InputError when the file is damaged
 */
export async function refuseDamagedGzip({ file, gzip }: { readonly file: string; readonly gzip: boolean }): Promise<readonly number[]> {
  if (!gzip) return [];
  const lines = longLines();
  const nowhere = new Writable({ write: (chunk: Buffer, _encoding, done) => { lines.see(chunk); done(); } });
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), createGunzip({ chunkSize: 1 << 18 }), nowhere).catch((error: unknown) => {
    throw damaged(file, error);
  });
  return lines.found();
}

function damaged(file: string, cause: unknown): InputError {
  const isCut = (cause as NodeJS.ErrnoException).code === 'Z_BUF_ERROR';
  return isCut
    ? new InputError(file, 'is a gzip file that is cut short', 'Copy it again, or compress it again.', { cause })
    : new InputError(file, 'is a damaged gzip file', 'Compress it again.', { cause });
}
