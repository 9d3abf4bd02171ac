export interface ZipEntry {
  readonly name: string;
  readonly encrypted: boolean;
}

/** Little-endian signature of a file header in a ZIP's central directory (APPNOTE.TXT, section 4.3.12). */
const CENTRAL_HEADER = 0x02014b50;
const CENTRAL_HEADER_LENGTH = 46;
const END_OF_DIRECTORY = 0x06054b50;
const END_LENGTH = 22;
/** Its comment has at most 65,535 bytes. */
const LONGEST_TAIL = 65_535 + END_LENGTH;
const MOST_ENTRIES = 10_000;

/** What a ZIP file's directory lists; undefined when it is none or cannot be read. Nothing is unpacked. */
export function zipEntries(content: Uint8Array): readonly ZipEntry[] | undefined {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const end = endOfDirectory(view);
  if (end === undefined) return undefined;
  const entries: ZipEntry[] = [];
  for (let at = view.getUint32(end + 16, true); entries.length < MOST_ENTRIES && at + CENTRAL_HEADER_LENGTH <= view.byteLength;) {
    if (view.getUint32(at, true) !== CENTRAL_HEADER) break;
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(content.subarray(at + CENTRAL_HEADER_LENGTH, at + CENTRAL_HEADER_LENGTH + nameLength));
    entries.push({ name, encrypted: (view.getUint16(at + 8, true) & 1) === 1 });
    at += CENTRAL_HEADER_LENGTH + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function endOfDirectory(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - LONGEST_TAIL);
  for (let at = view.byteLength - END_LENGTH; at >= first; at--) if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  return undefined;
}
