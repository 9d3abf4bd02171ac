import { createReadStream } from 'node:fs';

/** A larger message is not read: no mailbox takes it. */
export const LARGEST_MESSAGE = 64 * 1024 * 1024;

const LF = 0x0a;
const CR = 0x0d;
const SEPARATOR = Buffer.from('From ');
const QUOTED = /^>+From /;

/**
 * Messages of an mbox file (RFC 4155, with the mboxrd quoting of `From ` lines), one at a time; undefined for one above
 * `LARGEST_MESSAGE`. A `From ` line separates messages at the beginning of the file and after an empty line only. Memory does not grow
 * with the file.
 */
export async function* readMbox(file: string): AsyncGenerator<Buffer | undefined> {
  let lines: Buffer[] = [];
  let size = 0;
  let started = false;
  let afterEmpty = true;
  const message = (): Buffer | undefined => (size > LARGEST_MESSAGE ? undefined : Buffer.concat(lines));
  for await (const line of linesOf(file)) {
    if (afterEmpty && line.subarray(0, SEPARATOR.length).equals(SEPARATOR)) {
      if (started) yield message();
      [lines, size, started, afterEmpty] = [[], 0, true, false];
      continue;
    }
    afterEmpty = line.length <= 2 && (line[0] === LF || line[0] === CR);
    if (!started) continue;
    size += line.length;
    if (size > LARGEST_MESSAGE) lines = [];
    else lines.push(QUOTED.test(line.subarray(0, 64).toString('latin1')) ? line.subarray(1) : line);
  }
  if (started) yield message();
}

/** Lines with their ends; one without an end is cut at `LARGEST_MESSAGE`. */
async function* linesOf(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 })) {
    let text = rest.length === 0 ? chunk as Buffer : Buffer.concat([rest, chunk as Buffer]);
    for (let end = text.indexOf(LF); end !== -1; end = text.indexOf(LF)) {
      yield text.subarray(0, end + 1);
      text = text.subarray(end + 1);
    }
    rest = text;
    if (rest.length <= LARGEST_MESSAGE) continue;
    yield rest;
    rest = Buffer.alloc(0);
  }
  if (rest.length > 0) yield rest;
}
