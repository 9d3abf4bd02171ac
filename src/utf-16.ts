export type Utf16 = 'utf-16le' | 'utf-16be';

/** Bytes that are looked at: the first tags of a mail in Chinese have zero bytes, but not its text; of a table with a Chinese header row, the rows. */
const HEADS = [64, 4096];
/** Of UTF-16 in Latin letters it is half; no other text has any. */
const LEAST_ZEROS = 1 / 5;

/** In which byte order a text is UTF-16, as TextDecoder names it: by its byte order mark, else by where its zero bytes stand. */
export function utf16Of(bytes: Uint8Array): Utf16 | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (!bytes.subarray(0, Math.max(...HEADS)).includes(0)) return undefined;
  return HEADS.map((length) => orderOf(bytes.subarray(0, length))).find((order) => order !== undefined);
}

function orderOf(head: Uint8Array): Utf16 | undefined {
  const zeros = head.reduce((sum, byte) => sum + Number(byte === 0), 0);
  if (zeros <= head.length * LEAST_ZEROS) return undefined;
  const first = head.reduce((sum, byte, at) => sum + Number(byte === 0 && at % 2 === 0), 0);
  return first > zeros / 2 ? 'utf-16be' : 'utf-16le';
}
