/** Byte offset of each UTF-16 unit of UTF-8 text, and of the end; undefined when the bytes are not well-formed UTF-8 of `units` units. */
export function utf8Offsets(bytes: Uint8Array, units: number): Uint32Array | undefined {
  const offsets = new Uint32Array(units + 1);
  let unit = 0;
  for (let at = startAfterMark(bytes); at < bytes.length;) {
    const lead = bytes[at] ?? 0;
    const size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    offsets[unit++] = at;
    if (size === 4) offsets[unit++] = at;
    at += size;
  }
  offsets[units] = bytes.length;
  return unit === units ? offsets : undefined;
}

/** TextDecoder drops a byte order mark. */
function startAfterMark(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}
