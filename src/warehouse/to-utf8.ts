import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Source } from './open-source.js';

/** Writes a text in another encoding to a UTF-8 file in the folder, a piece at a time; what is UTF-8 already is left where it is. */
export async function toUtf8(source: Source, folder: string, name: string): Promise<Source> {
  if (source.encoding === 'utf-8') return source;
  const content = join(folder, name);
  const decoder = new TextDecoder(source.encoding);
  async function* decoded(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  }
  const read = createReadStream(source.content, { highWaterMark: 1 << 20 });
  await pipeline(source.gzip ? read.pipe(createGunzip()) : read, decoded, createWriteStream(content, { mode: 0o600 }));
  return { ...source, content, gzip: false };
}
