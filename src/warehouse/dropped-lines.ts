import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { longLines, PIECE } from './long-lines.js';
import type { ReadSource } from './read-source.js';
import { identifier, sql } from './sql.js';
import type { Warehouse } from './warehouse.js';

/** Bytes in which a table has a line end. */
const PROBE = 65_536;

/** Puts lines that DuckDB dropped among its rejects, in its own terms. `inGzip`: where the long lines of a compressed file begin. */
export async function nameDroppedLines(warehouse: Warehouse, { source, rejects }: ReadSource, inGzip: readonly number[]): Promise<void> {
  if (rejects === undefined) return;
  for (const offset of source.gzip ? inGzip : await longLinesOf(source.content)) {
    await warehouse.run(sql`
      INSERT INTO ${identifier(rejects)} BY NAME SELECT ${offset + 1} AS line_byte_position, 'LINE SIZE OVER MAXIMUM' AS error_type, '' AS error_message
      WHERE NOT EXISTS (SELECT 1 FROM ${identifier(rejects)} WHERE abs(line_byte_position - ${offset + 1}) <= 1)`);
  }
}

/** Where the long lines of a file begin that is not compressed: only where the first bytes of a piece hold no line end it is read. */
async function longLinesOf(file: string): Promise<readonly number[]> {
  if (await hasLineEnds(file)) return [];
  const lines = longLines();
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) lines.see(chunk);
  return lines.found();
}

async function hasLineEnds(file: string): Promise<boolean> {
  const opened = await open(file);
  try {
    const { size } = await opened.stat();
    const probe = Buffer.alloc(PROBE);
    for (let at = PIECE; at < size; at += PIECE) {
      const { bytesRead } = await opened.read(probe, 0, PROBE, at);
      if (!/[\n\r]/.test(probe.subarray(0, bytesRead).toString('latin1'))) return false;
    }
    return true;
  } finally {
    await opened.close();
  }
}
